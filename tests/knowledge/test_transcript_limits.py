"""A transcript with more in it than any has that was not made to do harm."""

from dataclasses import replace

import pytest

from knowledge.errors import TranscriptError
from knowledge.model import Kind, Speaker, Transcript, Turn
from knowledge.transcripts import limits
from knowledge.transcripts.limits import check_length, within

TALK = Transcript("Talk", "words", (Turn(0, "ann", Kind.SPEECH, 0, 5),), (Speaker("ann", "Ann"),), "en")


def timed(count: int) -> Transcript:
    return replace(TALK, turns=(replace(TALK.turns[0], times=((0, 0),) * count),))


def test_what_is_within_them_is_the_same_transcript() -> None:
    assert within(TALK) is TALK


@pytest.mark.parametrize("text", ["x" * (limits.TEXT + 1), "词" * (limits.TEXT // 3 + 1)])
def test_a_text_is_measured_by_its_bytes(text: str) -> None:
    with pytest.raises(TranscriptError, match="it holds more than 8 MiB of text; please split it"):
        check_length(text)
    check_length(text[:-2])


def test_more_turns_or_times_than_there_may_be_are_told() -> None:
    for many in (replace(TALK, turns=TALK.turns * (limits.TURNS + 1)), timed(limits.TIMES + 1)):
        with pytest.raises(TranscriptError, match="it has more than 100,000 turns, or more than 250,000 times"):
            within(many)
    assert within(timed(limits.TIMES))


def test_more_speakers_than_any_talk_has_are_told() -> None:
    people = tuple(Speaker(f"p{number}", "P") for number in range(limits.SPEAKERS + 1))
    for many in (replace(TALK, speakers=people), replace(TALK, names=(("a", "b"),) * len(people))):
        with pytest.raises(TranscriptError, match="it has more than 1,000 speakers or names"):
            within(many)
    assert within(replace(TALK, speakers=people[1:]))


def test_more_spellings_of_one_than_anybody_has_are_told() -> None:
    names = tuple(f"n{number}" for number in range(limits.NAMES + 1))
    for many in (replace(TALK, speakers=(Speaker("ann", "Ann", aliases=names),)), replace(TALK, names=(names,))):
        with pytest.raises(TranscriptError, match="somebody in it has more than 50 names"):
            within(many)


def test_a_name_longer_than_any_is_told_wherever_it_stands() -> None:
    long, longest = "x" * (limits.NAME + 1), "x" * limits.NAME
    made = [replace(TALK, title=long), replace(TALK, url=long), replace(TALK, speakers=(Speaker("ann", long),))]
    for one in (*made, replace(TALK, names=(("Ann", long),)), replace(TALK, speakers=(Speaker("a", "A", role=long),))):
        with pytest.raises(TranscriptError, match="a name or a title in it has more than 300 characters"):
            within(one)
    assert within(replace(TALK, title=longest, url=longest))
