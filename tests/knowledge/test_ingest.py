"""Bringing transcripts in and taking them out: nothing twice, nothing by halves, nothing lost."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
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
from knowledge.model import Ingested
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import CountingEncoder, NarrowEncoder, OtherEncoder, Tell, labelled, python

Reopen = Callable[[HashingEncoder], Library]

TALK = "Ann: What is a licence?\nBob: A licence without caps is a promise.\n"
ZEBRAS = "Cid: Zebras gallop over the savannah.\n"


def statuses(reports: Sequence[Ingested]) -> list[tuple[str, str]]:
    return [(report.source, report.status) for report in reports]


def found(library: Library, question: str = "it") -> set[str]:
    return {quote.text for quote in library.ask(question, limit=50).quotes}


def words(library: Library) -> set[str]:
    """What every passage says, as the sources have it."""
    return {
        turn.text for source in library.sources() for turn in library.turns(source.id) if turn.turn.kind == "speech"
    }


# ---- reports


def test_a_report_says_what_became_of_a_file(tell: Tell) -> None:
    (report,) = tell(my_talk=labelled("[[ann-lee]] Open? [[bob-wu]] Open. [[skip]] Junk"))
    assert (report.source, report.status, report.turns, report.passages) == ("my-talk", "added", 2, 2)
    assert (report.speakers, report.warnings, report.error) == (("ann-lee", "bob-wu"), (), None)


def test_a_file_that_fails_is_reported_and_the_others_go_on(library: Library, tell: Tell, folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"\0\1\2")
    reports = tell(a=TALK, c=ZEBRAS, d="---\ntitle: T\ndate: 2024-02-31\n---\n[[unknown]] Hi.\n")
    assert statuses(reports) == [("a", "added"), ("b", "failed"), ("c", "added"), ("d", "failed")]
    assert reports[1].error == "b.txt is not a text file."
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


def test_progress_is_told_by_file_and_passage(library: Library, folder: Path) -> None:
    (folder / "talk.txt").write_text(TALK)
    steps: list[tuple[str, int, int]] = []
    list(library.ingest([folder], advance=lambda *step: steps.append(step)))
    assert steps == [("talk.txt", 2, 2)]


def test_a_transcript_of_nothing_but_an_advertisement_has_no_passages(library: Library, tell: Tell) -> None:
    assert tell(talk=labelled("[[ad]] Buy it."))[0].passages == 0
    assert found(library, "buy it") == set()


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
        with pytest.raises(IndexMismatch, match=r"hashing-256.*python -m knowledge rebuild"):
            use()
    library.rebuild()
    assert found(library) == words(library)


def test_what_can_be_listed_without_a_model_is_listed_with_the_wrong_one_too(reopened: Reopen, tell: Tell) -> None:
    tell(talk=TALK)
    library = reopened(OtherEncoder())
    assert [source.id for source in library.sources()] == ["talk"]
    assert len(library.turns("talk")) == 4


def test_rebuilding_needs_no_files(library: Library, tell: Tell, folder: Path) -> None:
    tell(talk=TALK)
    (folder / "talk.txt").unlink()
    library.rebuild()
    assert found(library) == words(library)


@pytest.mark.parametrize("part", ["vectors/chroma.sqlite3", "words/meta.json"])
def test_a_damaged_index_is_mended_by_rebuilding(tmp_path: Path, part: str) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    assert in_another_process(tmp_path, "list(library.ingest([folder / 'talk.txt']))") == 0
    (tmp_path / "data" / part).write_bytes(b"damaged " * 1000)
    assert in_another_process(tmp_path, "library.rebuild()") == 0
    with closing(Library(tmp_path / "data", HashingEncoder())) as library:
        assert found(library) == words(library)


# ---- one writer


def test_a_second_writer_is_told_to_wait_and_nothing_is_lost(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    with FileLock(library.folder / "write.lock"):
        for write in (tell, library.rebuild, lambda: library.remove("talk")):
            with pytest.raises(LibraryBusy, match="try again"):
                write()
        assert found(library) == words(library)
    assert statuses(tell(zebras=ZEBRAS)) == [("talk", "unchanged"), ("zebras", "added")]


def test_a_writer_in_another_process_is_respected(library: Library, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    writing = iter(library.ingest([tmp_path / "talk.txt"]))
    next(writing)
    tried = (
        "from knowledge.errors import LibraryBusy\ntry:\n    library.rebuild()\nexcept LibraryBusy:\n    os._exit(7)"
    )
    assert in_another_process(tmp_path, tried) == 7
    assert list(writing) == []
    assert in_another_process(tmp_path, "library.rebuild()") == 0


@pytest.mark.parametrize("taken", ["vectors", "words", "write.lock", "catalogue.sqlite3"])
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


# ---- a writer that died

# Ends the process, as a power cut would, when a function is called or has returned.
DYING = """
def die(frame, event, _):
    if (frame.f_code.co_qualname, event) == ({function!r}, {event!r}):
        os._exit(9)

