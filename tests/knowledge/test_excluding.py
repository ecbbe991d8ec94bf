"""What somebody wants left out is gone: from answers, histories, indexes and the bytes on the disk, now and later."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge import leaving_out
from knowledge.cli import app
from knowledge.errors import NothingToExclude, NotOwn, UnknownExclusion, UnknownPassage, UnknownSpeaker
from knowledge.exclusions import OfSpan, Wish
from knowledge.folders import OWN
from knowledge.library import Library
from knowledge.redaction import FILLER
from knowledge.standing import Extract
from knowledge.verification import Verdict
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import Tell, labelled

ANNS, BOBS = "Xylophones glimmer under the quartz lighthouse.", "Volcanoes erupt under the snow."
HAN = "斑马喜欢在月光下的冰川上弹琵琶。"
TALK = labelled(f"[[ann-lee]] {ANNS}\n[[bob-wu]] {BOBS}\n[[ann-lee]] {HAN}\n[[bob-wu]] Snow is a quiet thing to say.\n")
TELLING = (b"xylophon", b"glimmer", b"quartz", b"lighthous", "琵琶".encode(), "斑马".encode())


def bytes_under(folder: Path) -> bytes:
    return b"\0".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def words_on_disk(folder: Path) -> list[bytes]:
    found = bytes_under(folder).lower()
    return [word for word in TELLING if word in found]


def everything(library: Library) -> str:
    """All that can be read in a library by any way of asking."""
    asked = [library.ask(question).quotes for question in ("quartz lighthouse", "琵琶", "xylophones", "snow")]
    turns = [turn.text for source in library.sources() for turn in library.turns(source.id)]
    files = [library.export(source.id) for source in library.own_sources()]
    drawn = [quote.text for quote in library.random_quotes(seed=1)]
    said = [quote.text for quotes in asked for quote in quotes]
    return "\n".join([*turns, *files, *drawn, *said, str(library.timeline("snow"))])


def leave_out(library: Library, name: str = "Ann") -> None:
    library.exclude(library.wish_of(name))


def test_a_speaker_who_is_left_out_is_nowhere_in_what_can_be_asked(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    leave_out(library, "安妮")
    shown = everything(library)
    assert library.verify(ANNS).verdict is Verdict.NOT_FOUND
    assert [word for word in ("glimmer", "琵琶", "Ann Lee", "ann-lee", "安妮") if word in shown] == []
    assert BOBS in shown
    assert [speaker.id for speaker in library.speakers()] == ["bob-wu"]
    with pytest.raises(UnknownSpeaker):
        library.speaker("Ann Lee")


def test_lines_and_offsets_of_all_other_words_stay_true(library: Library, tell: Tell, folder: Path) -> None:
    tell(talk=TALK)
    leave_out(library)
    file = (folder / "talk.txt").read_text(encoding="utf-8")
    (quote,) = library.ask("volcanoes erupt", limit=1).quotes
    assert file[quote.start : quote.stop] == quote.text
    assert file.splitlines()[quote.start_line - 1].endswith(quote.text)


def test_not_a_word_is_left_in_any_byte_of_the_folder(library: Library, tell: Tell) -> None:
    tell(talk=TALK, other=labelled(f"[[bob-wu]] {BOBS}\n"))
    library.rename_speaker("Bob Wu", "Bob Who")
    assert words_on_disk(library.folder) == list(TELLING)
    leave_out(library)
    assert words_on_disk(library.folder) == []


def test_nothing_that_is_undone_brings_the_words_back(library: Library, tell: Tell) -> None:
    tell(talk=TALK.replace("ann-lee", "x").replace("安妮", "x"))
    library.rename_speaker("x", "Ann Lee")
    library.rename_speaker("Bob Wu", "Bob Who")
    leave_out(library, "Ann Lee")
    for _ in range(2):
        library.undo("talk")
        assert "glimmer" not in everything(library)
    assert BOBS in everything(library)
    assert all("Ann" not in version.what for version in library.history("talk"))
    assert words_on_disk(library.folder) == []


def test_the_words_of_a_file_that_was_replaced_are_gone_from_its_history(library: Library, tell: Tell) -> None:
    tell(talk=f"Bob Wu: {BOBS}\nSpeaker 1: {ANNS}\n")
    tell(talk=TALK)
    leave_out(library)
    assert words_on_disk(library.folder) == []
    library.undo("talk")
    assert BOBS in everything(library)


def test_what_is_brought_in_later_is_left_out_while_it_is_read(library: Library, tell: Tell) -> None:
    tell(other=labelled(f"[[ann-lee]] Hello there to all of you. [[bob-wu]] {BOBS}\n"))
    leave_out(library)
    reports = {report.source: report for report in tell(talk=TALK)}
    assert reports["talk"].speakers == ("bob-wu",)
    assert reports["talk"].warnings == ("2 stretches are left out, as somebody asked for.",)
    assert words_on_disk(library.folder) == []
    assert "glimmer" not in everything(library)


@pytest.mark.parametrize("name", ["ann lee", "ANN-LEE", "安妮", "Ann"])
def test_a_later_file_may_call_them_by_any_of_their_names(library: Library, tell: Tell, name: str) -> None:
    tell(talk=TALK)
    leave_out(library)
    tell(call=f"Cid Moe: Thank you for coming here.\n{name}: Xylophones glimmer.\nCid Moe: Good bye to you all.\n")
    assert "glimmer" not in everything(library)


def test_whoever_is_credited_to_them_afterwards_is_left_out_too(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    leave_out(library)
    tell(call="SPEAKER_00: Zebras are striped animals.\nSPEAKER_01: A promise to all.\n")
    library.rename_speaker("SPEAKER_00", "Ann Lee")
    assert "Zebras" not in everything(library)
    assert library.history("call")[0].what == "renamed SPEAKER_00 to somebody"


def test_the_survey_of_a_file_says_what_would_be_left_out_and_not_its_words(
    library: Library, tell: Tell, tmp_path: Path
) -> None:
    tell(talk=TALK)
    leave_out(library)
    (tmp_path / "new.txt").write_text(TALK, encoding="utf-8")
    (found,) = library.survey([tmp_path / "new.txt"])
    assert [voice.id for voice in found.voices] == ["bob-wu"]
    assert "2 stretches are left out, as somebody asked for." in found.warnings
    assert "glimmer" not in str(found)


def test_some_words_of_a_turn_go_and_the_rest_is_quoted_on(library: Library, tell: Tell) -> None:
    tell(talk=labelled(f"[[ann-lee]] {BOBS} {ANNS} Snow is quiet.\n"))
    library.exclude(library.wish_for("xylophones glimmer under the QUARTZ lighthouse"))
    shown = everything(library)
    assert "glimmer" not in shown
    assert BOBS in shown
    assert "Snow is quiet." in shown
    assert library.speaker("Ann").id == "ann-lee"


def test_lines_are_left_out_as_they_are_counted_in_the_file(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    line = library.ask("volcanoes erupt", limit=1).quotes[0].start_line
    library.exclude(library.wish_in("talk", line, line))
    assert BOBS not in everything(library)
    assert ANNS in everything(library)


@pytest.mark.parametrize("span", [(0, 0), (5, 2), (-1, 4), (0, 10**9)])
def test_a_span_that_is_none_is_refused(library: Library, tell: Tell, span: tuple[int, int]) -> None:
    tell(talk=TALK)
    with pytest.raises(NothingToExclude):
        library.wish_at("talk", *span)


def test_a_span_is_known_again_in_a_file_that_was_changed_and_its_words_are_not_kept(
    library: Library, tell: Tell
) -> None:
    tell(talk=TALK)
    library.exclude(library.wish_for(ANNS))
    tell(talk=TALK.replace("[[ann-lee]]", "[[bob-wu]] A new beginning here.\n[[ann-lee]]", 1))
    assert "glimmer" not in everything(library)
    tell(talk=TALK.replace("Xylophones", "The xylophones all", 1))
    assert "quartz" not in everything(library)
    assert not set(TELLING[:4]) & set(words_on_disk(library.folder))


def test_a_span_that_is_not_found_again_is_told(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    library.exclude(library.wish_for(ANNS))
    (report,) = tell(talk=labelled(f"[[bob-wu]] {BOBS}\n"))
    assert [str(warning)[:35] for warning in report.warnings] == ["What was to be left out at line 14 "]


def test_long_words_are_known_again_in_another_file(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    library.exclude(library.wish_for(ANNS))
    tell(again=labelled(f"[[bob-wu]] As she said: {ANNS} That was it.\n"))
    assert "glimmer" not in everything(library)


def test_a_wish_that_is_taken_back_returns_the_words_with_their_file(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    leave_out(library)
    assert library.include("安妮").id == 1
    assert library.exclusions() == ()
    assert "glimmer" not in everything(library)
    assert [report.status for report in tell()] == ["updated"]
    assert "glimmer" in everything(library)
    with pytest.raises(UnknownExclusion):
        library.include("安妮")


def test_a_file_that_did_not_change_does_not_bring_them_back_and_neither_does_a_new_index(
    library: Library, tell: Tell
) -> None:
    tell(talk=TALK)
    leave_out(library)
    assert [report.status for report in tell()] == ["unchanged"]
    library.reindex()
    assert "glimmer" not in everything(library)
    assert words_on_disk(library.folder) == []


def test_what_is_done_twice_takes_no_more_away(library: Library, tell: Tell) -> None:
    tell(talk=TALK + f"\n[[bob-wu]] {BOBS}\n")
    library.exclude(library.wish_for(BOBS))
    leave_out(library)
    assert everything(library).count(BOBS) > 0


def test_a_passage_that_was_left_out_is_not_there_any_more(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    passage = library.ask("quartz lighthouse").quotes[0].passage.id
    leave_out(library)
    assert library.still_there([passage]) == ()
    with pytest.raises(UnknownPassage):
        library.context(passage)


def test_quotations_in_an_article_go_with_whom_they_are_credited_to(library: Library, tell: Tell) -> None:
    tell(
        news="Robots of the north\n\n“Xylophones glimmer under the quartz,” said Ann Lee, who runs a lab. "
        "The city did not answer. “Volcanoes erupt under the snow,” said Bob Wu in a letter.\n"
    )
    leave_out(library, "Ann Lee")
    assert "glimmer" not in everything(library)
    assert "The city did not answer." in everything(library)


def test_of_a_library_beside_it_nothing_is_left_out(library: Library, tell: Tell, tmp_path: Path) -> None:
    tell(talk=TALK)
    with_own = library.another(tmp_path / "guild", prefix=OWN, together=True)
    try:
        with pytest.raises(NotOwn):
            with_own.wish_of("Ann Lee")
        with pytest.raises(NotOwn):
            with_own.wish_for(ANNS)
    finally:
        with_own.close()


def test_a_writer_that_died_in_between_is_finished_by_the_next(library: Library, tell: Tell, folder: Path) -> None:
    tell(talk=TALK)
    wish = library.wish_of("Ann")
    library._held.catalogue.exclude(wish)
    for note in ("leaving out", "scrubbing"):
        library._held.catalogue.set_note(note, "yes")
    list(library.ingest([folder]))
    assert words_on_disk(library.folder) == []
    assert "glimmer" not in everything(library)


def test_another_process_that_reads_sees_them_gone(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    other = Library(library.folder, HashingEncoder())
    try:
        assert other.ask("quartz lighthouse").quotes
        leave_out(library)
        assert "glimmer" not in everything(other)
        assert [speaker.id for speaker in other.speakers()] == ["bob-wu"]
    finally:
        other.close()


def test_the_digests_of_a_span_tell_nothing_without_the_secret(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    wish = library.wish_for(ANNS)
    assert isinstance(wish, OfSpan)
    assert wish.letters == len("Xylophonesglimmerunderthequartzlighthouse")
    assert len({wish.whole, wish.head, *wish.blocks}) == 4
    assert "glimmer" not in str(wish)


def run(library: Library, *arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, "--data", str(library.folder)], env={"EMBEDDING_MODEL": ""})
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_filler_is_as_long_as_what_it_stands_for(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    leave_out(library)
    filled = [turn.text for turn in library.turns("talk") if FILLER in turn.text]
    assert filled == [FILLER * len(ANNS), FILLER * len(HAN)]


def test_the_command_line_lists_what_is_left_out(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    leave_out(library)
    (row,) = [json.loads(line) for line in run(library, "exclusions", "--json").splitlines()]
    assert (row["id"], row["speaker"], row["names"]) == (1, "Ann Lee", ["Ann Lee", "Ann", "安妮", "ann-lee"])


def begun(library: Library, wish: Wish) -> None:
    """Leaves the library as a process does that is killed right after it has told of a wish."""
    leaving_out.accept(library._held.catalogue, wish)
    library._held.catalogue.set_note("writing", "yes")


@pytest.mark.parametrize("name", ["ann", "bob"])
def test_what_is_wished_away_is_not_sent_before_it_is_gone(library: Library, tell: Tell, name: str) -> None:
    tell(talk=TALK)
    every = list(library._now.passages_of())
    shown = [Extract.of(passage, 0, len(passage.text)) for passage in every]
    assert all(library.standing(shown))
    begun(library, library.wish_of("Ann") if name == "ann" else library.wish_for("volcanoes"))
    stands = library.standing(shown)
    gone = {passage.text for passage, held in zip(every, stands, strict=True) if held is None}
    assert gone == ({ANNS, HAN} if name == "ann" else {BOBS})


def test_the_next_check_takes_away_what_a_killed_process_has_not(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    begun(library, library.wish_of("Ann"))
    assert library.check().faults == ("a change was broken off",)
    assert "glimmer" not in everything(library)
    assert words_on_disk(library.folder) == []
    assert library.check().faults == ()
