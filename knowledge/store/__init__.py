"""The vector store: one Chroma collection of passage embeddings a library. The only folder that knows chromadb."""

from knowledge.store.records import VectorRecord, Vectors, where
from knowledge.store.vectors import VectorStore

__all__ = ["VectorRecord", "VectorStore", "Vectors", "where"]
