"""Haystack: a pipeline of its two in-memory retrievers and DocumentJoiner."""

from collections.abc import Sequence

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from knowledge.evaluation.bench.pipelines.given import CHARACTERS, POOL, TOP, Encoding, Search

NAME = "Haystack"
_BATCH = 32  # as its own embedders have


def build(texts: Sequence[str], encoding: Encoding) -> Search:
    store = InMemoryDocumentStore(bm25_tokenization_regex=CHARACTERS, shared=False)
    for first in range(0, len(texts), _BATCH):
        batch = texts[first : first + _BATCH]
        vectors = encoding.passages(batch).tolist()
        store.write_documents(
            [
                Document(id=str(first + number), content=text, embedding=vector)
                for number, (text, vector) in enumerate(zip(batch, vectors, strict=True))
            ]
        )
    fused = Pipeline()
    fused.add_component("words", InMemoryBM25Retriever(store, top_k=POOL))
    fused.add_component("vectors", InMemoryEmbeddingRetriever(store, top_k=POOL))
    fused.add_component("joined", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=TOP))
    fused.connect("words", "joined.documents")
    fused.connect("vectors", "joined.documents")

    def search(question: str) -> list[int]:
        asked = {"words": {"query": question}, "vectors": {"query_embedding": encoding.question.tolist()}}
        return [int(found.id) for found in fused.run(asked)["joined"]["documents"]]

    return search
