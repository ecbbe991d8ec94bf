"""How a wish is carried out: in the past of a source as well, in none that it does not concern, and to the end."""

import sqlite3
from contextlib import closing

import pytest

from knowledge import database
from knowledge.library import Library
from knowledge.transcripts import LIBRARY
from tests.knowledge.conftest import Tell, labelled
from tests.knowledge.test_excluding import ANNS, BOBS, TALK, begun, everything, leave_out, words_on_disk


def test_words_that_only_a_former_file_had_are_gone_from_its_history(library: Library, tell: Tell) -> None:
    tell(talk=TALK, other=f"Bob Wu: {BOBS}\nCid Moe: Zebras are striped animals.\n", more=TALK)
    tell(talk=f"Bob Wu: {BOBS}\nCid Moe: Zebras are striped animals.\n")
    leave_out(library)
    assert words_on_disk(library.folder) == []
    assert [version.what for version in library.history("talk")] == ["brought in anew", "brought in"]
    library.undo("talk")
    assert "glimmer" not in everything(library)
    assert next(turn.text for turn in library.turns("talk") if turn.turn.speaker == "bob-wu") == BOBS


def test_sources_in_which_somebody_is_not_heard_are_not_concerned_and_stay_as_they_are(
    library: Library, tell: Tell
) -> None:
    tell(talk=TALK, zebras="Cid Moe: Zebras are striped animals.\nDee Poe: They are.\n")
    before = (library.turns("zebras"), library.history("zebras"))
    found = library.exclude(library.wish_of("Ann"))
    assert [(one.source.id, one.passages) for one in found] == [("talk", 2)]
    assert (library.turns("zebras"), library.history("zebras")) == before


def test_a_former_file_that_happens_to_be_as_long_loses_nobody_else_s_words(library: Library, tell: Tell) -> None:
    tell(talk=labelled(f"[[ann-lee]] {ANNS}\n[[bob-wu]] {BOBS}\n"))
    tell(talk=labelled(f"[[bob-wu]] {BOBS}\n[[ann-lee]] {ANNS}\n"))
    leave_out(library)
    library.undo("talk")
    assert [turn.text for turn in library.turns("talk") if turn.turn.speaker == "bob-wu"] == [BOBS]
    assert "glimmer" not in everything(library)


def test_a_few_words_are_left_out_where_they_stand_and_in_no_other_source(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ann-lee]] Zebras gallop. Snow is quiet.\n"), other="Cid Moe: Zebras gallop, he says.\n")
    wish = library.wish_in("talk", 14, 14)
    library.exclude(library.wish_at("talk", wish.start, wish.start + len("Zebras gallop")))
    shown = {source.id: "".join(turn.text for turn in library.turns(source.id)) for source in library.sources()}
    assert ("Zebras" in shown["talk"], "Zebras gallop, he says." in shown["other"]) == (False, True)


def test_what_a_killed_process_has_not_done_is_done_when_it_is_asked_for(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    begun(library, library.wish_of("Ann"))
    library.finish()
    assert "glimmer" not in everything(library)
    assert words_on_disk(library.folder) == []
    revision = library.extent().revision
    library.finish()
    assert library.extent().revision == revision


def test_bytes_that_somebody_still_reads_are_taken_away_once_they_are_done(
    library: Library, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(talk=TALK)
    monkeypatch.setattr(database, "_WAITS", (0,))
    library._held.catalogue._db._db.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(library.folder / LIBRARY)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM passage").fetchone() == (4,)
        leave_out(library)
        assert "glimmer" not in everything(library)
        assert words_on_disk(library.folder)
    library.finish()
    assert words_on_disk(library.folder) == []
