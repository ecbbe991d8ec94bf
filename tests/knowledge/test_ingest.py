"""Bringing transcripts in and taking them out: nothing twice, nothing by halves, nothing lost."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import tantivy
from filelock import FileLock

from knowledge.encoder import Vectors
from knowledge.errors import (
    IndexMismatch,
    LibraryBusy,
    LibraryUnwritable,
    NothingToIngest,
    UnknownSource,
)
from knowledge.library import Library
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import CountingEncoder, NarrowEncoder, OtherEncoder, Tell, labelled
from tests.knowledge.ingesting import TALK, ZEBRAS, Reopen, found, in_another_process, statuses, words

LONG = "A sentence that is written with more than half of the letters of a window stands by itself."


class SteppingEncoder(HashingEncoder):
    """Tells of each passage, as a model does of each batch."""

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        return np.concatenate([super(SteppingEncoder, self).encode_passages([text], advance) for text in texts])


# ---- reports


def test_a_report_says_what_became_of_a_file(tell: Tell) -> None:
    (report,) = tell(my_talk=labelled("[[ann-lee]] Open? [[bob-wu]] Open. [[skip]] Junk"))
    assert (report.source, report.status, report.turns, report.passages) == ("my-talk", "added", 2, 2)
    assert (report.speakers, report.warnings, report.error) == (("ann-lee", "bob-wu"), (), None)


def test_a_file_that_fails_is_reported_and_the_others_go_on(library: Library, tell: Tell, folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"\0\1\2")
    reports = tell(a=TALK, c=ZEBRAS, d="---\ntitle: T\ndate: 2024-02-31\n---\n[[unknown]] Hi.\n")
    assert statuses(reports) == [("a", "added"), ("b", "failed"), ("c", "added"), ("d", "failed")]
    assert reports[1].error == "b.txt: it is not a text file."
    assert len(library.sources()) == 2


def test_a_source_whose_new_version_fails_is_kept_as_it_was(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    assert statuses(tell(talk=" ")) == [("talk", "failed")]
    assert "A licence without caps is a promise." in found(library)


def test_two_files_of_one_name_are_told_apart(library: Library, tell: Tell, folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "talk.txt").write_text(ZEBRAS)
    reports = tell(talk=TALK)
    assert [report.status for report in reports] == ["added", "failed"]
    assert "please rename one" in (reports[1].error or "")


def test_a_file_that_is_named_twice_is_ingested_once(library: Library, folder: Path) -> None:
    (folder / "talk.txt").write_text(TALK)
    reports = list(library.ingest([folder, folder / "talk.txt", folder / "talk.txt"]))
    assert "failed" not in {report.status for report in reports}
    assert len(library.sources()) == 1


def test_a_path_without_transcripts_is_refused(library: Library, tmp_path: Path) -> None:
    with pytest.raises(NothingToIngest, match="gone"):
        list(library.ingest([tmp_path / "gone"]))


def test_progress_is_told_by_file_and_window(library: Library, folder: Path) -> None:
    (folder / "talk.txt").write_text(TALK + f"Cid: {LONG} {LONG}\n")
    steps: list[tuple[str, int, int]] = []
    list(library.ingest([folder], advance=lambda *step: steps.append(step)))
    assert steps[-1] == ("talk.txt", 4, 4)
    assert {(name, total) for name, _, total in steps} == {("talk.txt", 4)}


def test_progress_that_comes_in_steps_is_added_up(reopened: Reopen, folder: Path) -> None:
    (folder / "talk.txt").write_text(TALK)
    steps: list[tuple[str, int, int]] = []
    list(reopened(SteppingEncoder()).ingest([folder], advance=lambda *step: steps.append(step)))
    assert steps == [("talk.txt", 1, 2), ("talk.txt", 2, 2)]


def test_a_transcript_of_nothing_but_an_advertisement_has_no_passages(library: Library, tell: Tell) -> None:
    assert tell(talk=labelled("[[ad]] Buy it."))[0].passages == 0
    assert found(library, "buy it") == set()


# ---- what is encoded


def test_each_window_is_encoded_once_with_who_speaks_and_where(reopened: Reopen, tell: Tell) -> None:
    encoder = CountingEncoder()
    tell(reopened(encoder), talk=labelled(f"[[ann-lee]] {LONG} [[unknown]] Hm."))
    assert encoder.passages == [
        f"Ann Lee · 安妮 · The Example Podcast\n{LONG}",
        "The Example Podcast\nHm.",
    ]


def test_a_title_that_tells_nothing_is_not_encoded(reopened: Reopen, tell: Tell) -> None:
    encoder = CountingEncoder()
    tell(reopened(encoder), talk_007="Ann: What is it?\nA licence.\n")
    assert encoder.passages == ["Ann\nWhat is it?", "A licence."]


# ---- again


def test_what_is_unchanged_costs_no_encoding(reopened: Reopen, tell: Tell) -> None:
    encoder = CountingEncoder()
    library = reopened(encoder)
    tell(library, talk=TALK)
    once = list(encoder.passages)
    assert statuses(tell(library)) == [("talk", "unchanged")]
    assert encoder.passages == once != []


def test_a_source_that_changed_is_replaced_whole(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    assert statuses(tell(talk="Ann: What is a licence?\nBob: A burden.\n")) == [("talk", "updated")]
    assert found(library) == {"What is a licence?", "A burden."}
    assert len(library.speakers()) == 2


def test_the_same_words_under_another_name_are_credited_anew(library: Library, tell: Tell) -> None:
    tell(talk="Ann: Caps are bad.\nBob: Hm.\n")
    tell(talk="Bob: Caps are bad.\nAnn: Hm.\n")
    assert [quote.text for quote in library.ask("caps", speaker="Bob").quotes] == ["Caps are bad."]
    assert [quote.text for quote in library.ask("caps", speaker="Ann").quotes] == ["Hm."]


def test_a_change_of_nothing_but_the_front_matter_is_noticed(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ann-lee]] Open."))
    tell(talk=labelled("[[ann-lee]] Open.").replace("The Example", "Another"))
    assert library.ask("open").quotes[0].passage.source.title == "Another Podcast"


# ---- taking out


def test_pruning_takes_out_what_is_gone_and_only_from_the_folder_named(
    library: Library, tell: Tell, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere.txt").write_text("Eve: Elsewhere.\n")
    list(library.ingest([tmp_path / "elsewhere.txt"]))
    tell(talk=TALK, zebras=ZEBRAS)
    (folder / "zebras.txt").unlink()
    (tmp_path / "elsewhere.txt").unlink()
    reports = statuses(list(library.ingest([folder], prune=True)))
    assert sorted(reports) == [("talk", "unchanged"), ("zebras", "removed")]
    assert [source.id for source in library.sources()] == ["elsewhere", "talk"]
    assert "Zebras gallop over the savannah." not in found(library)


def test_without_pruning_what_is_gone_stays(library: Library, tell: Tell, folder: Path) -> None:
    tell(talk=TALK, zebras=ZEBRAS)
    (folder / "zebras.txt").unlink()
    tell()
    assert len(library.sources()) == 2


def test_a_folder_that_is_gone_as_a_whole_is_an_error_and_takes_nothing_along(
    library: Library, tell: Tell, folder: Path
) -> None:
    tell(talk=TALK)
    folder.rename(folder.with_name("unmounted"))
    with pytest.raises(NothingToIngest):
        list(library.ingest([folder], prune=True))
    assert [source.id for source in library.sources()] == ["talk"]


def test_a_file_that_moved_inside_its_folder_is_not_pruned(library: Library, tell: Tell, folder: Path) -> None:
    tell(talk=TALK)
    (folder / "2024").mkdir()
    (folder / "talk.txt").rename(folder / "2024" / "talk.txt")
    list(library.ingest([folder], prune=True))
    assert [source.id for source in library.sources()] == ["talk"]


def test_a_source_is_removed_by_its_title_and_comes_back_when_ingested(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ann-lee]] Open."), zebras=ZEBRAS)
    assert library.remove("The Example Podcast").id == "talk"
    assert found(library) == {"Zebras gallop over the savannah."}
    assert statuses(tell()) == [("talk", "added"), ("zebras", "unchanged")]


def test_removing_what_is_not_there_names_it(library: Library) -> None:
    with pytest.raises(UnknownSource, match="talk"):
        library.remove("talk")


# ---- another model


@pytest.mark.parametrize("other", [OtherEncoder(), NarrowEncoder()], ids=["same dimensions", "other dimensions"])
def test_another_model_is_refused_with_the_command_that_helps_and_rebuilding_helps(
    reopened: Reopen, tell: Tell, other: HashingEncoder
) -> None:
    tell(talk=TALK, zebras=ZEBRAS)
    library = reopened(other)
    for use in (lambda: library.ask("licence"), lambda: tell(library), lambda: library.compare("Ann", "Bob", "caps")):
        with pytest.raises(IndexMismatch, match=r"hashing-256.*python -m knowledge reindex"):
            use()
    library.reindex()
    assert found(library) == words(library)


def test_what_can_be_listed_without_a_model_is_listed_with_the_wrong_one_too(reopened: Reopen, tell: Tell) -> None:
    tell(talk=TALK)
    library = reopened(OtherEncoder())
    assert [source.id for source in library.sources()] == ["talk"]
    assert len(library.turns("talk")) == 4


def test_rebuilding_needs_no_files(library: Library, tell: Tell, folder: Path) -> None:
    tell(talk=TALK)
    (folder / "talk.txt").unlink()
    library.reindex()
    assert found(library) == words(library)


@pytest.mark.parametrize("part", ["vectors/chroma.sqlite3", "words/meta.json", "windows.sqlite3"])
def test_a_damaged_index_is_mended_by_rebuilding(tmp_path: Path, part: str) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    assert in_another_process(tmp_path, "list(library.ingest([folder / 'talk.txt']))") == 0
    (tmp_path / "data" / part).write_bytes(b"damaged " * 1000)
    assert in_another_process(tmp_path, "library.reindex()") == 0
    with closing(Library(tmp_path / "data", HashingEncoder())) as library:
        assert found(library) == words(library)


def test_names_are_kept_over_a_rebuild_and_change_with_their_file(library: Library, tell: Tell) -> None:
    named = labelled("[[ann-lee]] Open. [[bob-wu]] Closed.").replace(
        "participants:", "names: [[NASA, 美国宇航局]]\nparticipants:"
    )
    tell(talk=named)
    for _ in range(2):
        assert library.source("talk").names == (("NASA", "美国宇航局"),)
        library.reindex()
    assert statuses(tell(talk=named.replace("NASA", "Nasa"))) == [("talk", "updated")]
    assert library.source("talk").names == (("Nasa", "美国宇航局"),)


def test_a_library_of_the_former_format_is_listed_and_says_what_to_do_and_rebuilding_does_it(
    library: Library, tell: Tell, reopened: Reopen
) -> None:
    tell(talk=TALK, zebras=ZEBRAS)
    library.close()
    as_in_the_former_format(library.folder)
    former = reopened(HashingEncoder())
    for use in (lambda: former.ask("licence"), lambda: tell(former), lambda: former.remove("talk")):
        with pytest.raises(IndexMismatch, match=r"another version of Verbatim; run `python -m knowledge reindex`"):
            use()
    assert [source.id for source in former.sources()] == ["talk", "zebras"]
    former.reindex()
    assert found(former) == words(former)
    assert former.ask("licence without caps").answered


def as_in_the_former_format(folder: Path) -> None:
    """Takes from a library what the former format did not have: names, a scale, and words as they are spelt."""
    with closing(sqlite3.connect(folder / "catalogue.sqlite3")) as catalogue, catalogue:
        catalogue.execute("ALTER TABLE source DROP COLUMN names")
        catalogue.execute("DELETE FROM meta WHERE key = 'scale'")
        catalogue.execute("UPDATE meta SET value = '2, passages 180/280/120/15, windows 60' WHERE key = 'format'")
    shutil.rmtree(folder / "words")
    (folder / "words").mkdir()
    builder = tantivy.SchemaBuilder()
    for name in ("id", "source", "speaker", "kind", "body", "about"):
        builder.add_text_field(name, stored=name == "id")
    tantivy.Index(builder.build(), path=str(folder / "words"))


# ---- one writer


def test_a_second_writer_is_told_to_wait_and_nothing_is_lost(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    with FileLock(library.folder / "write.lock"):
        for write in (tell, library.reindex, lambda: library.remove("talk")):
            with pytest.raises(LibraryBusy, match="try again"):
                write()
        assert found(library) == words(library)
    assert statuses(tell(zebras=ZEBRAS)) == [("talk", "unchanged"), ("zebras", "added")]


def test_a_writer_in_another_process_is_respected(library: Library, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    writing = iter(library.ingest([tmp_path / "talk.txt"]))
    next(writing)
    tried = (
        "from knowledge.errors import LibraryBusy\ntry:\n    library.reindex()\nexcept LibraryBusy:\n    os._exit(7)"
    )
    assert in_another_process(tmp_path, tried) == 7
    assert list(writing) == []
    assert in_another_process(tmp_path, "library.reindex()") == 0


@pytest.mark.parametrize("taken", ["vectors", "words", "windows.sqlite3", "write.lock", "catalogue.sqlite3"])
def test_a_place_in_the_library_that_cannot_be_written_is_one_sentence(tmp_path: Path, taken: str) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    place = tmp_path / "data" / taken
    if "." in taken:
        place.mkdir(parents=True)
    else:
        place.parent.mkdir()
        place.write_text("in the way")
    with pytest.raises(LibraryUnwritable, match="cannot be"):
        list(Library(tmp_path / "data", HashingEncoder()).ingest([tmp_path / "talk.txt"]))
