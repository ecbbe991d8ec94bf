"""Feedback as questions with known answers, and as counts; what one library may show of it, and no other words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from knowledge.feedback import Judged
from knowledge.folders import OWN
from knowledge.model import Quote
from knowledge.questions import asks_view
from knowledge.reading import Reading
from knowledge.scripts import is_chinese


def visible(judged: Iterable[Judged], library: Reading, guild: str | None) -> list[Judged]:
    """What is to be seen of feedback with one library.

    With that of a server, its answers with a passage of it; with that for all, those of which all passages are
    in it, so that nothing of a server's own is among them, not even a question. What the passages of an answer
    have become since cannot be told: it is left out.
    """
    every = list(judged)
    ids = {id for answer in every for id in answer.passages}
    here = {quote.passage.id for quote in library.still_there(sorted(ids))}
    if guild is None:
        return [answer for answer in every if here.issuperset(answer.passages)]
    return [answer for answer in every if answer.guild == guild and not here.isdisjoint(answer.passages)]


def counted(judged: Iterable[Judged]) -> list[Judged]:
    """The answers of all servers together: one for each question and passages, first those judged most."""
    found: dict[tuple[str, tuple[str, ...]], Judged] = {}
    for one in judged:
        key = (one.question_hash, one.passages)
        was = found.get(key, Judged("", *key, 0, 0, None))
        found[key] = Judged("", *key, was.up + one.up, was.down + one.down, was.question or one.question)
    return sorted(found.values(), key=lambda one: -(one.up + one.down))


def count_rows(judged: Iterable[Judged]) -> Iterator[dict[str, Any]]:
    """Each answer with its counts, and with its question if that was shared."""
    for one in counted(judged):
        question = {"question": one.question} if one.question else {}
        yield {
            "question_hash": one.question_hash,
            **question,
            "up": one.up,
            "down": one.down,
            "passages": list(one.passages),
        }


def question_rows(judged: Iterable[Judged], library: Reading) -> Iterator[dict[str, Any]]:
    """The questions that were shared, in the form of seeds/questions, with what was found right as the answers.

    A verdict is on all quotes of an answer, so all of them are gold, but for those found wrong as often as right.
    """
    together: dict[str, list[Judged]] = {}
    for one in counted(judged):
        together.setdefault(one.question_hash, []).append(one)
    for question_hash, answers in together.items():
        question = next((one.question for one in answers if one.question), None)
        gold = [_gold(quote) for quote in library.still_there(_found_right(answers))]
        if question and gold:
            yield {
                "id": f"feedback-{question_hash}",
                "lang": "zh" if is_chinese(question) else "en",
                "type": "opinion" if asks_view(question) else "fact",
                "question": question,
                "speaker_filter": None,
                "gold": gold,
                "note": "",
            }


def _found_right(answers: Sequence[Judged]) -> list[str]:
    """The passages that were more often found right than wrong."""
    votes: Counter[str] = Counter()
    for one in answers:
        for passage in one.passages:
            votes[passage] += one.up - one.down
    return [passage for passage, vote in votes.items() if vote > 0]


def _gold(quote: Quote) -> dict[str, Any]:
    """A whole passage; its source is named as it is where its file is brought in for an evaluation."""
    return {
        "doc": quote.passage.source.id.removeprefix(OWN),
        "lines": list(range(quote.start_line, quote.end_line + 1)),
        "quote": quote.text,
        "grade": 2,
    }
