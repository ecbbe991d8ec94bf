"""The buttons under a dry run of /library add, where something comes in between."""

import logging
import threading
from collections.abc import Sequence
from typing import Any

import pytest

from bot.client import VerbatimBot
from bot.state import State
from knowledge.encoder import Vectors
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from tests.bot.commands.test_library import VTT, add, asked, dry_run, mona
from tests.bot.conftest import FailingEncoder, World, labels, shown_text
from tests.bot.reading import TEXT, components, walk

__all__ = ["mona"]
WORDS = "Volcanoes erupt under the glaciers of the north."


class Stoppable(VerbatimBot):
    """Is closed from the moment on that a test says, for whoever asks."""

    stopped = False

    def is_closed(self) -> bool:
        return self.stopped or super().is_closed()


@pytest.fixture
def simcord_bot(libraries: Libraries, state: State, feedback: Feedback) -> Stoppable:
    return Stoppable(libraries, state, feedback)


def waiting(world: World) -> list[str]:
    """The uploads that wait."""
    folder = world.bot.libraries.folder(str(world.guild.id)) / "incoming"
    return [upload.name for upload in folder.iterdir()]


async def test_once_everybody_has_a_name_an_old_button_to_name_them_says_so(world: World, mona: Any) -> None:
    shown = await dry_run(world, mona, ("talk.vtt", VTT))
    row = next(row for row in components(shown.response) if row["type"] == 1)
    modal = await mona.click(shown.response, label="Name the speakers")
    fields = [one["components"][0]["custom_id"] for one in modal.modal["components"]]
    named = await mona.submit_modal(modal, dict(zip(fields, ("Vera", "Olaf"), strict=True)))
    assert labels(named.response) == ["Add", "Cancel"]
    world.env.backend.create_message(world.channel.id, world.env.backend.bot_user.id, "old", components=[row])
    late = await mona.click(world.channel.last_message, label="Name the speakers")
    assert (shown_text(late.response), late.ephemeral) == ("All speakers have a name already.", True)


async def test_files_that_are_being_added_as_the_bot_stops_still_wait(
    world: World, mona: Any, simcord_bot: Stoppable, encoder: FailingEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    shown = await dry_run(world, mona, ("talk.vtt", VTT))
    works = encoder.encode_passages

    def stopped(texts: Sequence[str], advance: Any = None) -> Vectors:
        simcord_bot.stopped = True
        return works(texts, advance)

    encoder.encode_passages = stopped  # type: ignore[method-assign]
    await mona.click(shown.response, label="Add")
    simcord_bot.stopped = False
    assert "bringing in what a server uploaded was stopped; its library is as it was" in caplog.messages
    assert (len(waiting(world)), WORDS in await asked(world)) == (1, False)


async def test_what_discord_takes_no_more_edits_of_is_added_all_the_same(
    world: World, mona: Any, caplog: pytest.LogCaptureFixture
) -> None:
    shown = await dry_run(world, mona, ("talk.vtt", VTT))
    world.env.inject_error("PATCH", "/webhooks/*", status=401, code=50027, times=None)
    with caplog.at_level(logging.WARNING, "bot.buttons.uploads"):
        await mona.click(shown.response, label="Add")
    world.env.backend.faults.clear()
    assert "what became of an upload could not be told: 401" in caplog.text
    assert (waiting(world), WORDS in await asked(world)) == ([], True)


async def test_progress_that_has_not_changed_is_told_but_once(
    world: World, mona: Any, encoder: FailingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.buttons.uploads._EVERY", 0.0)
    works = encoder.encode_passages

    def slow(texts: Sequence[str], advance: Any = None) -> Vectors:
        threading.Event().wait(0.2)
        return works(texts, advance)

    encoder.encode_passages = slow  # type: ignore[method-assign]
    await add(world, mona, ("talk.vtt", VTT))
    texts = [str(one["content"]) for body in world.messages for one in walk(body["components"]) if one["type"] == TEXT]
    assert len([text for text in texts if "▱" * 12 + " 0%" in text]) == 1
