"""The check of a library: what is wrong is found, what can be made again is, and for the rest there is a sentence."""

import shutil
from collections.abc import Callable
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from knowledge import ingest, soundness
from knowledge.catalogue import Catalogue
from knowledge.errors import LibraryDamaged, VectorsAway
from knowledge.indexes import Indexes
from knowledge.lexical import LexicalDocument
from knowledge.library import Library
from knowledge.model import Kind
from knowledge.places import Server
from knowledge.store import VectorRecord
from knowledge.transcripts import LIBRARY
from knowledge.vector_cache import CACHE
from tests.conftest import HashingEncoder
from tests.knowledge.chroma import ChromaServer, Response, doored, fetched, says
from tests.knowledge.conftest import CountingEncoder, OtherEncoder, Tell, labelled
from tests.knowledge.ingesting import TALK, ZEBRAS, Reopen, found, words


def gone(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def torn(path: Path) -> None:
    """Its newest half is lost."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def test_a_library_as_it_should_be_is_sound(library: Library, tell: Tell) -> None:
    assert library.check().is_sound
    tell(talk=TALK, zebras=ZEBRAS)
    checked = library.check()
    assert (checked.is_sound, checked.repaired, checked.passages, checked.read) == (True, False, 3, 3)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("vectors", gone),
        ("vectors/chroma.sqlite3", gone),
        ("vectors/chroma.sqlite3", torn),
        ("vectors/chroma.sqlite3", zeroed),
        ("vectors/chroma.sqlite3", emptied),
        ("words", gone),
        ("words/meta.json", gone),
        ("words/meta.json", torn),
        ("windows.sqlite3", gone),
        ("windows.sqlite3", torn),
        ("windows.sqlite3", zeroed),
        ("windows.sqlite3", emptied),
        (CACHE, torn),
        (CACHE, zeroed),
    ],
)
def test_what_can_be_made_again_is_made_again(
    library: Library, tell: Tell, reopened: Reopen, name: str, damage: Callable[[Path], None]
) -> None:
    tell(talk=TALK, zebras=ZEBRAS)
    library.close()
    damage(library.folder / name)
    damaged = reopened(HashingEncoder())
    assert damaged.check().repaired
    assert found(damaged) == words(damaged)
    again = damaged.check()
    assert (again.is_sound, again.faults) == (True, ())


def test_a_word_index_whose_segments_are_damaged_is_made_again(library: Library, tell: Tell, reopened: Reopen) -> None:
    tell(talk=TALK, zebras=ZEBRAS)
    library.close()
    for file in (library.folder / "words").glob("*.*"):
        if file.suffix in {".store", ".term", ".idx"}:
            torn(file)
    damaged = reopened(HashingEncoder())
    assert damaged.check().repaired
    assert found(damaged) == words(damaged)


def test_a_vector_graph_that_leads_nowhere_is_made_again(library: Library, tell: Tell, reopened: Reopen) -> None:
    tell(talk="".join(f"Ann: Zebra number {line} gallops over savannah {line}.\n" for line in range(1100)))
    library.ask("zebra number 7")  # who searches first has the graph written
    library.close()
    (links,) = library.folder.glob("vectors/*/link_lists.bin")
    links.write_bytes(b"\xff" * links.stat().st_size)
    damaged = reopened(HashingEncoder())
    assert damaged.check().repaired
    assert damaged.check().faults == ()
    assert damaged.ask("zebra number 7").quotes


def test_passages_that_no_new_index_finds_either_are_no_fault(
    library: Library, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of those that are much alike; others that are missed later are one all the same."""
    tell(talk=TALK, zebras=ZEBRAS)
    monkeypatch.setattr(soundness, "_finds_itself", lambda *_: False)
    assert library.check().faults == ("3 of 3 passages are not found by their own vectors",)
    assert library.check().faults == ()
    library._held.catalogue.set_note("missed", "0.5")
    assert library.check().faults


def test_repairing_encodes_nothing_that_was_encoded_before(library: Library, tell: Tell, reopened: Reopen) -> None:
    tell(talk=TALK, zebras=ZEBRAS)
    library.close()
    shutil.rmtree(library.folder / "vectors")
    encoder = CountingEncoder()
    assert reopened(encoder).check().repaired
    assert encoder.passages == []


def test_an_older_copy_of_the_words_is_noticed_by_whom_they_credit(
    library: Library, tell: Tell, reopened: Reopen, tmp_path: Path
) -> None:
    tell(talk=TALK, zebras=ZEBRAS)
    library.close()
    shutil.copytree(library.folder / "words", tmp_path / "older")
    edited = reopened(HashingEncoder())
    edited.rename_speaker("Cid", "Dora")
    edited.close()
    shutil.rmtree(library.folder / "words")
    shutil.copytree(tmp_path / "older", library.folder / "words")
    stale = reopened(HashingEncoder())
    assert stale.check().repaired
    assert [quote.text for quote in stale.ask("zebras", speaker="Dora").quotes] == ["Zebras gallop over the savannah."]


def test_passages_that_an_index_has_too_many_of_go(library: Library, tell: Tell, reopened: Reopen) -> None:
    tell(talk=TALK, zebras=ZEBRAS)
    library.close()
    with closing(Catalogue(library.folder / LIBRARY)) as catalogue:
        catalogue.remove("zebras")
    checked = reopened(HashingEncoder()).check()
    assert checked.repaired
    assert "the vectors have 1 passages that are gone" in checked.faults


def test_a_library_without_a_passage_is_sound(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ad]] Buy a mattress that is made for you.\n"))
    checked = library.check()
    assert (checked.is_sound, checked.faults, checked.passages) == (True, (), 0)


