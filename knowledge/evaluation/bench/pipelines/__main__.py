"""Builds one pipeline and searches it, as told on the standard input: a JSON object a line in, one a line out.

In comes `{"build": [texts]}`, out goes `{"encode": [texts]}` as often as vectors are wanted, each answered by
`{"vectors": base64, "dimensions": n}`, and then `{"built": seconds}`. In comes `{"search": question, "vectors": …}`,
out goes `{"found": [numbers], "seconds": s}`.
"""

import base64
import importlib
import json
import os
import sys
import time
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from knowledge.evaluation.bench.pipelines.given import Encoding, Search, Vectors

_lines = os.fdopen(os.dup(1), "w", encoding="utf-8")  # what the libraries print goes elsewhere


def _tell(**told: Any) -> None:
    _lines.write(json.dumps(told) + "\n")
    _lines.flush()


def _vectors(told: dict[str, Any]) -> Vectors:
    flat: Vectors = np.frombuffer(base64.b64decode(told["vectors"]), dtype=np.float32).reshape(-1, told["dimensions"])
    return flat


def _encode(texts: Sequence[str]) -> Vectors:
    _tell(encode=list(texts))
    return _vectors(json.loads(sys.stdin.readline()))


def main(name: str) -> None:
    os.dup2(2, 1)
    warnings.simplefilter("ignore")
    pipeline = importlib.import_module(f"knowledge.evaluation.bench.pipelines.{name}")
    encoding = Encoding(_encode)
    search: Search | None = None
    _tell(ready=pipeline.NAME)
    for line in sys.stdin:
        told = json.loads(line)
        began = time.perf_counter()
        if "build" in told:
            search = pipeline.build(told["build"], encoding)
            _tell(built=time.perf_counter() - began)
        elif search:
            encoding.question = _vectors(told)[0]
            began = time.perf_counter()
            found = search(told["search"])
            _tell(found=found, seconds=time.perf_counter() - began)


main(sys.argv[1])
