"""The lexical index: BM25 over index terms, kept on disk by tantivy. The only file that knows tantivy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from knowledge.errors import LibraryBusy, LibraryDamaged, LibraryUnwritable

Alternatives = Sequence[str]
"""Terms of which each says the same; a single term is a group of one."""

_HEAP = 64_000_000  # bytes; tantivy's smallest sensible buffer for one writing thread


@dataclass(frozen=True, slots=True)
class LexicalDocument:
    """What is indexed of a passage: the terms of its words, and of the names and title around them."""

    id: str
    source: str
    speaker: str | None
    kind: str
    body: Sequence[str]
    about: Sequence[str]


@dataclass(frozen=True, slots=True)
class LexicalFilter:
    """Restricts a search; None means any."""

    source: str | None = None
    speaker: str | None = None
    kinds: Sequence[str] | None = None


class LexicalIndex:
    """Opened on a folder, which it creates; one process may write at a time, any number may read."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._index = tantivy.Index(_schema(), path=str(folder))
        except ValueError as error:
            raise LibraryDamaged(
                "The word index cannot be opened; rebuild it with `python -m knowledge rebuild`."
            ) from error

    def __len__(self) -> int:
        return int(self._searcher().num_docs)

    def replace(self, removed: Iterable[str], added: Iterable[LexicalDocument]) -> None:
        """Takes out passages by id and puts others in, at once."""
        try:
            writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        except ValueError as error:
            raise LibraryBusy("Another process is writing to the library; try again when it has finished.") from error
        try:
            for id in removed:
                writer.delete_documents_by_term("id", id)
            for document in added:
                writer.add_document(_document(document))
            writer.commit()
            writer.wait_merging_threads()
        except (ValueError, OSError) as error:
            raise LibraryUnwritable(f"The word index cannot be written: {error}.") from error

    def search(self, groups: Sequence[Alternatives], limit: int, only: LexicalFilter) -> list[tuple[str, float]]:
        """Ids of the passages that hold most of what is asked, with their BM25 scores, best first.

        Of a group of alternatives, such as the names of one person, only the best match counts.
        """
        if not groups:
            return []
        searcher = self._searcher()
        result = searcher.search(_query(self._index.schema, groups, only), limit)
        return [(searcher.doc(address)["id"][0], score) for score, address in result.hits]

    def holds(self, term: str) -> bool:
        """Whether the term stands in any passage, name or title."""
        searcher = self._searcher()
        return any(searcher.doc_freq(field, term) for field in ("body", "about"))

    def terms_like(self, term: str) -> list[str]:
        """Terms of the library that begin with the same two characters, for catching a slip of the keyboard."""
        searcher = self._searcher()
        return [found for field in ("body", "about") for found, _ in searcher.terms_with_prefix(field, term[:2])]

    def ids(self) -> set[str]:
        searcher = self._searcher()
        result = searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs))
        return {searcher.doc(address)["id"][0] for _, address in result.hits}

    def _searcher(self) -> tantivy.Searcher:
        self._index.reload()
        return self._index.searcher()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("source", "speaker", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("body", "about"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _document(document: LexicalDocument) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("id", document.id)
    made.add_text("source", document.source)
    made.add_text("speaker", document.speaker or "")
    made.add_text("kind", document.kind)
    made.add_text("body", " ".join(document.body))
    made.add_text("about", " ".join(document.about))
    return made


def _query(schema: tantivy.Schema, groups: Sequence[Alternatives], only: LexicalFilter) -> tantivy.Query:
    query, occur = tantivy.Query, tantivy.Occur
    wanted = [(occur.Should, _either(schema, group)) for group in groups]
    clauses = [(occur.Must, query.boolean_query(wanted))]
    for field, value in (("source", only.source), ("speaker", only.speaker)):
        if value is not None:
            clauses.append((occur.Must, _constant(query.term_query(schema, field, value, "basic"))))
    if only.kinds is not None:
        kinds = [(occur.Should, query.term_query(schema, "kind", kind, "basic")) for kind in only.kinds]
        clauses.append((occur.Must, _constant(query.boolean_query(kinds))))
    return query.boolean_query(clauses)


def _either(schema: tantivy.Schema, group: Alternatives) -> tantivy.Query:
    matches = [tantivy.Query.term_query(schema, "body", term, "freq") for term in group]
    return matches[0] if len(matches) == 1 else tantivy.Query.disjunction_max_query(matches)


def _constant(query: tantivy.Query) -> tantivy.Query:
    """A filter restricts and does not score."""
    return tantivy.Query.const_score_query(query, 0.0)
