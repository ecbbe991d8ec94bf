"""The lexical index: BM25 over index terms, kept on disk by tantivy. The only file that knows tantivy."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import tantivy

from knowledge.errors import IndexDamaged, LibraryBusy, LibraryUnwritable

_HEAP = 64_000_000  # bytes; tantivy's smallest sensible buffer for one writing thread


_LEFTOVERS = 8  # files of one killed writer that are cleared away
_IN_THE_WAY = re.compile(r'FileAlreadyExists\("(?P<name>(?P<segment>\w+)\.(?P<stamp>\d+)\.del)"\)')


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say something: terms that all must stand in a passage, and how well they say it, up to 1."""

    terms: tuple[str, ...]
    weight: float = 1.0


Sense = Sequence[Wording]
"""One thing that a question asks for, in any of several wordings."""


@dataclass(frozen=True, slots=True)
class LexicalDocument:
    """What is indexed of a passage: the terms of its words, of the names and title around them, and Latin words as
    they are spelt.
    """

    id: str
    source: str
    speaker: str | None
    kind: str
    body: Sequence[str]
    about: Sequence[str]
    spelt: Sequence[str]


@dataclass(frozen=True, slots=True)
class LexicalFilter:
    """Restricts a search; None means any."""

    source: str | None = None
    speaker: str | None = None
    kinds: Sequence[str] | None = None


