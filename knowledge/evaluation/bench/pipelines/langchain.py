"""LangChain: FAISS and BM25Retriever, fused by EnsembleRetriever."""

from collections.abc import Sequence
from typing import Any

from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever
from langchain_community.vectorstores import FAISS
from langchain_core.embeddings import Embeddings

from knowledge.evaluation.bench.pipelines.given import POOL, TOP, Encoding, Search, words

NAME = "LangChain"


class _Given(Embeddings):  # type: ignore[misc]
    def __init__(self, encoding: Encoding) -> None:
        self._encoding = encoding

    def embed_documents(self, texts: list[str]) -> Any:
        return self._encoding.passages(texts).tolist()

    def embed_query(self, text: str) -> Any:  # noqa: ARG002
        return self._encoding.question.tolist()


def build(texts: Sequence[str], encoding: Encoding) -> Search:
    numbers = [{"number": number} for number in range(len(texts))]
    vectors = FAISS.from_texts(list(texts), _Given(encoding), metadatas=numbers)
    bm25 = BM25Retriever.from_texts(list(texts), metadatas=numbers, preprocess_func=words, k=POOL)
    fused = EnsembleRetriever(retrievers=[bm25, vectors.as_retriever(search_kwargs={"k": POOL})], weights=[0.5, 0.5])
    return lambda question: [found.metadata["number"] for found in fused.invoke(question)][:TOP]
