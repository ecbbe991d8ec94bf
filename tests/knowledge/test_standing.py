"""What stands at a span of a source now, and whose words it is."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import leaving_out
from knowledge.libraries import Libraries
from knowledge.library import Library
from knowledge.model import Kind
from knowledge.standing import Extract, Standing
from tests.knowledge.conftest import Tell, labelled

TALK = labelled("[[ann-lee]] Openness is a promise.\n\n[[bob-wu]] Snow is quiet. [[ad]] Buy snow today.\n")
ANNS, BOBS, ADS = "Openness is a promise.", "Snow is quiet.", "Buy snow today."


@pytest.fixture
def told(library: Library, tell: Tell) -> Library:
    tell(talk=TALK)
    return library


def at(library: Library, words: str, speaker: str | None = None, kind: Kind = Kind.SPEECH) -> Extract:
    start = library._shelves.text("talk").index(words)
    return Extract("talk", start, start + len(words), speaker, kind)


def stands(library: Library, extract: Extract) -> Standing | None:
    (found,) = library.standing([extract])
    return found


def test_words_of_a_turn_are_those_of_its_speaker(told: Library) -> None:
    assert stands(told, at(told, ANNS)) == Standing(ANNS, "Ann Lee", Kind.SPEECH)
    assert stands(told, at(told, "quiet")) == Standing("quiet", "Bob Wu", Kind.SPEECH)


def test_nobody_is_credited_with_a_sponsor_read(told: Library) -> None:
    assert stands(told, at(told, ADS)) == Standing(ADS, None, Kind.AD)


def test_what_no_single_turn_holds_stands_nowhere(told: Library) -> None:
    anns, bobs = at(told, ANNS), at(told, BOBS)
    assert stands(told, replace(anns, end=bobs.end)) is None
    assert stands(told, replace(anns, start=anns.start - 1)) is None
    assert stands(told, replace(anns, end=anns.end + 1)) is None
    assert stands(told, replace(anns, start=anns.start + 3, end=anns.start + 3)) is None
    assert stands(told, replace(anns, start=10_000, end=10_010)) is None
    assert stands(told, replace(anns, source="no-such-talk")) is None


def test_words_of_a_passage_that_is_gone_stand_nowhere(told: Library) -> None:
    (passage,) = [one for one in told._now.passages_of() if one.text == ANNS]
    extract = Extract.of(passage, 0, 8)
    gone = replace(extract, passage="another")
    assert told.standing([gone, extract, replace(extract, passage="")]) == (
        None,
        Standing("Openness", "Ann Lee", Kind.SPEECH),
        Standing("Openness", "Ann Lee", Kind.SPEECH),
    )
    assert told.standing([]) == ()


def test_an_extract_credits_whom_its_passage_does_unless_that_is_narration(told: Library) -> None:
    (passage,) = [one for one in told._now.passages_of() if one.text == ANNS]
    start = passage.start
    assert Extract.of(passage, 9, 11) == Extract("talk", start + 9, start + 11, "Ann Lee", Kind.SPEECH, passage.id)
    narrated = replace(passage, kind=Kind.NARRATION)
    assert Extract.of(narrated, 0, 1) == Extract("talk", start, start + 1, None, Kind.NARRATION, passage.id)
    assert Extract.of(replace(passage, speaker=None), 0, 1).speaker is None


def test_of_a_wish_for_some_words_the_others_stand(told: Library) -> None:
    leaving_out.accept(told._held.catalogue, told.wish_for("is a promise"))
    assert stands(told, at(told, ANNS)) is None
    assert stands(told, at(told, "a promise")) is None
    assert stands(told, at(told, "Openness"))
    assert stands(told, at(told, BOBS))


def test_a_wish_holds_in_the_library_in_which_it_was_told(library: Library, tell: Tell, tmp_path: Path) -> None:
    tell(talk=TALK)
    (tmp_path / "own.txt").write_text(TALK)
    with closing(Libraries(library)) as libraries:
        with libraries.own("1") as own:
            assert [report.error for report in own.ingest([tmp_path / "own.txt"])] == [None]
            leaving_out.accept(own._held.catalogue, own.wish_of("Ann"))
        with libraries.of("1") as both:
            shown = [Extract.of(one, 0, len(one.text)) for one in both._now.passages_of() if one.text == ANNS]
            held = {one.source: stands(both, one) for one in shown}
    assert {source for source, stood in held.items() if stood} == {"talk"}
    assert len(held) == 2
