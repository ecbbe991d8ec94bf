"""Where a model's files are: numbers and words only, never code. The only file that knows the models' hub."""

import logging
from pathlib import Path

_KINDS = ("*.safetensors", "*.json", "*.txt", "*.model", "*.jinja")
_CODE = frozenset((".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle"))  # which may run when read


def folder(model: str) -> Path:
    """The folder of a model that is named by its path, or as it is on the hub, from where it comes once.

    Raises OSError if there is none, ValueError if its weights are not safetensors.
    """
    found = Path(model)
    if not found.is_dir():
        if found.is_absolute() or model.startswith("."):
            raise FileNotFoundError(f"there is no folder {model}")
        found = _fetched(model)
    for file in sorted(found.rglob("*")):
        if file.suffix in _CODE and not any(file.parent.glob("*.safetensors")):
            raise ValueError(f"{file.name} may hold code; only weights as safetensors are loaded.")
    return found


def _fetched(name: str) -> Path:
    # Imported here: only models that do not come with the product are fetched.
    from huggingface_hub import snapshot_download  # noqa: PLC0415

    # A hub that is out of reach is told in our one sentence, not in forty retries.
    logging.getLogger("huggingface_hub").setLevel(logging.CRITICAL)
    return Path(snapshot_download(name, allow_patterns=list(_KINDS), ignore_patterns=["onnx/*", "openvino/*"]))
