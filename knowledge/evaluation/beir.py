"""Data sets in BEIR's layout (corpus.jsonl, queries.jsonl, qrels/test.tsv), put to the same library as any question.

Each document becomes a transcript of nobody's words with its title, is cut into passages as all are, and
stands where its best passage stands.
"""

import csv
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from knowledge.errors import QuestionError
from knowledge.evaluation.measures import measured
from knowledge.evaluation.timing import TimedEncoder
from knowledge.library import Library
from knowledge.reading import LONGEST_QUESTION

_QUOTES = 60  # asked for, so that ten documents are among them
_DOCUMENTS = 10


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set's name, its documents as files, its queries by id, and how relevant which document is to which."""

    name: str
    files: dict[str, str]
    queries: dict[str, str]
    judged: dict[str, dict[str, int]]


def read(folder: Path) -> DataSet:
    """A data set. Raises QuestionError if the folder does not hold one."""
    try:
        corpus = list(_rows(folder / "corpus.jsonl"))
        queries = {str(row["_id"]): str(row["text"]) for row in _rows(folder / "queries.jsonl")}
        judged = _judgements(folder / "qrels" / "test.tsv")
        files = {str(row["_id"]): _transcript(row, f"d{number}") for number, row in enumerate(corpus)}
    except OSError as error:
        raise QuestionError(f"{error.filename} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QuestionError(f"{folder} does not hold a data set in BEIR's layout: {error}.") from error
    if not judged or not judged.keys() <= queries.keys():
        raise QuestionError(f"{folder} judges no query, or one that is not among its queries.")
    return DataSet(folder.resolve().name, files, queries, judged)


def write(data: DataSet, folder: Path) -> dict[str, str]:
    """Writes the documents into `folder` as transcripts; source id -> document id."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = {}
    for number, (id, text) in enumerate(data.files.items()):
        name = f"d{number}"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        sources[name] = id
    return sources


def figures(data: DataSet, library: Library, encoder: TimedEncoder, sources: dict[str, str]) -> dict[str, float]:
    """The measures of the data set's judged queries, and the median time of one in milliseconds."""
    run, took, searched = {}, [], []
    for query in data.judged:
        began, encoded = time.perf_counter(), encoder.seconds
        quotes = library.ask(data.queries[query][:LONGEST_QUESTION], limit=_QUOTES).quotes
        took.append(time.perf_counter() - began)
        searched.append(took[-1] - (encoder.seconds - encoded))
        best = dict.fromkeys(sources[quote.passage.source.id] for quote in quotes)
        # By place: a document stands where its best passage stands.
        run[query] = {document: -float(place) for place, document in enumerate(list(best)[:_DOCUMENTS])}
    times = {"search ms": 1000 * median(searched), "answer ms": 1000 * median(took)}
    return measured(data.judged, run) | {"queries": len(run), "documents": len(data.files)} | times


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found.setdefault(str(row["query-id"]), {})[str(row["corpus-id"])] = int(row["score"])
    return {query: documents for query, documents in found.items() if any(documents.values())}


def _transcript(row: dict[str, Any], name: str) -> str:
    """A document in the labelled format: its words are nobody's."""
    title = str(row.get("title") or "").strip() or name
    words = str(row["text"]).replace("[[", "[ [").strip() or title
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n[[unknown]]\n{words}\n"
