"""A full session of the bot, with questions that cannot be mistaken for anything else; pytest runs it by its name.

It runs in a process of its own, whose every byte on the disk and in its log is looked through: tests/privacy/
test_questions.py starts it. The log is JSON at DEBUG, on the standard error output.
"""

import asyncio
import logging
from pathlib import Path
from typing import Any

from bot.logs import LogFormat, log_to_stderr
from tests.bot.commands.test_library import VTT, mona
from tests.bot.conftest import (
    QUESTION,
    FailingEncoder,
    World,
    encoder,
    feedback,
    libraries,
    library,
    metrics,
    simcord_bot,
    state,
    talk,
    world,
)
from tests.privacy.marks import ENGLISH, found_in, mark

__all__ = ["encoder", "feedback", "libraries", "library", "metrics", "mona", "simcord_bot", "state", "talk", "world"]

ANSWERED = "Is a licence without caps a promise to every developer who will build on it some day"


async def filled(person: Any, pressed: Any, text: str) -> Any:
    field = pressed.modal["components"][0]["components"][0]
    return await person.submit_modal(pressed, {field["custom_id"]: text})


async def asking(world: World) -> None:
    alice, channel = world.alice, world.channel
    answer = await alice.slash(channel, "ask", question=f"{ANSWERED}, {ENGLISH.format(1)}?")
    await alice.click(answer.response, label="👍 Helpful")
    await filled(alice, await alice.click(answer.response, label="Follow up"), mark(2, "why"))
    await alice.slash(channel, "ask", question=mark(3, "模型的许可证"))
    await alice.slash(channel, "ask", question=mark(4, QUESTION), speaker=mark(5))
    await alice.send(channel, f"{world.mention} {mark(6) * 40}")
    await alice.send(channel, f"{world.mention} {mark(7, QUESTION)}")
    message = await alice.send(channel, mark(8, QUESTION))
    await alice.context_menu(channel, "Find quotes about this", message)
    await alice.context_menu(channel, "Did they really say this?", message)


async def looking(world: World, mona: Any) -> None:
    alice, channel = world.alice, world.channel
    await alice.slash(channel, "verify", text=mark(9, "A licence is a letter that nobody reads"))
    await alice.slash(channel, "compare", first="ann", second="bob", topic=mark(10, QUESTION))
    await alice.slash(channel, "quote", topic=mark(11, QUESTION))
    await alice.slash(channel, "quote", topic=mark(12, QUESTION), style="card")
    await alice.slash(channel, "timeline", topic=mark(13, QUESTION))
    await alice.slash(channel, "topics", speaker=mark(14))
    for option in ("speaker", "source"):
        await alice.autocomplete(channel, "ask", option, mark(15))
    await alice.autocomplete(channel, "quote", "topic", mark(16))
    await mona.slash(channel, "library exclude", quote=mark(17))
    await mona.slash(channel, "library include", exclusion=mark(18))
    await mona.slash(channel, "library rename-speaker", speaker=mark(19), name="Zoe")
    await mona.slash(channel, "library add", file=("talk.vtt", VTT.encode()))
    await mona.slash(channel, "library remove", source=mark(20))
    for command in ("speakers", "sources", "help", "privacy", "forget-me"):
        await alice.slash(channel, command)


async def failing(world: World, encoder: FailingEncoder) -> None:
    encoder.fails = True
    for number, command, option in ((21, "ask", "question"), (22, "timeline", "topic"), (23, "quote", "topic")):
        await world.alice.slash(world.channel, command, **{option: mark(number, QUESTION)})
    world.env.inject_error("PATCH", "/webhooks/*", status=400, code=50035)
    await world.alice.slash(world.channel, "ask", question=mark(24, QUESTION))


async def test_session(world: World, mona: Any, encoder: FailingEncoder, tmp_path: Path) -> None:
    log_to_stderr(logging.DEBUG, LogFormat.JSON)
    await asking(world)
    await looking(world, mona)
    await failing(world, encoder)
    await asyncio.sleep(0)
    assert world.env.errors
    # While all is open: what lies in the journals of databases goes when they are closed.
    assert found_in(tmp_path) == []
