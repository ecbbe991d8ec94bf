"""The words of passages on a server that can search them: a sparse vector of terms beside the dense one.

Distributed and hosted Chroma can; a single server and the embedded one refuse the schema. How such a server
scores is not relied on: it gives candidates with their weights, and who asked scores them.
"""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from chromadb import K, Knn, Schema, Search, SparseVector, SparseVectorIndexConfig, VectorIndexConfig

_KEY = "terms"  # of the sparse vector, in a passage's metadata
Weights = Mapping[str, float]
"""Terms, each with its weight."""


def schema() -> Schema:
    """Of a collection whose terms are searched, too; the server chooses the index of the dense vectors."""
    whole = Schema().create_index(config=VectorIndexConfig(space="cosine"))
    return whole.create_index(config=SparseVectorIndexConfig(), key=_KEY)


def are_searched(serialized: Mapping[str, Any] | None) -> bool:
    """Whether a collection has the schema, by what the server says of it."""
    key = ((serialized or {}).get("keys") or {}).get(_KEY) or {}
    index = (key.get("sparse_vector") or {}).get("sparse_vector_index") or {}
    return bool(index.get("enabled"))


def metadata(terms: Weights) -> dict[str, Any]:
    return {_KEY: _sparse(terms)} if terms else {}


def search(collection: Any, asked: Weights, limit: int, where: dict[str, Any] | None) -> dict[str, dict[str, float]]:
    """The passages that hold most of what is asked: which of its terms each has, with the weights they have there."""
    if not asked:
        return {}
    rank = Knn(query=_sparse(asked), key=_KEY, limit=limit)
    found = collection.search(Search(where=where, rank=rank, limit=limit).select(K(_KEY)))
    rows = zip(found["ids"][0], (found["metadatas"][0] or []), strict=True)
    return {id: _held(asked, (held or {}).get(_KEY)) for id, held in rows}


def _held(asked: Weights, there: SparseVector | None) -> dict[str, float]:
    weights = dict(zip(there.indices, there.values, strict=True)) if there else {}
    return {term: weights[_number(term)] for term in asked if _number(term) in weights}


def _sparse(terms: Weights) -> SparseVector:
    # Two terms with one number, of which there are four thousand million, are taken for one.
    numbered = {_number(term): float(weight) for term, weight in terms.items()}
    return SparseVector(indices=sorted(numbered), values=[numbered[number] for number in sorted(numbered)])


def _number(term: str) -> int:
    return crc32(term.encode())
