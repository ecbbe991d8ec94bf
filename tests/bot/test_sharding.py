"""Several connections to Discord, in one process and in several."""

import asyncio

import discord
import pytest

from bot.client import VerbatimBot
from bot.settings import BotSettings
from bot.sharded import ShardedBot
from bot.sharding import Sharding, shard_of
from bot.state import State
from knowledge.errors import SettingsError
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from tests.bot.conftest import QUESTION, World
from tests.bot.reading import read


@pytest.mark.parametrize(
    ("env", "sharding"),
    [
        ({}, Sharding(1)),
        ({"SHARDS": "", "SHARD_IDS": ""}, Sharding(1)),
        ({"SHARDS": "auto"}, Sharding(None)),
        ({"SHARDS": "4"}, Sharding(4)),
        ({"SHARDS": "4", "SHARD_IDS": "0, 2"}, Sharding(4, (0, 2))),
    ],
)
def test_shards_are_read_from_the_settings(env: dict[str, str], sharding: Sharding) -> None:
    assert BotSettings.from_env(env).sharding == sharding


@pytest.mark.parametrize(
    ("env", "problem"),
    [
        ({"SHARDS": "0"}, "SHARDS is “0”, but must be a number from 1 on, or auto"),
        ({"SHARDS": "many"}, "SHARDS is “many”"),
        ({"SHARDS": "2", "SHARD_IDS": "2"}, "SHARD_IDS is “2”, but must be different numbers from 0 to 1, as 0,1"),
        ({"SHARDS": "2", "SHARD_IDS": "0,0"}, "SHARD_IDS is “0,0”"),
        ({"SHARDS": "2", "SHARD_IDS": "0,"}, "SHARD_IDS is “0,”"),
        ({"SHARDS": "auto", "SHARD_IDS": "0"}, "SHARD_IDS needs SHARDS to be a number"),
    ],
)
def test_wrong_shards_are_named(env: dict[str, str], problem: str) -> None:
    with pytest.raises(SettingsError, match=problem):
        BotSettings.from_env(env)


def test_every_server_is_held_by_exactly_one_process() -> None:
    processes = [Sharding(3, (0, 2)), Sharding(3, (1,))]
    servers = [number << 22 | 7 for number in range(30)]
    assert {sum(one.holds(server, 3) for one in processes) for server in servers} == {1}
    assert all(Sharding(3).holds(server, 3) for server in servers)


def test_the_process_with_shard_0_does_what_is_to_be_done_once() -> None:
    leading = [one.leads for one in (Sharding(), Sharding(None), Sharding(2, (0,)), Sharding(2, (1,)))]
    assert leading == [True, True, True, False]


async def test_one_shard_that_is_there_is_the_whole_connection(world: World) -> None:
    bot = world.bot
    assert (bot.connected, bot.shards_connected, bot.shards_wanted) == (True, 1, 1)


async def test_a_connection_that_drops_and_comes_back_is_noticed(world: World) -> None:
    seen = []
    for event in ("disconnect", "resumed", "disconnect", "ready"):
        world.bot.dispatch(event)
        await asyncio.sleep(0)
        seen.append(world.bot.connected)
    assert seen == [False, True, False, True]


async def test_one_connection_says_nothing_of_shards(world: World) -> None:
    assert not isinstance(world.bot, discord.AutoShardedClient)
    assert (world.bot.shard_id, world.bot.shard_count) == (None, None)


async def test_a_bot_that_was_never_started_can_be_closed(
    libraries: Libraries, state: State, feedback: Feedback
) -> None:
    async with VerbatimBot(libraries, state, feedback) as bot:
        assert not bot.connected
    assert bot.is_closed()


class TestTwoShards:
    """Both in one process."""

    @pytest.fixture
    def simcord_bot(self, libraries: Libraries, state: State, feedback: Feedback) -> VerbatimBot:
        return ShardedBot(libraries, state, feedback, sharding=Sharding(2))

    async def test_a_server_of_either_is_answered(self, world: World) -> None:
        for shard in (0, 1):
            guild = world.env.create_guild(shard_id=shard)
            channel, bob = guild.create_text_channel("general"), guild.add_member(world.env.create_user("bob"))
            result = await bob.slash(channel, "ask", question=QUESTION)
            assert (shard_of(guild.id, 2), read(result.response).question) == (shard, QUESTION)

    async def test_one_that_drops_leaves_the_other_answering(self, world: World) -> None:
        guild = world.env.create_guild(shard_id=0)
        channel, bob = guild.create_text_channel("general"), guild.add_member(world.env.create_user("bob"))
        assert isinstance(world.bot, ShardedBot)
        dropped = world.bot.get_shard(1)
        assert dropped
        await dropped.disconnect()
        await asyncio.sleep(0)
        assert (world.bot.connected, world.bot.shards_connected, world.bot.shards_wanted) == (False, 1, 2)
        assert (await bob.slash(channel, "ask", question=QUESTION)).response.components


class TestTheSecondOfTwoProcesses:
    """It holds shard 1 alone."""

    @pytest.fixture
    def simcord_bot(self, libraries: Libraries, state: State, feedback: Feedback) -> VerbatimBot:
        return ShardedBot(libraries, state, feedback, sharding=Sharding(2, (1,)))

    @pytest.mark.simcord(strict_sync=False)
    async def test_it_answers_its_servers_and_leaves_the_commands_to_the_first(self, world: World) -> None:
        assert not [call for call in world.env.http_requests if call.path.endswith("/commands")]
        guild = world.env.create_guild(shard_id=1)
        channel, bob = guild.create_text_channel("general"), guild.add_member(world.env.create_user("bob"))
        result = await bob.slash(channel, "ask", question=QUESTION)
        assert read(result.response).question == QUESTION
        assert (world.bot.connected, world.bot.shards_connected, world.bot.shards_wanted) == (True, 1, 1)
