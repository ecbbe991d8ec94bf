"""Corrections of who said it: words stay, labels change, and every change can be taken back."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from knowledge.errors import NothingToUndo, UnknownSource, UnknownSpeaker
from knowledge.library import Library
from knowledge.model import Transcript
from tests.knowledge.conftest import Tell, labelled

CALL = "SPEAKER_00: A licence without caps.\nSPEAKER_01: A promise to all.\nSPEAKER_00: Zebras are striped.\n"


def said(library: Library, source: str = "call") -> list[tuple[str | None, str]]:
    return [
        (turn.speaker.name if turn.speaker else None, turn.text)
        for turn in library.turns(source)
        if turn.turn.kind == "speech"
    ]


def test_a_renamed_speaker_has_said_the_same_and_is_found_by_the_new_name(library: Library, tell: Tell) -> None:
    tell(call=CALL)
    (changed,) = library.rename_speaker("SPEAKER_00", "Mark Surman")
    assert changed.id == "call"
    assert said(library) == [
        ("Mark Surman", "A licence without caps."),
        ("SPEAKER_01", "A promise to all."),
        ("Mark Surman", "Zebras are striped."),
    ]
    assert library.ask("zebras", speaker="mark surman").quotes[0].text == "Zebras are striped."
    with pytest.raises(UnknownSpeaker):
        library.speaker("SPEAKER_00")


def test_a_name_that_a_person_had_stays_one_of_theirs(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ann-lee]] Hi. [[bob-wu]] Hm.\n"), other=labelled("[[ann-lee]] Zebras.\n"))
    assert [source.id for source in library.rename_speaker("安妮", "Anne Li")] == ["other", "talk"]
    found = library.speaker("Ann Lee")
    assert (found.id, found.name, found.role) == ("anne-li", "Anne Li", "host")
    assert {"Ann Lee", "安妮"} <= set(found.aliases)


def test_who_is_called_as_somebody_else_is_the_same_person(library: Library, tell: Tell) -> None:
    tell(call=CALL)
    library.rename_speaker("SPEAKER_00", "Ann")
    library.rename_speaker("SPEAKER_01", "Ann")
    assert [name for name, _ in said(library)] == ["Ann"] * 3
    assert [speaker.id for speaker in library.speakers()] == ["ann"]


@pytest.mark.parametrize("name", ["", "…", " ?! "])
def test_a_speaker_is_not_called_what_is_no_name(library: Library, tell: Tell, name: str) -> None:
    tell(call=CALL)
    with pytest.raises(UnknownSpeaker):
        library.rename_speaker("SPEAKER_00", name)
    assert [version.what for version in library.history("call")] == ["brought in"]


def test_two_speakers_become_one_under_the_name_of_the_first(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ann-lee]] Hi. [[bob-wu]] Zebras.\n"))
    library.merge_speakers("Ann Lee", "Bob Wu")
    assert [name for name, _ in said(library, "talk")] == ["Ann Lee", "Ann Lee"]
    assert {library.speaker(name).id for name in ("吴波", "Bob Wu", "Ann")} == {"ann-lee"}


def test_a_change_can_be_taken_back_and_the_first_one_is_bringing_it_in(library: Library, tell: Tell) -> None:
    tell(call=CALL)
    before = said(library)
    library.rename_speaker("SPEAKER_00", "Ann")
    library.rename_speaker("SPEAKER_01", "Bob")
    assert [version.what for version in library.history("call")] == [
        "renamed SPEAKER_01 to Bob",
        "renamed SPEAKER_00 to Ann",
        "brought in",
    ]
    assert library.undo("call").what == "renamed SPEAKER_01 to Bob"
    library.undo("call")
    assert said(library) == before
    assert library.ask("zebras").quotes[0].text == "Zebras are striped."
    assert library.undo("call").what == "brought in"
    assert library.sources() == ()
    with pytest.raises(UnknownSource):
        library.undo("call")


def test_a_file_that_came_in_anew_can_be_taken_back_and_does_not_come_again(library: Library, tell: Tell) -> None:
    tell(call=CALL)
    tell(call="SPEAKER_00: Something else.\n")
    library.undo("call")
    assert next(text for _, text in said(library)) == "A licence without caps."
    assert [report.status for report in tell(call="SPEAKER_00: Something else.\n")] == ["unchanged"]


def test_a_source_from_before_there_was_a_history_says_so(library: Library, tell: Tell) -> None:
    tell(call=CALL)
    library._held.catalogue.history.forget("call")
    with pytest.raises(NothingToUndo, match="Nothing is known of what call was before"):
        library.undo("call")
    library.rename_speaker("SPEAKER_00", "Ann")
    library.undo("call")
    assert said(library)[0][0] == "SPEAKER_00"


def test_a_removed_source_leaves_no_history(library: Library, tell: Tell) -> None:
    tell(call=CALL)
    library.remove("call")
    assert library._held.catalogue.history.versions("call") == ()


def test_only_the_latest_versions_are_kept(library: Library, tell: Tell) -> None:
    tell(call=CALL)
    names = ["SPEAKER_00", *(f"Name {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    for old, new in pairwise(names):
        library.rename_speaker(old, new)
    assert [version.number for version in library.history("call")] == list(range(27, 7, -1))


def test_an_export_gives_the_same_words_to_the_same_voices(library: Library, tell: Tell, tmp_path: Path) -> None:
    tell(
        talk=labelled(
            "[[ann-lee 00:01:12.500]] Hi.\n[[quote: bob-wu]] Hm: “so”.\n[[narration]] He said.\n[[ad]] Buy.\n"
            "[[skip]] 1\n[[unknown]] Who?\n"
        )
    )
    library.rename_speaker("Ann Lee", "Anne")
    (tmp_path / "copy.txt").write_text(library.export("talk"))
    list(library.ingest([tmp_path / "copy.txt"]))

    def voices(source: str) -> list[tuple[str | None, str, int | None, str]]:
        return [(one.turn.speaker, one.turn.kind.value, one.turn.start_ms, one.text) for one in library.turns(source)]

    assert voices("copy") == voices("talk")
    assert voices("copy")[0] == ("anne", "speech", 72_500, "Hi.")
    assert library.source("copy").speakers == library.source("talk").speakers


def test_a_turn_is_credited_to_whom_a_person_names_and_that_can_be_taken_back(library: Library, tell: Tell) -> None:
    tell(call=CALL)
    passage = library.ask("promise").quotes[0].passage.id
    assert library.credit(passage, "speaker_00") == library.speaker("SPEAKER_00")
    assert [name for name, _ in said(library)] == ["SPEAKER_00"] * 3
    assert library.undo("call").what == "credited line 2 to SPEAKER_00"
    assert [name for name, _ in said(library)] == ["SPEAKER_00", "SPEAKER_01", "SPEAKER_00"]


def test_a_turn_is_credited_to_somebody_new_or_to_nobody(library: Library, tell: Tell) -> None:
    tell(call=CALL)
    found = library.credit(library.ask("promise").quotes[0].passage.id, "  Dan   Roe ")
    assert found is not None
    assert (found.id, found.name) == ("dan-roe", "Dan Roe")
    assert library.ask("promise", speaker="Dan Roe").quotes[0].text == "A promise to all."
    assert library.credit(library.ask("promise").quotes[0].passage.id, None) is None
    assert [name for name, _ in said(library)] == ["SPEAKER_00", None, "SPEAKER_00"]


def test_a_turn_is_not_credited_to_what_is_no_name(library: Library, tell: Tell) -> None:
    tell(call=CALL)
    with pytest.raises(UnknownSpeaker):
        library.credit(library.ask("promise").quotes[0].passage.id, "…")


def test_narration_that_is_credited_is_speech_and_a_quote_stays_one(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[narration]] Zebras are striped. [[quote: ann-lee]] A promise to all.\n"))
    library.credit(library.ask("zebras").quotes[0].passage.id, "Bob Wu")
    library.credit(library.ask("promise").quotes[0].passage.id, "Bob Wu")
    assert [(turn.turn.kind, turn.turn.speaker) for turn in library.turns("talk")] == [
        ("speech", "bob-wu"),
        ("quote", "bob-wu"),
    ]
    library.credit(library.ask("promise").quotes[0].passage.id, None)
    assert [turn.turn.kind for turn in library.turns("talk")] == ["speech", "speech"]


def test_speakers_are_named_as_a_file_is_brought_in(library: Library, tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text(CALL)
    ids = {voice.name: voice.id for found in library.survey([tmp_path / "call.txt"]) for voice in found.voices}
    names = {ids["SPEAKER_00"] or "": "Ann Lee", ids["SPEAKER_01"] or "": "Bob Wu"}
    for status in ("added", "updated", "updated"):
        assert [report.status for report in library.ingest([tmp_path / "call.txt"], names=names)] == [status]
        assert [name for name, _ in said(library)] == ["Ann Lee", "Bob Wu", "Ann Lee"]
    assert [report.status for report in library.ingest([tmp_path / "call.txt"])] == ["unchanged"]


def test_a_source_is_given_what_its_file_does_not_have_and_keeps_it(library: Library, tell: Tell) -> None:
    tell(call=CALL)
    found = library.describe("call", title="The Call", url="https://example.org/7?t={seconds}")
    assert (found.title, found.url, found.date) == ("The Call", "https://example.org/7?t={seconds}", None)
    assert library.describe("call", date="2026-01-02").title == "The Call"
    assert [report.status for report in tell()] == ["unchanged"]
    assert library.source("The Call").date == "2026-01-02"
    assert library.undo("call").what == "described anew"
    assert library.source("call").date is None


def test_a_change_that_changes_nothing_is_no_part_of_the_history(library: Library, tell: Tell) -> None:
    tell(call=CALL)
    revision = library.extent().revision
    assert library.describe("call", title="call", url=" ").title == "call"
    assert [version.what for version in library.history("call")] == ["brought in"]
    assert library.extent().revision == revision


def test_a_file_that_is_unchanged_is_reported_as_it_was_when_it_came_in(library: Library, tell: Tell) -> None:
    (first,) = tell(call=CALL)
    (again,) = tell()
    assert (again.turns, again.passages, again.speakers) == (first.turns, first.passages, first.speakers)


def test_an_edit_that_ends_half_way_has_changed_no_source(library: Library, tell: Tell) -> None:
    tell(first="Ann: What is a licence?\n", second="Ann: A burden.\n")

    def fail(transcript: Transcript) -> Transcript:
        if "burden" in transcript.text:
            raise MemoryError
        return replace(transcript, title="Changed")

    with pytest.raises(MemoryError), library._writing() as writer:
        writer.edit(["first", "second"], fail, "changed")
    assert [source.title for source in library.sources()] == ["first", "second"]
