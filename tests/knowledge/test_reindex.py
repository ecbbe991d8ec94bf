"""New indexes are made beside those in use: these answer until the new ones do, whatever happens to their maker."""

from contextlib import closing
from pathlib import Path

import pytest

from knowledge.library import Library
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import NarrowEncoder, OtherEncoder, Tell, labelled
from tests.knowledge.ingesting import TALK, ZEBRAS, Reopen, found, in_another_process, words


def places(library: Library) -> list[str]:
    """What lies in the folder of a library, by the names of its indexes."""
    names = {"vectors", "words", "windows.sqlite3"}
    return sorted(path.name for path in library.folder.iterdir() if path.name in names or "index" in path.name)


def test_questions_are_answered_while_everything_is_indexed_anew(library: Library, tell: Tell) -> None:
    tell(talk=TALK, zebras=ZEBRAS)
    answers: list[set[str]] = []
    library.reindex(lambda *_: answers.append(found(library)))
    assert answers == [words(library)] * 2
    assert found(library) == words(library)


def test_rebuilding_leaves_a_source_without_passages_as_it_is(library: Library, tell: Tell) -> None:
    tell(talk=TALK, read=labelled("[[ad]] Buy a mattress that is made for you.\n"))
    library.reindex()
    assert [source.id for source in library.sources()] == ["read", "talk"]
    assert found(library) == words(library)


def test_who_has_it_open_elsewhere_reads_the_new_indexes(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    with closing(Library(library.folder, HashingEncoder())) as other:
        assert found(other) == words(library)
        library.reindex()
        tell(zebras=ZEBRAS)
        assert found(other) == words(library)
        assert other._held.indexes.every_id() == library._held.catalogue.passage_ids()


def test_the_next_writer_clears_away_what_was_replaced(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    library.reindex()
    assert places(library) == ["index-2", "vectors", "windows.sqlite3", "words"]
    library.reindex()
    assert places(library) == ["index-2", "index-3"]
    tell(zebras=ZEBRAS)
    assert places(library) == ["index-3"]
    assert found(library) == words(library)


@pytest.mark.parametrize("moment", ["zebras", "talk"])
def test_one_that_dies_leaves_the_old_indexes_in_use(tmp_path: Path, moment: str) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "zebras.txt").write_text(ZEBRAS)
    assert in_another_process(tmp_path, "list(library.ingest([folder]))") == 0
    dying = f"library.reindex(lambda name, *_: os._exit(9) if name == {moment!r} else None)"
    assert in_another_process(tmp_path, dying) == 9
    with closing(Library(tmp_path / "data", HashingEncoder())) as library:
        assert found(library) == words(library)
        library.remove("zebras")
        assert places(library) == ["vectors", "windows.sqlite3", "words"]


def test_one_that_fails_leaves_nothing_behind(library: Library, tell: Tell) -> None:
    class Fails(Exception):
        pass

    def fail(*_: object) -> None:
        raise Fails

    tell(talk=TALK)
    with pytest.raises(Fails):
        library.reindex(fail)
    assert places(library) == ["vectors", "windows.sqlite3", "words"]
    assert found(library) == words(library)


@pytest.mark.parametrize("other", [OtherEncoder, NarrowEncoder])
def test_another_model_takes_over_at_once(
    library: Library, tell: Tell, reopened: Reopen, other: type[HashingEncoder]
) -> None:
    tell(talk=TALK, zebras=ZEBRAS)
    library.close()
    changed = reopened(other())
    changed.reindex()
    assert found(changed) == words(changed)
    again = reopened(other())
    assert found(again) == words(again)
