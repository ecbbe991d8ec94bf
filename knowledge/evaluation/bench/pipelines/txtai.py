"""txtai: Embeddings with a dense and a lexical index, which it fuses itself."""

from collections.abc import Sequence

import numpy as np
from txtai import Embeddings

from knowledge.evaluation.bench.pipelines.given import CHARACTERS, TOP, Encoding, Search, Vectors

NAME = "txtai"
_ASKED = "?"  # what it is told to put before a question


def build(texts: Sequence[str], encoding: Encoding) -> Search:
    def transform(given: list[str]) -> Vectors:
        if given and given[0].startswith(_ASKED):
            return np.stack([encoding.question])
        return encoding.passages([text.removeprefix(" ") for text in given])

    index = Embeddings(
        method="external",
        transform=transform,
        instructions={"query": _ASKED, "data": " "},
        hybrid=True,
        content=False,
        scoring={"method": "bm25", "terms": True, "normalize": True, "tokenizer": {"regexp": CHARACTERS}},
    )
    index.index([(number, text, None) for number, text in enumerate(texts)])
    if not (index.ann and index.issparse()):
        raise RuntimeError("it searches one way only")
    return lambda question: [int(number) for number, _ in index.search(question, TOP)]
