"""A writer that dies or fails half-way: the next one repairs what it left, and nothing is lost."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import ingest
from knowledge.encoder import Vectors
from knowledge.errors import IndexMismatch, LibraryBusy, LibraryDamaged, UnknownSource
from knowledge.indexes import Indexes
from knowledge.library import Library
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import OtherEncoder, Tell
from tests.knowledge.ingesting import TALK, ZEBRAS, Reopen, found, in_another_process, statuses, words

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
        ("WindowStore.put", "return"),
        ("VectorStore.put", "return"),
        ("Indexes.put", "return"),
        ("Catalogue.put", "return"),
        ("Indexes.remove", "call"),
        ("VectorStore.remove", "return"),
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
        assert library._held.indexes.every_id() == library._held.indexes.ids() == library._held.catalogue.passage_ids()
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
        "list(library.ingest([folder])); library.reindex(lambda name, *_: os._exit(9) if 'zebras' in name else None)"
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


def lose(folder: Path, index: str) -> None:
    """Takes one passage out of one index of the closed library in `folder`."""
    with closing(Indexes(folder)) as indexes:
        gone = sorted(indexes.ids())[:1]
        if index == "words":
            indexes.words.replace(gone, [])
        else:
            (indexes._vectors if index == "vectors" else indexes._windows).remove(gone)
        assert len(indexes) == 1


@pytest.mark.parametrize("index", ["vectors", "windows", "words"])
def test_an_index_that_has_lost_passages_says_so_until_it_is_rebuilt(
    library: Library, tell: Tell, reopened: Reopen, index: str
) -> None:
    tell(talk=TALK)
    library.close()
    lose(library.folder, index)
    lacking = reopened(HashingEncoder())
    with pytest.raises(LibraryDamaged, match=r"lost passages; run `python -m knowledge reindex`"):
        lacking.ask("licence")
    lacking.reindex()
    assert found(lacking) == words(lacking)


@pytest.mark.parametrize("index", ["vectors", "windows", "words"])
def test_an_index_that_lacks_passages_while_it_is_changed_asks_for_a_minute_and_the_next_writer_repairs_it(
    library: Library, tell: Tell, reopened: Reopen, index: str
) -> None:
    tell(talk=TALK)
    library._held.catalogue.set_note(ingest.CHANGING, "yes")
    library.close()
    lose(library.folder, index)
    lacking = reopened(HashingEncoder())
    with pytest.raises(LibraryBusy, match="ask again in a minute"):
        lacking.ask("licence")
    assert statuses(tell(lacking)) == [("talk", "unchanged")]
    assert found(lacking) == words(lacking)


def test_what_another_process_has_removed_meanwhile_is_not_there_to_be_removed(library: Library, tell: Tell) -> None:
    tell(talk=TALK, zebras=ZEBRAS)
    with pytest.raises(UnknownSource, match=r"zebra.*Did you mean talk or zebras"), library._writing() as writer:
        writer.remove("zebra")
    assert found(library) == words(library)


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
