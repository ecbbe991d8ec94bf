"""Data of every earlier format, each written by the version of its time, are of use to this one with all they hold."""

import json
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.state import MEMORY, State
from knowledge import folders
from knowledge.catalogue import FORMAT
from knowledge.errors import IndexMismatch
from knowledge.feedback import FEEDBACK, Feedback
from knowledge.library import Library
from tests.conftest import HashingEncoder

FORMATS = sorted((Path(__file__).parent / "data" / "formats").glob("*.tar.xz"))


@dataclass(frozen=True, slots=True)
class Old:
    """A data folder as an earlier version left it, and what that version said is in it."""

    data: Path
    facts: dict[str, Any]


@pytest.fixture(params=FORMATS, ids=lambda file: file.name.partition(".")[0])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Old:
    with tarfile.open(request.param) as kept:
        kept.extractall(tmp_path, filter="data")
    return Old(tmp_path / "data", json.loads((tmp_path / "facts.json").read_text(encoding="utf-8")))


@pytest.fixture
def upgraded(old: Old) -> Iterator[Library]:
    """The library for all, and those of servers, after what the sentence says where it says so."""
    for folder in folders.every(old.data):
        with closing(Library(folder, HashingEncoder(), prefix=folders.prefix(folder))) as library:
            if library._held.catalogue.note("format") != FORMAT:
                with pytest.raises(IndexMismatch, match="python -m knowledge reindex"):
                    library.ask("What is a licence?")
                library.reindex()
    with closing(Library(old.data, HashingEncoder())) as library:
        yield library


def test_every_text_turn_speaker_and_title_is_there(old: Old, upgraded: Library) -> None:
    catalogue = upgraded._held.catalogue
    assert {source.id: catalogue.text(source.id) for source in upgraded.sources()} == old.facts["texts"]
    for source, turns in old.facts["turns"].items():
        assert [[turn.speaker, turn.kind.value, turn.start, turn.end] for turn in catalogue.turns(source)] == turns
    assert sorted(speaker.name for speaker in upgraded.speakers()) == old.facts["speakers"]
    assert {source.id: source.title for source in upgraded.sources()} == old.facts["titles"]


def test_questions_are_answered_with_the_right_words_and_speakers(upgraded: Library) -> None:
    first = upgraded.ask("Where does the zebra gallop over the meadow?").quotes[0]
    assert (first.text, first.passage.speaker and first.passage.speaker.name) == (
        "The zebra gallops over the meadow while nobody looks at it.",
        "Cid",
    )
    speaker = upgraded.ask("Is a licence without caps a promise?").quotes[0].passage.speaker
    assert speaker is not None
    assert {"Bob Wu", "吴波"} <= {speaker.name, *speaker.aliases}


def test_the_history_is_there_and_its_last_change_can_be_taken_back(old: Old, upgraded: Library) -> None:
    for source, kept in old.facts["history"].items():
        assert [version.what for version in upgraded.history(source)] == kept
    if old.facts["history"]:
        assert upgraded.undo("talk").what == "renamed Bob Wu to Robert Wu"
        assert upgraded.speaker("吴波").name == "Bob Wu"


def test_a_servers_own_library_is_there(old: Old, upgraded: Library) -> None:
    assert len(folders.every(old.data)) == 1 + len(old.facts["own"])
    if old.facts["own"]:
        with closing(upgraded.another(folders.of("42", old.data), prefix=folders.OWN, together=True)) as own:
            assert {source.id: own._held.catalogue.text(source.id) for source in own.own_sources()} == old.facts["own"]
            assert "heron" in own.ask("Where does the heron stand in the river?").quotes[0].text


def test_more_can_be_brought_in(old: Old, upgraded: Library, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("Eve: Otters hold hands while they sleep.\n", encoding="utf-8")
    assert [report.status for report in upgraded.ingest([tmp_path / "more.txt"])] == ["added"]
    assert "Otters" in upgraded.ask("Do otters hold hands while they sleep?").quotes[0].text
    assert {source.id for source in upgraded.sources()} == {*old.facts["texts"], "more"}


def test_what_servers_have_chosen_reported_and_seen_is_there(old: Old) -> None:
    with closing(State(old.data / MEMORY)) as state:
        assert [[report.passage, report.count] for report in state.reports.pending("42")] == old.facts["reports"]
        assert [[one.id, one.channel, one.topic] for one in state.schedules.all()] == old.facts["schedules"]
        assert not any(state.sees_shared(guild) for guild in old.facts["apart"])
        if chosen := old.facts["settings"]:
            found = state.servers.of("42")
            assert (sorted(found.channels), sorted(found.keepers)) == (chosen["channels"], chosen["keepers"])
            assert (found.place, found.only_when_sure, found.language) == (chosen["place"], False, "en")
        if old.facts["seal"]:
            assert state.sealed("fix", 1) == old.facts["seal"]
        assert state.shown.draw(5, old.facts["shown"]) == old.facts["shown"][1]  # the first was shown


def test_what_people_thought_of_answers_is_there(old: Old) -> None:
    if old.facts["judged"] is None:
        return
    guild, question_hash, passages, up, down, question = old.facts["judged"]
    with closing(Feedback(old.data / FEEDBACK)) as feedback:
        (judged,) = feedback.all()
        assert (judged.guild, judged.question_hash, list(judged.passages)) == (guild, question_hash, passages)
        assert (judged.up, judged.down, judged.question) == (up, down, question)
        assert feedback.hashed("What is a licence?") == question_hash
