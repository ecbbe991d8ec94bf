"""Questions with known answers: read from a file, asked of a library, and what came back scored.

The rows are those of seeds/questions; a row's `gold` names the words that answer, not a passage of ours, so
that passages may be cut anew without judging anew.
"""

import json
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import fmean, median
from typing import Any

from knowledge.errors import QuestionError
from knowledge.evaluation.timing import TimedEncoder
from knowledge.library import Library
from knowledge.model import Kind, Quote

ANSWERABLE = frozenset({"fact", "opinion", "speaker"})
_COVERED = 0.4  # of the words that answer, the part that a quote must hold
_ASKED, _COMPARED = 10, 3  # quotes asked for
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Gold:
    """Words that answer: `source` begins the id of their source; `direct` if they answer by themselves."""

    source: str
    words: str
    direct: bool
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """One row; `speakers` are the two sides of a comparison, else the one speaker asked, if any."""

    id: str
    language: str
    kind: str
    text: str
    speakers: tuple[str, ...]
    gold: tuple[Gold, ...]


def read(path: Path) -> list[Question]:
    """The questions of a file with one JSON object a line. Raises QuestionError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [_question(json.loads(line)) for line in lines if line.strip()]
    except OSError as error:
        raise QuestionError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QuestionError(f"{path} does not hold questions of the form that seeds/questions describes.") from error


def _question(row: dict[str, Any]) -> Question:
    speakers = row.get("speakers") or ([row["speaker_filter"]] if row.get("speaker_filter") else [])
    gold = tuple(Gold(item["doc"], item["quote"], item["grade"] == 2, item.get("speaker")) for item in row["gold"])
    return Question(row["id"], row["lang"], row["type"], row["question"], tuple(speakers), gold)


class Spoken:
    """The words of a library's sources without white space or labels, to find where an answer stands."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _sources(self) -> dict[str, tuple[str, list[int]]]:
        """Source id -> its words, and the offset of each character in the source's text."""
        found = {}
        for source in self._library.sources():
            turns = self._library.turns(source.id)
            pairs = [(c, turn.turn.start + i) for turn in turns for i, c in enumerate(turn.text) if not c.isspace()]
            found[source.id] = ("".join(char for char, _ in pairs), [offset for _, offset in pairs])
        return found

    def places(self, gold: Gold) -> frozenset[tuple[str, int]]:
        """Every character at which the words stand, as (source, offset); none if they stand nowhere."""
        wanted = _SPACE.sub("", gold.words)
        return frozenset(
            (id, offset)
            for id, (words, offsets) in self._sources.items()
            if id.startswith(gold.source)
            for match in re.finditer(re.escape(wanted), words)
            for offset in offsets[match.start() : match.end()]
        )

    @cached_property
    def sponsored(self) -> frozenset[tuple[str, int]]:
        """Every character of a sponsor read."""
        return frozenset(
            (source.id, offset)
            for source in self._library.sources()
            for turn in self._library.turns(source.id)
            if turn.turn.kind is Kind.AD
            for offset in range(turn.turn.start, turn.turn.end)
        )


def rank(quotes: Sequence[Quote], answers: Iterable[frozenset[tuple[str, int]]]) -> int:
    """The place of the first quote that holds most of an answer, from 1; 0 for none."""
    wanted = [answer for answer in answers if answer]
    for place, quote in enumerate(quotes, 1):
        held = places(quote)
        if any(len(held & answer) >= _COVERED * len(answer) for answer in wanted):
            return place
    return 0


def places(quote: Quote) -> frozenset[tuple[str, int]]:
    """The characters of a quote, as (source, offset)."""
    return frozenset((quote.passage.source.id, offset) for offset in range(quote.start, quote.stop))


class Examination:
    """Asks a library questions and keeps the scores; `encoder` is the one that the library was opened with."""

    def __init__(self, library: Library, encoder: TimedEncoder) -> None:
        self._library, self._encoder = library, encoder
        self._spoken = Spoken(library)

    def figures(self, questions: Sequence[Question], language: str) -> dict[str, float]:
        """All figures of the questions in one language: shares from 0 to 1, times in milliseconds."""
        asked = [question for question in questions if question.language == language]
        ranks: list[int] = []
        wrongly, refused, clean, took, searched = [], [], [], [], []
        for question in asked:
            if question.kind == "compare":
                continue
            began, encoded = time.perf_counter(), self._encoder.seconds
            speaker = question.speakers[0] if question.speakers else None
            answer = self._library.ask(question.text, speaker=speaker, limit=_ASKED)
            took.append(time.perf_counter() - began)
            searched.append(took[-1] - (self._encoder.seconds - encoded))
            if question.kind in ANSWERABLE:
                ranks.append(rank(answer.quotes, [self._spoken.places(gold) for gold in question.gold if gold.direct]))
                wrongly.append(not answer.answered)
            elif question.kind == "unanswerable":
                refused.append(not answer.answered)
            elif question.kind == "ad":
                clean.append(not any(places(quote) & self._spoken.sponsored for quote in answer.quotes))
        spoke, silent = self._compared([question for question in asked if question.kind == "compare"])
        values = {f"hit@{k}": _mean([0 < r <= k for r in ranks]) for k in (1, 3, 5, 10)}
        values |= {"MRR@10": _mean([1 / r if r else 0.0 for r in ranks]), "answerable": len(ranks)}
        values |= {"refused": _mean(refused), "wrongly refused": _mean(wrongly), "no ad": _mean(clean)}
        values |= {"compare hit@3": _mean(spoke), "silent": _mean(silent)}
        return values | {"search ms": _milliseconds(searched), "answer ms": _milliseconds(took)}

    def _compared(self, questions: Sequence[Question]) -> tuple[list[bool], list[bool]]:
        """For each side that spoke whether it was found, and for each that never did whether it was left silent."""
        spoke, silent = [], []
        for question in questions:
            first, second = question.speakers
            comparison = self._library.compare(first, second, question.text, limit=_COMPARED)
            for speaker, side in zip(question.speakers, comparison.sides, strict=True):
                gold = [item for item in question.gold if item.speaker == speaker]
                if any(item.direct for item in gold):
                    found = rank(side.quotes, [self._spoken.places(item) for item in gold if item.direct])
                    spoke.append(side.addressed and found > 0)
                elif not gold:
                    silent.append(not side.addressed)
        return spoke, silent


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else float("nan")


def _milliseconds(seconds: Sequence[float]) -> float:
    return 1000 * median(seconds) if seconds else float("nan")
