"""What people are told when more is asked than can be answered."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest

from bot.admission import Asker
from bot.client import VerbatimBot
from bot.desk import Desk
from bot.state import State
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from knowledge.library import Library
from tests.bot.conftest import QUESTION, World

TOLD = "There is a lot to do just now. Please try again in about "
Fill = Callable[[Asker], None]


@pytest.fixture
def simcord_bot(libraries: Libraries, state: State, feedback: Feedback) -> VerbatimBot:
    return VerbatimBot(libraries, state, feedback, message_content=True)


@pytest.fixture
async def fill(world: World, request: pytest.FixtureRequest) -> AsyncIterator[Fill]:
    """Asks for somebody what is not answered before the test is over, until no more of it fits into one line."""
    over, tasks = threading.Event(), set[asyncio.Task[bool]]()
    desk = world.bot.desk
    wait = desk.studied if getattr(request, "param", "asked") == "studied" else desk.asked

    def fill(asker: Asker) -> None:
        for _ in range(20):
            tasks.add(asyncio.create_task(wait(asker, lambda _: over.wait(60))))

    yield fill
    over.set()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_command_for_which_there_is_no_room_is_refused_for_who_asks_alone(world: World, fill: Fill) -> None:
    fill(Asker(world.guild.id, world.alice.id))
    await asyncio.sleep(0)
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert (result.response.content.startswith(TOLD), result.response.ephemeral) == (True, True)
    assert world.acknowledgements() == [4]
    assert world.env.errors


async def test_a_mention_for_which_there_is_no_room_is_told_so(world: World, fill: Fill) -> None:
    fill(Asker(world.guild.id, world.alice.id))
    await asyncio.sleep(0)
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert world.channel.last_message.content.startswith(TOLD)


async def test_a_question_that_nobody_asked_the_bot_is_met_with_silence_where_there_is_no_room(
    world: World, fill: Fill
) -> None:
    chosen = frozenset({world.channel.id})
    world.bot.state.servers.change(str(world.guild.id), lambda settings: replace(settings, channels=chosen))
    fill(Asker(world.guild.id, unasked=True))
    await asyncio.sleep(0)
    asked = await world.alice.send(world.channel, "What is the licence of our models?")
    assert world.channel.last_message.id == asked.id


async def test_what_needs_no_search_does_not_wait_behind_questions(world: World, fill: Fill) -> None:
    fill(Asker(world.guild.id, world.alice.id))
    await asyncio.sleep(0)
    result = await world.alice.slash(world.channel, "speakers")
    assert "Ann Lee" in str(result.response.components)


@pytest.mark.parametrize("fill", ["studied"], indirect=True)
async def test_questions_are_answered_beside_what_takes_long(world: World, fill: Fill) -> None:
    fill(Asker(world.guild.id, world.alice.id))
    await asyncio.sleep(0)
    assert (await world.alice.slash(world.channel, "ask", question=QUESTION)).response.components
    refused = await world.alice.slash(world.channel, "compare", first="ann", second="bob", topic="licence")
    assert (refused.response.content.startswith(TOLD), refused.response.ephemeral) == (True, True)
    assert world.env.errors


async def test_a_desk_that_is_closed_has_finished_what_ran(libraries: Libraries) -> None:
    desk, begun, done = Desk(libraries), asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def work(_: Library) -> bool:
        loop.call_soon_threadsafe(begun.set)
        return done.wait(20)

    running = asyncio.create_task(desk.asked(Asker(1), work))
    await begun.wait()
    loop.call_later(0.01, done.set)
    await desk.turn_away()
    await desk.close()
    assert await running


async def test_what_waits_is_counted_over_all_lines(world: World, fill: Fill) -> None:
    assert world.bot.desk.depth == 0
    fill(Asker(world.guild.id, world.alice.id))
    await asyncio.sleep(0)
    lines = world.bot.desk.questions, world.bot.desk.studies, world.bot.desk.looks
    assert world.bot.desk.depth == sum(line.depth for line in lines) > 0