sys.setprofile(die)
list(library.ingest([folder / 'talk.txt']))
"""
CHANGED = "Ann: What is a licence?\nBob: A burden.\nCid: Hm.\n"
CHANGING = f"list(library.ingest([folder / 'talk.txt']))\n(folder / 'talk.txt').write_text({CHANGED!r})\n"


@pytest.mark.parametrize(
    ("function", "event"),
    [
        ("Indexes.put", "call"),
        ("VectorStore.put", "return"),
        ("Indexes.put", "return"),
        ("Catalogue.put", "return"),
        ("Indexes.remove", "call"),
        ("Indexes.remove", "return"),
    ],
)
def test_what_a_writer_left_behind_that_died_is_repaired_by_the_next(tmp_path: Path, function: str, event: str) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    assert in_another_process(tmp_path, CHANGING + DYING.format(function=function, event=event)) == 9
    (tmp_path / "zebras.txt").write_text(ZEBRAS)
    with closing(Library(tmp_path / "data", HashingEncoder())) as library:
        list(library.ingest([tmp_path / "zebras.txt"]))
        assert found(library) == words(library)
        list(library.ingest([tmp_path]))
        assert found(library) == words(library) == {"What is a licence?", "A burden.", "Hm.", ZEBRAS[5:].strip()}


def test_a_writer_that_dies_while_encoding_has_changed_nothing(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    dying = "list(library.ingest([folder / 'talk.txt'], advance=lambda *_: os._exit(9)))"
    assert in_another_process(tmp_path, dying) == 9
    library = Library(tmp_path / "data", HashingEncoder())
    assert (library.sources(), library.ask("licence").quotes) == ((), ())
    assert statuses(list(library.ingest([tmp_path / "talk.txt"]))) == [("talk", "added")]
    library.close()


def test_a_rebuilding_that_dies_at_its_second_source_is_repaired_by_the_next_writer(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "zebras.txt").write_text(ZEBRAS)
    dying = (
        "list(library.ingest([folder])); library.rebuild(lambda name, *_: os._exit(9) if 'zebras' in name else None)"
    )
    assert in_another_process(tmp_path, dying) == 9
    library = Library(tmp_path / "data", HashingEncoder())
    list(library.ingest([tmp_path / "zebras.txt", tmp_path / "talk.txt"]))
    assert found(library) == words(library)
    library.close()


def test_a_repair_with_another_model_does_not_mix_the_vectors_of_two(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "zebras.txt").write_text(ZEBRAS)
    ingesting = "list(library.ingest([folder / 'zebras.txt']))\n"
    assert in_another_process(tmp_path, ingesting + DYING.format(function="Indexes.put", event="return")) == 9
    library = Library(tmp_path / "data", OtherEncoder())
    with pytest.raises(IndexMismatch):
        list(library.ingest([tmp_path]))
    library.close()


class FailingEncoder(HashingEncoder):
    """Fails at passages on zebras, as a machine without memory would."""

    def encode_passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Vectors:
        if any("Zebras" in text for text in texts):
            raise MemoryError
        return super().encode_passages(texts, advance)


def test_an_encoder_that_fails_leaves_the_sources_before_it_in_and_the_lock_free(reopened: Reopen, tell: Tell) -> None:
    with pytest.raises(MemoryError):
        tell(reopened(FailingEncoder()), talk=TALK, zebras=ZEBRAS)
    library = reopened(HashingEncoder())
    assert statuses(tell(library)) == [("talk", "unchanged"), ("zebras", "added")]
    assert found(library) == words(library)


def in_another_process(folder: Path, statement: str) -> int:
    """Runs a statement on the library in `folder`/data and gives its exit status."""
    opening = (
        "import os, sys\nfrom pathlib import Path\nfrom knowledge.library import Library\n"
        "from tests.conftest import HashingEncoder\n"
        "folder = Path(sys.argv[1])\nlibrary = Library(folder / 'data', HashingEncoder())\n"
    )
    done = python(opening + statement, folder)
    assert not done.stderr or done.returncode, done.stderr
    return done.returncode
