"""The truth on disk."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import catalogue as made
from knowledge.catalogue import Catalogue
from knowledge.errors import LibraryDamaged, LibraryUnwritable, UnknownSource
from knowledge.model import Kind
from knowledge.passages import split
from knowledge.transcripts import plain

TALK = "Ann: Open?\nBob: Open.\n"


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "catalogue.sqlite3")
    yield opened
    opened.close()


def put(catalogue: Catalogue, id: str, text: str) -> None:
    transcript = plain.read(text, title=id.title())
    with catalogue.writing():
        catalogue.put(id, f"/talks/{id}.txt", "digest", transcript, split(id, transcript))


def sources(catalogue: Catalogue) -> list[str]:
    return [source.id for source in catalogue.sources()]


def test_a_source_comes_back_as_it_was_put(catalogue: Catalogue) -> None:
    put(catalogue, "talk", TALK)
    (source,) = catalogue.sources()
    assert (source.title, [speaker.name for speaker in source.speakers]) == ("Talk", ["Ann", "Bob"])
    assert catalogue.text("talk") == TALK
    assert catalogue.turns("talk") == plain.read(TALK, title="").turns
    assert catalogue.digests() == {"talk": ("/talks/talk.txt", "digest")}


def test_passages_come_back_with_their_exact_words_and_speaker(catalogue: Catalogue) -> None:
    put(catalogue, "talk", TALK)
    known = {source.id: source for source in catalogue.sources()}
    found = sorted(catalogue.passages(catalogue.passage_ids(), known).values(), key=lambda passage: passage.start)
    assert [(p.text, p.speaker and p.speaker.name, p.kind) for p in found] == [
        ("Open?", "Ann", Kind.SPEECH),
        ("Open.", "Bob", Kind.SPEECH),
    ]
    assert [TALK[passage.start : passage.end] for passage in found] == ["Open?", "Open."]


def test_putting_a_source_again_replaces_it_whole(catalogue: Catalogue) -> None:
    put(catalogue, "talk", TALK)
    put(catalogue, "talk", "Cid: Closed.\n")
    assert len(catalogue.passage_ids()) == len(catalogue.passage_ids("talk")) == 1
    assert [turn.speaker for turn in catalogue.turns("talk")] == [None, "cid"]


def test_a_source_that_is_removed_takes_its_turns_and_passages_along(catalogue: Catalogue) -> None:
    put(catalogue, "talk", TALK)
    put(catalogue, "other", TALK)
    with catalogue.writing():
        catalogue.remove("talk")
    assert sources(catalogue) == ["other"]
    assert (catalogue.turns("talk"), catalogue.passage_ids("talk")) == ((), set())
    with pytest.raises(UnknownSource, match="talk"):
        catalogue.text("talk")


def test_a_change_that_fails_leaves_no_trace(catalogue: Catalogue) -> None:
    put(catalogue, "talk", TALK)
    transcript = plain.read(TALK, title="Talk")
    twice = split("talk", transcript) * 2
    with pytest.raises(LibraryDamaged), catalogue.writing():
        catalogue.put("talk", "/talks/talk.txt", "other", transcript, twice)
    assert catalogue.digests()["talk"] == ("/talks/talk.txt", "digest")


def test_a_passage_that_no_longer_stands_in_its_source_is_not_given_out(catalogue: Catalogue, tmp_path: Path) -> None:
    put(catalogue, "talk", TALK)
    known = {source.id: source for source in catalogue.sources()}
    with sqlite3.connect(tmp_path / "catalogue.sqlite3") as other:
        other.execute("UPDATE source SET text = replace(text, 'Open.', 'Shut.')")
    other.close()
    assert [passage.text for passage in catalogue.passages(catalogue.passage_ids(), known).values()] == ["Open?"]
    assert [passage.text for passage in catalogue.passages_of(known)] == ["Open?"]


def test_the_names_in_a_source_come_back_as_they_were_put(catalogue: Catalogue) -> None:
    transcript = replace(plain.read(TALK, title="Talk"), names=(("NASA", "美国宇航局"), ("Llama", "羊驼", "LLaMA")))
    with catalogue.writing():
        catalogue.put("talk", "/talks/talk.txt", "digest", transcript, split("talk", transcript))
    assert catalogue.sources()[0].names == (("NASA", "美国宇航局"), ("Llama", "羊驼", "LLaMA"))


def test_a_span_of_a_source_is_read_by_characters_and_not_by_bytes(catalogue: Catalogue) -> None:
    put(catalogue, "talk", "安妮：开源是什么😀?\n吴波：乐高积木。\n")
    assert catalogue.words("talk", 3, 8) == "开源是什么"
    assert catalogue.words("talk", 8, 13) == "😀?\n吴波"
    assert catalogue.words("gone", 0, 3) == ""


# ---- earlier formats


def test_a_catalogue_of_the_former_format_is_read_on_and_written_to(tmp_path: Path, catalogue: Catalogue) -> None:
    put(catalogue, "talk", TALK)
    before = catalogue.sources()
    catalogue.close()
    with closing(sqlite3.connect(tmp_path / "catalogue.sqlite3")) as former:
        former.execute("ALTER TABLE source DROP COLUMN names")
    for _ in range(2):  # the second time there is nothing to add
        with closing(Catalogue(tmp_path / "catalogue.sqlite3")) as again:
            assert (again.sources()[-1:], again.text("talk")) == (before, TALK)
            put(again, "other", TALK)
            assert sources(again) == ["other", "talk"]


def test_notes_are_kept_over_a_reopening(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.set_note("colour", "red")
    catalogue.set_note("colour", "blue")
    again = Catalogue(tmp_path / "catalogue.sqlite3")
    assert (again.note("colour"), again.note("size")) == ("blue", None)
    again.close()


def test_a_file_that_is_no_catalogue_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite3").write_bytes(b"not a database " * 100)
    with pytest.raises(LibraryDamaged, match="cannot be read"):
        Catalogue(tmp_path / "catalogue.sqlite3")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnwritable, match="cannot be used"):
        Catalogue(tmp_path / "gone" / "catalogue.sqlite3")


def test_counts_that_were_forgotten_are_counted_again(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "_KEPT_COUNTS", 2)
    put(catalogue, "talk", TALK)
    for _ in range(2):
        asked = [catalogue.count(), catalogue.count(speaker="ann"), catalogue.count(source="talk")]
        assert (asked, catalogue.count(source="none")) == ([2, 1, 2], 0)
    assert len(catalogue._counts) <= 2
