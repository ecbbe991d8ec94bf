"""Names and times of a transcript as they can be seen and be true."""

from knowledge.model import Kind, Speaker, Transcript, Turn
from knowledge.transcripts.limits import LATEST
from knowledge.transcripts.tidying import tidied

HIDDEN = "\u200b"


def test_two_who_look_the_same_are_one_person_whose_words_are_theirs() -> None:
    speakers = (Speaker("ann", "Ann", ("Annie",)), Speaker(f"a{HIDDEN}nn", f"An{HIDDEN}n", ("安妮",)))
    turns = tuple(Turn(at, id, Kind.SPEECH, at, at + 1) for at, id in enumerate(("ann", f"a{HIDDEN}nn", None)))
    found = tidied(Transcript("Talk", "abc", turns, speakers, None))
    assert [turn.speaker for turn in found.turns] == ["ann", "ann", None]
    assert found.speakers == (Speaker("ann", "Ann", ("Annie", "安妮")),)


def test_times_that_are_days_away_are_none() -> None:
    early = Turn(0, None, Kind.SPEECH, 0, 3, 5, ((0, 5), (1, LATEST + 1), (2, -1)))
    late = Turn(1, None, Kind.SPEECH, 3, 5, LATEST + 1, ((3, LATEST),))
    first, second = tidied(Transcript("Talk", "abcde", (early, late), (), None)).turns
    assert (first.start_ms, first.times) == (5, ((0, 5),))
    assert (second.start_ms, second.times) == (None, ((3, LATEST),))


def test_what_cannot_be_seen_is_no_title_and_nothing_about_it() -> None:
    found = tidied(Transcript(HIDDEN, "a", (), (), HIDDEN, date=f" 2024{HIDDEN} ", url=None))
    assert (found.title, found.language, found.date, found.url) == ("Untitled", None, "2024", None)
