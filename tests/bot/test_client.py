"""Servers that are left or out of reach for a while, and messages before Discord has said who the bot is."""

import pytest

from bot.client import VerbatimBot
from bot.state import ServerSettings, State
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from tests.bot.conftest import QUESTION, World

CHOSEN = ServerSettings(language="zh-TW")


@pytest.mark.parametrize(("unavailable", "kept"), [(True, CHOSEN), (False, ServerSettings())])
async def test_only_a_server_that_the_bot_has_left_is_forgotten(
    world: World, unavailable: bool, kept: ServerSettings
) -> None:
    guild = world.bot.get_guild(world.guild.id)
    assert guild
    world.bot.state.servers.set(str(guild.id), CHOSEN)
    guild.unavailable = unavailable
    await world.bot.on_guild_remove(guild)
    assert world.bot.state.servers.of(str(guild.id)) == kept


async def test_before_the_bot_knows_who_it_is_nobody_asks_it(
    world: World, libraries: Libraries, state: State, feedback: Feedback
) -> None:
    message = await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert world.bot.question_in(message) == QUESTION
    assert VerbatimBot(libraries, state, feedback).question_in(message) is None
