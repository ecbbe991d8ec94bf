"""LlamaIndex: VectorStoreIndex on FAISS and BM25Retriever, fused by QueryFusionRetriever."""

from collections.abc import Sequence
from typing import Any

import bm25s
import faiss
from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import BaseRetriever, QueryFusionRetriever
from llama_index.core.schema import QueryBundle, TextNode
from llama_index.core.vector_stores.utils import node_to_metadata_dict
from llama_index.retrievers.bm25 import BM25Retriever
from llama_index.vector_stores.faiss import FaissVectorStore

from knowledge.evaluation.bench.pipelines.given import POOL, TOP, Encoding, Search, words

NAME = "LlamaIndex"
_PATTERN = r"(?u)\b\w+\b"
_given: list[Encoding] = []  # its models are pydantic's, which keep no other objects


class _Given(BaseEmbedding):  # type: ignore[misc]
    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        found: list[list[float]] = _given[0].passages(texts).tolist()
        return found

    def _get_query_embedding(self, query: str) -> Any:  # noqa: ARG002
        return _given[0].question.tolist()

    async def _aget_query_embedding(self, query: str) -> Any:
        return self._get_query_embedding(query)


class _InWords(BaseRetriever):  # type: ignore[misc]
    """Cuts a question into words before BM25Retriever sees it."""

    def __init__(self, inner: BM25Retriever) -> None:
        self._inner = inner
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> Any:
        return self._inner.retrieve(QueryBundle(" ".join(words(query_bundle.query_str))))


def build(texts: Sequence[str], encoding: Encoding) -> Search:
    _given[:] = [encoding]
    nodes = [TextNode(text=text, id_=str(number)) for number, text in enumerate(texts)]
    dimensions = encoding.passages(["one"]).shape[1]
    store = FaissVectorStore(faiss_index=faiss.IndexFlatIP(dimensions))
    index = VectorStoreIndex(
        nodes,
        embed_model=_Given(model_name="given", embed_batch_size=32),
        storage_context=StorageContext.from_defaults(vector_store=store),
    )
    lexical = bm25s.BM25()
    lexical.index(
        bm25s.tokenize([" ".join(words(text)) for text in texts], token_pattern=_PATTERN, show_progress=False),
        show_progress=False,
    )
    lexical.corpus = [node_to_metadata_dict(node) | {"node_id": node.node_id} for node in nodes]
    bm25 = _InWords(BM25Retriever(existing_bm25=lexical, similarity_top_k=POOL, token_pattern=_PATTERN))
    fused = QueryFusionRetriever(
        [index.as_retriever(similarity_top_k=POOL), bm25],
        llm=MockLLM(),
        mode="reciprocal_rerank",
        similarity_top_k=TOP,
        num_queries=1,
        use_async=False,
    )
    return lambda question: [int(found.node.node_id) for found in fused.retrieve(question)]
