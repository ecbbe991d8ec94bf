"""What speaks for an answer and against it, read off a question and what was found."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from knowledge.answers import Answers
from knowledge.confidence import Evidence, fewer
from knowledge.dictionary import Dictionary
from knowledge.indexes import Only
from knowledge.library import Library
from knowledge.retrieval import ANSWERS
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import Tell, labelled

TALK = labelled(
    "[[ann-lee]] A licence without caps is a promise to 700 developers. [[bob-wu]] 开源是一套积木。 [[ann-lee]] Hm."
).replace("participants:", "names: [[NASA, 美国宇航局]]\nparticipants:")


@pytest.fixture
def library(tmp_path: Path, dictionary: Dictionary) -> Iterator[Library]:
    with closing(Library(tmp_path / "data", HashingEncoder(), Dictionary(dictionary._path.parent))) as opened:
        yield opened


def evidence(answers: Answers, question: str, only: Only = Only(), quotes: int = 3) -> Evidence:  # noqa: B008
    """What the answer to a question is judged by, as far as the first quotes tell."""
    people = answers._shelves.people
    wanted = answers._retrieval.wanted(question, people.mentioned_in(question), people.named_in(question))
    found = answers._retrieval.search(wanted, only, ANSWERS)
    return answers._evidence(wanted, found, only, answers.quotes(found, quotes))


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("What of a licence without caps?", {"names_speaker": False, "stranger": False, "no_number": False}),
        ("What did Ann promise?", {"names_speaker": True, "stranger": False}),
        ("安妮怎么看积木?", {"names_speaker": True, "nothing_known": False}),
        ("Is there a licence for Xavier?", {"names_speaker": False, "stranger": True}),
        ("Is there a licence for NASA?", {"stranger": False}),
        ("is there a licence for pelargo wintrex", {"stranger": True}),
        ("is there a licence for pelargo", {"stranger": False}),
        ("积木是什么", {"nothing_known": False}),
        ("斑马的草原在哪里", {"nothing_known": True}),
        ("Is there a licence?", {"unsaid": 0.0}),
        ("Zebras?", {"unsaid": 1.0}),
    ],
)
def test_a_question_tells_by_its_words_what_speaks_for_an_answer(
    library: Library, tell: Tell, question: str, shown: dict[str, Any]
) -> None:
    tell(talk=TALK)
    found = evidence(library._answers, question)
    assert {name: getattr(found, name) for name in shown} == shown


@pytest.mark.parametrize(
    ("question", "said", "shown"),
    [
        ("What copper came from Sweden?", "瑞典的铜很便宜。", {"stranger": False}),
        ("What copper came from Norway?", "瑞典的铜很便宜。", {"stranger": True}),
        ("火车要去哪里", "The train goes to the moon.", {"nothing_known": False}),
        ("斑马要去哪里", "The train goes to the moon.", {"nothing_known": True}),
        (
            "火车要去哪里",
            "月亮的光,月亮的美。 [[bob-wu]] 他的车。 [[bob-wu]] 风的歌。 [[bob-wu]] train",
            {"nothing_known": True},
        ),
    ],
)
def test_what_a_library_says_in_the_other_language_that_it_speaks_is_known(
    library: Library, tell: Tell, question: str, said: str, shown: dict[str, Any]
) -> None:
    tell(talk=labelled(f"[[ann-lee]] {said}"))
    found = evidence(library._answers, question)
    assert {name: getattr(found, name) for name in shown} == shown


def test_of_a_question_of_which_some_words_were_said_the_rest_is_unsaid(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    assert 0 < evidence(library._answers, "A licence for zebras?").unsaid < 1


def test_who_is_asked_alone_is_named_as_well(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    assert evidence(library._answers, "A promise?", Only(speaker="ann-lee")).names_speaker
    assert not evidence(library._answers, "A promise?", Only(source="talk")).names_speaker


@pytest.mark.parametrize(
    ("question", "no_number"),
    [
        ("how many licence caps promise developers", False),
        ("how many 积木", False),  # among the first three quotes
        ("licence caps", False),
    ],
)
def test_who_asks_for_a_number_is_served_where_one_of_the_first_quotes_has_one(
    library: Library, tell: Tell, question: str, no_number: bool
) -> None:
    tell(talk=TALK)
    assert evidence(library._answers, question).no_number == no_number


def test_where_no_quote_has_a_number_who_asks_for_one_is_not_served(library: Library, tell: Tell) -> None:
    tell(talk=TALK.replace("700 ", "").replace("一套", ""))
    assert evidence(library._answers, "how many licence caps promise developers").no_number
    assert not evidence(library._answers, "licence caps promise developers").no_number


def test_among_fewer_passages_the_margin_has_its_allowance(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    every = evidence(library._answers, "licence without caps").margin
    of_ann = evidence(library._answers, "licence without caps", Only(speaker="ann-lee")).margin
    assert of_ann == pytest.approx(every + fewer(2, 3))