class _Leftover(Exception):
    """A file that a killed writer left, under the name that the next one needs."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class LexicalIndex:
    """Opened on a folder, which it creates; one process may write at a time, any number may read."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        try:
            self._index = tantivy.Index(_schema(), path=str(folder))
        except ValueError as error:
            raise IndexDamaged(
                "The word index cannot be opened; make it anew with `python -m knowledge reindex`."
            ) from error

    def __len__(self) -> int:
        return int(self._searcher().num_docs)

    def replace(self, removed: Iterable[str], added: Iterable[LexicalDocument]) -> None:
        """Takes out passages by id and puts others in, at once."""
        gone = list(removed)

        def take_out(writer: tantivy.IndexWriter) -> None:
            for id in gone:
                writer.delete_documents_by_term("id", id)

        self._write(take_out, added)

    def rewrite(self, documents: Iterable[LexicalDocument]) -> None:
        """Puts these in place of all that there are, at once; nothing of what is gone is left in the files."""
        self._write(lambda writer: writer.delete_all_documents(), documents)

    def remembers(self) -> bool:
        """Whether its files still have the words of passages that were taken out, as until rows are merged."""
        segments = json.loads((self._folder / "meta.json").read_text(encoding="utf-8"))["segments"]
        return any(segment["deletes"] for segment in segments)

    def _write(self, take_out: Callable[[tantivy.IndexWriter], object], added: Iterable[LexicalDocument]) -> None:
        come = list(added)
        for _ in range(_LEFTOVERS):
            try:
                self._write_once(take_out, come)
            except _Leftover as left:
                (self._folder / left.name).unlink(missing_ok=True)
            else:
                return
        raise LibraryUnwritable("The word index cannot be written; make it anew with `python -m knowledge reindex`.")

    def _write_once(self, take_out: Callable[[tantivy.IndexWriter], object], added: Iterable[LexicalDocument]) -> None:
        try:
            writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise LibraryUnwritable(f"The word index cannot be written: {error}.") from error
            raise LibraryBusy("Another process is writing to the library; try again when it has finished.") from error
        try:
            take_out(writer)
            for document in added:
                writer.add_document(_document(document))
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()
        except (ValueError, OSError) as error:
            if left := self._leftover(str(error)):
                raise _Leftover(left) from error
            raise LibraryUnwritable(f"The word index cannot be written: {error}.") from error

    def _leftover(self, fault: str) -> str | None:
        """The file in the way, if it is one that a killed writer had not yet entered into the index."""
        found = _IN_THE_WAY.search(fault)
        if not found:
            return None
        entered = json.loads((self._folder / "meta.json").read_text(encoding="utf-8"))["segments"]
        deletes = {(one["segment_id"].replace("-", ""), (one["deletes"] or {}).get("opstamp")) for one in entered}
        return None if (found["segment"], int(found["stamp"])) in deletes else found["name"]

    def search(self, asked: Sequence[Sense], limit: int, only: LexicalFilter) -> list[tuple[str, float]]:
        """Ids of the passages that hold most of what is asked, with their BM25 scores, best first.

        Of the wordings of one sense, such as the names of one person or the translations of one word,
        the best counts, and together they are as rare as all of them are: structured query translation
        (Pirkola 1998), in which a rare wrong translation gains nothing by its rarity.
        """
        searcher = self._searcher()
        found = [query for sense in asked if (query := self._sense(searcher, sense))]
        if not found:
            return []
        result = searcher.search(_restricted(self._index.schema, found, only), limit)
        return [(searcher.doc(address)["id"][0], score) for score, address in result.hits]

    def holds(self, term: str) -> bool:
        """Whether the term stands in any passage, name or title."""
        searcher = self._searcher()
        return any(searcher.doc_freq(field, term) for field in ("body", "about"))

    def has(self, id: str, exact: Mapping[str, Sequence[str]], terms: Mapping[str, Sequence[str]]) -> bool:
        """Whether a passage is here with just these values and at least these terms, by the fields they are in."""
        searcher, query = self._searcher(), tantivy.Query
        every = [("id", id, "basic")]
        every += [(field, value, "basic") for field, values in exact.items() for value in values if value]
        every += [(field, term, "freq") for field, wanted in terms.items() for term in set(wanted)]
        clauses = [(tantivy.Occur.Must, query.term_query(self._index.schema, *one)) for one in every]
        return len(searcher.search(query.boolean_query(clauses), 1).hits) == 1

    def count(self, term: str) -> int:
        """How many passages have the term in their words."""
        return int(self._searcher().doc_freq("body", term))

    def said(self, asked: Sequence[Sense], only: LexicalFilter) -> float:
        """The part of what is asked, weighed by its rarity, that some passage says in any wording; from 0 to 1."""
        documents = int(self._searcher().num_docs)
        counts = [sum(min(map(self.count, wording.terms), default=0) for wording in sense) for sense in asked]
        weights = [_rarity(min(documents, count), documents) for count in counts]
        is_said = [
            count > 0 and (only == LexicalFilter() or bool(self.search([sense], 1, only)))
            for sense, count in zip(asked, counts, strict=True)
        ]
        return sum(weight for weight, said in zip(weights, is_said, strict=True) if said) / (sum(weights) or 1.0)

    def terms_like(self, term: str) -> list[str]:
        """Words of the library, as they are spelt, that begin like `term`: to forgive a slip of the keyboard."""
        searcher = self._searcher()
        return [found for field in ("spelt", "about") for found, _ in searcher.terms_with_prefix(field, term[:2])]

    def ids(self) -> set[str]:
        searcher = self._searcher()
        result = searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs))
        return {searcher.doc(address)["id"][0] for _, address in result.hits}

    def weights(self, sense: Sense) -> list[dict[str, float]]:
        """The wordings of a sense that stand in the library at all: what each of their terms weighs, in BM25.

        A term's weight is its rarity, and how well the wording says what is asked, on the scale of the sense.
        """
        searcher = self._searcher()
        documents = int(searcher.num_docs)
        return [
            {term: factor * _rarity(self.count(term), documents) for term in wording.terms}
            for wording, factor in self._said(searcher, sense)
        ]

    def _sense(self, searcher: tantivy.Searcher, sense: Sense) -> tantivy.Query | None:
        """The best of its wordings that stand in the library at all; None if none does."""
        queries = [
            _boosted(_all(self._index.schema, wording.terms), factor) for wording, factor in self._said(searcher, sense)
        ]
        if len(queries) < 2:
            return queries[0] if queries else None
        return tantivy.Query.disjunction_max_query(queries)

    @staticmethod
    def _said(searcher: tantivy.Searcher, sense: Sense) -> list[tuple[Wording, float]]:
        """The wordings of a sense that stand in the library, each with what makes it as rare as all of them are."""
        counts = {term: int(searcher.doc_freq("body", term)) for wording in sense for term in wording.terms}
        said = [wording for wording in sense if wording.terms and all(counts[term] for term in wording.terms)]
        if not said:
            return []
        documents = int(searcher.num_docs)
        together = sum(min(counts[term] for term in wording.terms) for wording in said)
        rarity = _rarity(min(max(documents, *counts.values()), together), documents)
        return [
            (wording, wording.weight * rarity / sum(_rarity(counts[term], documents) for term in wording.terms))
            for wording in said
        ]

    def reopen(self) -> None:
        """Reads again from disk what another process has written."""
        self._index.reload()

    def _searcher(self) -> tantivy.Searcher:
        return self._index.searcher()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("source", "speaker", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("body", "about", "spelt"):
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
    made.add_text("spelt", " ".join(document.spelt))
    return made


def _restricted(schema: tantivy.Schema, asked: Sequence[tantivy.Query], only: LexicalFilter) -> tantivy.Query:
    query, occur = tantivy.Query, tantivy.Occur
    any_of_it = query.boolean_query([(occur.Should, sense) for sense in asked])
    if only == LexicalFilter():
        return any_of_it
    clauses = [(occur.Must, any_of_it)]
    for field, value in (("source", only.source), ("speaker", only.speaker)):
        if value is not None:
            clauses.append((occur.Must, _constant(query.term_query(schema, field, value, "basic"))))
    if only.kinds is not None:
        kinds = [(occur.Should, query.term_query(schema, "kind", kind, "basic")) for kind in only.kinds]
        clauses.append((occur.Must, _constant(query.boolean_query(kinds))))
    return query.boolean_query(clauses)


def _boosted(query: tantivy.Query, factor: float) -> tantivy.Query:
    """Left as it is where that is the same: tantivy passes over what cannot win among bare terms only."""
    return query if factor == 1.0 else tantivy.Query.boost_query(query, factor)


def _all(schema: tantivy.Schema, terms: Sequence[str]) -> tantivy.Query:
    matches = [tantivy.Query.term_query(schema, "body", term, "freq") for term in terms]
    return (
        matches[0]
        if len(matches) == 1
        else tantivy.Query.boolean_query([(tantivy.Occur.Must, match) for match in matches])
    )


def _rarity(holding: int, documents: int) -> float:
    """BM25's inverse document frequency; passages that were taken out may still be counted among those holding."""
    return log(1 + (max(documents, holding) - holding + 0.5) / (holding + 0.5))


def _constant(query: tantivy.Query) -> tantivy.Query:
    """A filter restricts and does not score."""
    return tantivy.Query.const_score_query(query, 0.0)
