"""/forget-me and /privacy: what is kept of a person goes when they say so, and what is kept is told."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.client import VerbatimBot
from bot.i18n import CATALOGUE
from bot.keeping import Keeping
from bot.pages.privacy import privacy_page
from bot.retention import Retaining, Retention
from bot.state import State
from knowledge.feedback import Feedback, Verdict
from knowledge.libraries import Libraries
from tests.bot.commands.test_library import VTT, add, dry_run, mona
from tests.bot.commands.test_reports import doubt
from tests.bot.conftest import QUESTION, World, labels, shown_text, told
from tests.bot.reading import LAYOUT

__all__ = ["mona"]


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*.sqlite3*"))


async def forget(world: World, person: Any) -> str:
    shown = await person.slash(world.channel, "forget-me")
    assert shown.ephemeral
    return shown_text((await person.click(shown.response, label="Forget me")).response)


async def judge(world: World, person: Any, *, share: bool = False) -> None:
    answer = await person.slash(world.channel, "ask", question=QUESTION)
    thanks = (await person.click(answer.response, label="👍 Helpful")).response
    if share:
        await person.click(thanks, label="Share my question")


async def test_what_a_person_gave_is_removed_and_what_others_gave_stays(
    world: World, mona: Any, feedback: Feedback, state: State
) -> None:
    await judge(world, mona)
    await judge(world, world.alice, share=True)
    await add(world, mona, ("talk.vtt", VTT))
    await doubt(world)
    await doubt(world, who=mona)
    assert await forget(world, world.alice) == "Removed: 1 verdict on an answer and 1 report of a speaker."
    assert [(one.up, one.question) for one in feedback.all()] == [(1, None)]
    assert [report.count for report in state.reports.pending(str(world.guild.id))] == [1]
    assert await forget(world, world.alice) == "Nothing was kept of you."


async def test_files_that_wait_are_removed_with_who_sent_them(world: World, mona: Any, tmp_path: Path) -> None:
    await dry_run(world, mona, ("talk.vtt", VTT))
    assert await forget(world, mona) == "Removed: 1 upload."
    assert not list((tmp_path / "data").glob("guilds/*/incoming/*"))


async def test_nobody_forgets_another(world: World, mona: Any, feedback: Feedback) -> None:
    await judge(world, mona)
    shown = await mona.slash(world.channel, "forget-me")
    world.env.backend.create_message(
        world.channel.id, world.env.backend.bot_user.id, "", components=shown.response.components, flags=LAYOUT
    )
    refused = await world.alice.click(world.channel.last_message, label="Forget me")
    assert "This button is no longer good" in told(refused)
    assert [one.up for one in feedback.all()] == [1]


async def test_nothing_on_the_disk_names_who_judged(world: World, mona: Any, tmp_path: Path) -> None:
    await judge(world, mona)
    await add(world, mona, ("talk.vtt", VTT))
    await doubt(world, who=mona)
    kept = on_disk(tmp_path)
    assert str(mona.id).encode() not in kept
    assert b"mona" not in kept


async def test_an_answer_is_judged_once_also_after_a_restart(world: World, feedback: Feedback) -> None:
    for _ in range(2):
        answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
        said = await world.alice.click(answer.response, label="👍 Helpful")
    assert shown_text(said.response) == "You have judged this answer already."
    assert [one.up for one in feedback.all()] == [1]


async def test_privacy_tells_all_of_it_to_who_asks_alone(world: World) -> None:
    shown = await world.alice.slash(world.channel, "privacy")
    text = shown_text(shown.response)
    assert shown.ephemeral
    assert labels(shown.response) == []
    for part in ("/forget-me removes", "/library exclude takes", "the last 20", "Until the bot leaves", "in files"):
        assert part in text


@pytest.mark.parametrize("language", CATALOGUE)
def test_privacy_shows_the_settings_of_now_and_fits_a_message(language: str) -> None:
    keeping = Keeping(Retention(30, 31, 32, 33), database=True, server=True, message_content=True)
    words = "\n".join(privacy_page(keeping, language).words)
    assert [days for days in ("30", "31", "32", "33") if days not in words] == []
    assert ("…" in words, words.count("•")) == (False, 7)
    assert words != "\n".join(privacy_page(Keeping(), language).words)


class Later:
    """A clock that stands at a moment."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    async def wait(self, seconds: float) -> None:
        raise AssertionError(seconds)

    def wake(self) -> None:
        raise AssertionError


def retaining(retention: Retention, tmp_path: Path, libraries: Libraries, moment: datetime) -> tuple[int, list[int]]:
    """What is dropped of things of 2026-01-01, and how many of each kind stay."""
    first = date(2026, 1, 1)
    state, feedback = State(tmp_path / "s.sqlite3", lambda: first), Feedback(tmp_path / "f.sqlite3", lambda: first)
    feedback.give(Verdict.UP, "hash", ["p"], None, "1", who=feedback.pseudonym(7))
    state.reports.file("1", "p", state.pseudonym(7))
    state.shown.draw(5, ["q"])
    gone = Retaining(retention, state, feedback, libraries, Later(moment)).apply()
    kept = [len(feedback.all()), len(state.reports.pending("1")), int(state.shown.draw(5, ["q", "r"]) == "r")]
    state.close()
    feedback.close()
    return gone, kept


@pytest.mark.parametrize(
    ("retention", "days", "kept"),
    [
        (Retention(), 3000, [1, 1, 1]),
        (Retention(30, 30, 30), 30, [1, 1, 1]),
        (Retention(30, 30, 30), 31, [0, 0, 0]),
        (Retention(reports=1), 31, [1, 0, 1]),
    ],
)
def test_what_is_older_than_the_settings_say_is_dropped(
    tmp_path: Path, libraries: Libraries, retention: Retention, days: int, kept: list[int]
) -> None:
    moment = datetime.fromordinal(date(2026, 1, 1).toordinal() + days).replace(tzinfo=UTC)
    assert retaining(retention, tmp_path, libraries, moment) == (3 - sum(kept), kept)


def test_what_a_source_was_is_dropped_and_what_it_is_stays(
    libraries: Libraries, state: State, feedback: Feedback
) -> None:
    libraries.shared.describe("talk", title="Another")
    libraries.shared.describe("talk", title="A third")
    clock = Later(datetime(2999, 1, 1, tzinfo=UTC))
    assert Retaining(Retention(history=30), state, feedback, libraries, clock).apply() == 2
    assert len(libraries.shared.history("talk")) == 1
    assert libraries.shared.source("talk").title == "A third"
    assert Retaining(Retention(history=30), state, feedback, libraries, clock).apply() == 0


async def test_the_bot_drops_what_is_old_when_it_starts(world: World, simcord_bot: VerbatimBot) -> None:
    assert simcord_bot._dropping is not None
    assert not simcord_bot._dropping.done()