def credited_to_another(library: Library) -> None:
    """As an older copy of the vectors may have it."""
    (cid,) = [one for one in library._now.passages_of() if one.source.id == "zebras"]
    record = VectorRecord(cid.id, "zebras", "dora", cid.kind, [])
    library._held.indexes._vectors.put([record], library._held.indexes.vectors([cid.id])[cid.id].reshape(1, -1))


def turned_around(library: Library) -> None:
    """As the windows of another model are."""
    library._held.indexes._windows._db.rows("UPDATE closeup SET vectors = (SELECT max(vectors) FROM closeup)")


def cut_short(library: Library) -> None:
    library._held.indexes._windows._db.rows("UPDATE closeup SET vectors = x'00'")


def without_words(library: Library) -> None:
    (cid,) = [one.id for one in library._now.passages_of() if one.source.id == "zebras"]
    document = LexicalDocument(cid, "zebras", "cid", Kind.SPEECH, ["heron"], [], [])
    library._held.indexes.words.replace([cid], [document])


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (credited_to_another, "the vectors know other speakers or sources of passages than the catalogue"),
        (turned_around, "the vectors of passages are not those of their windows"),
        (cut_short, "an index cannot be searched: ValueError"),
        (without_words, "1 of 3 passages are not found by their own words"),
    ],
)
def test_an_index_that_has_every_passage_and_tells_something_else_of_it_is_made_again(
    library: Library, tell: Tell, damage: Callable[[Library], None], fault: str
) -> None:
    tell(talk=TALK, zebras=ZEBRAS)
    damage(library)
    checked = library.check()
    assert (checked.faults, checked.repaired) == ((fault,), True)
    assert [quote.text for quote in library.ask("zebras", speaker="Cid").quotes] == [ZEBRAS.strip()[5:]]
    assert library.check().faults == ()


def test_a_catalogue_of_which_a_page_is_lost_is_for_a_person_to_restore(
    library: Library, tell: Tell, reopened: Reopen
) -> None:
    tell(talk=TALK * 300)
    library.close()
    file = library.folder / LIBRARY
    kept, size = file.read_bytes(), file.stat().st_size
    file.write_bytes(kept[: size // 2] + b"\xff" * 4096 + kept[size // 2 + 4096 :])
    checked = reopened(HashingEncoder()).check()
    assert (checked.is_sound, checked.repaired, checked.faults) == (False, False, ("the catalogue is damaged",))
    assert "put a backup in its place" in checked.remedy


def test_while_vectors_are_away_nothing_is_taken_for_damaged(chroma: ChromaServer, folder: Path) -> None:
    moved, away = says(302, "text/html", b""), False

    def door(asked: BaseHTTPRequestHandler, body: bytes) -> Response:
        return moved(asked, body) if away else fetched(chroma.url + asked.path, asked.command, body)

    (folder / "talk.txt").write_text(TALK)
    with doored(door) as url, closing(Library(folder / "far", HashingEncoder(), vectors=Server(url))) as library:
        list(library.ingest([folder]))
        assert library.check().is_sound
        away = True
        with pytest.raises(VectorsAway):
            library.check()
        away = False
        assert library.check().faults == ()


def test_what_a_writer_left_behind_that_died_is_put_in_step(library: Library, tell: Tell, reopened: Reopen) -> None:
    tell(talk=TALK)
    library._held.catalogue.set_note(ingest.CHANGING, "yes")
    library.close()
    with closing(Indexes(library.folder)) as indexes:
        indexes.remove(sorted(indexes.ids())[:1])
    left = reopened(HashingEncoder())
    assert left.check().repaired
    assert found(left) == words(left)


def test_an_index_of_an_older_format_is_made_again(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    library._held.catalogue.set_note("format", "1")
    assert library.check().repaired
    assert found(library) == words(library)


def test_an_index_of_another_model_is_left_to_whoever_set_it(library: Library, tell: Tell, reopened: Reopen) -> None:
    tell(talk=TALK)
    checked = reopened(OtherEncoder()).check()
    assert (checked.is_sound, checked.repaired) == (False, False)
    assert "restore the setting" in checked.remedy


@pytest.mark.parametrize(
    "change", ["UPDATE passage SET text = 'I never said so.'", "UPDATE passage SET speaker = 'bob'"]
)
def test_a_catalogue_that_is_not_true_to_its_sources_is_for_a_person_to_restore(
    library: Library, tell: Tell, change: str
) -> None:
    tell(talk=TALK)
    library._held.catalogue._db.rows(change)
    checked = library.check()
    assert (checked.is_sound, checked.repaired) == (False, False)
    assert "put a backup in its place" in checked.remedy


@pytest.mark.parametrize("damage", [gone, emptied, zeroed])
def test_a_catalogue_that_is_lost_is_not_taken_for_a_new_library(
    library: Library, tell: Tell, damage: Callable[[Path], None]
) -> None:
    tell(talk=TALK)
    library.close()
    damage(library.folder / LIBRARY)
    with pytest.raises(LibraryDamaged, match="put a backup in its place"):
        Library(library.folder, HashingEncoder())
