"""Other pipelines, each in a process and an environment of its own, given the same texts and the same encoder."""

import base64
import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from knowledge.encoder import Encoder, Vectors

_PEERS = ("llamaindex", "langchain", "haystack", "txtai")
_ROOT = Path(__file__).parents[3]
_CALM = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False", "DO_NOT_TRACK": "1"}


class Peer:
    """One of them, started; to be used inside `started`."""

    def __init__(self, name: str, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.name = str(self._heard().get("ready", name))

    def build(self, texts: Sequence[str], encoder: Encoder) -> float:
        """Seconds that it took to bring the texts in, encoded by this process as it asked for it."""
        self._tell(build=list(texts))
        while "encode" in (heard := self._heard()):
            self._tell(**_packed(encoder.encode_passages(heard["encode"])))
        return float(heard["built"])

    def search(self, question: str, vector: Vectors) -> tuple[list[int], float]:
        """The numbers of the texts that it found, best first, and the seconds that it took."""
        self._tell(search=question, **_packed(vector))
        heard = self._heard()
        return heard["found"], float(heard["seconds"])

    def _tell(self, **told: Any) -> None:
        if self._process.stdin:
            self._process.stdin.write(json.dumps(told, ensure_ascii=False) + "\n")
            self._process.stdin.flush()

    def _heard(self) -> dict[str, Any]:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise OSError("the pipeline has ended")
        heard: dict[str, Any] = json.loads(line)
        return heard


def commands(python: Path) -> dict[str, Sequence[str]]:
    """How each of them is run by the Python of an environment."""
    return {name: (str(python), "-m", f"{__package__}.pipelines", name) for name in _PEERS}


@contextmanager
def started(run: Mapping[str, Sequence[str]], errors: Path) -> Iterator[list[Peer]]:
    """Those that can be run; what they have to say of themselves goes to a file."""
    environment = {**os.environ, **_CALM, "PYTHONUTF8": "1", "PYTHONPATH": str(_ROOT)}
    with ExitStack() as stack, errors.open("w", encoding="utf-8") as told:
        found = []
        for name, command in run.items():
            process = stack.enter_context(
                subprocess.Popen(  # noqa: S603
                    command,
                    cwd=_ROOT,
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=told,
                    text=True,
                    encoding="utf-8",
                )
            )
            stack.callback(process.terminate)
            try:
                found.append(Peer(name, process))
            except OSError:
                told.write(f"{name} cannot be run\n")
        yield found


def _packed(vectors: Vectors) -> dict[str, Any]:
    return {"vectors": base64.b64encode(vectors.tobytes()).decode(), "dimensions": vectors.shape[-1]}
