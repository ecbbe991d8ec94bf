"""Questions in community channels, which nobody addressed to the bot."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
import pytest
import simcord

from bot.client import VerbatimBot
from bot.commands.channels import Channels
from bot.metrics import Metrics
from bot.sending import Style
from bot.state import Place, ServerSettings, State
from bot.watching import Watch
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from tests.bot.conftest import FailingEncoder, World
from tests.bot.figures import counted
from tests.bot.reading import read

ASKED = "What is the licence of our models?"
UNKNOWN = "What is the weather in Lisbon like?"


@pytest.fixture(params=Style)
def simcord_bot(libraries: Libraries, state: State, feedback: Feedback, request: pytest.FixtureRequest) -> VerbatimBot:
    return VerbatimBot(libraries, state, feedback, request.param, message_content=True)


class Clock:
    """A time that passes when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(world: World) -> Clock:
    cog, clock = world.bot.get_cog("Channels"), Clock()
    assert isinstance(cog, Channels)
    cog._clock = clock
    return clock


@pytest.fixture
def choose(world: World) -> Callable[..., None]:
    """Changes what the server has chosen."""

    def change(**what: Any) -> None:
        world.bot.state.servers.change(str(world.guild.id), lambda settings: replace(settings, **what))

    return change


@pytest.fixture(autouse=True)
def _chosen(world: World, choose: Callable[..., None]) -> None:
    """The world's channel is a community channel in which the bot answers whenever the transcripts do."""
    choose(channels=frozenset({world.channel.id}), only_when_sure=False)


def said(world: World, channel: Any) -> list[discord.Message]:
    """What the bot said in a channel."""
    return [
        message
        for message in channel.history()
        if message.author.id == world.env.bot.user.id and message.type is not discord.MessageType.thread_created
    ]


def everything(world: World) -> list[discord.Message]:
    """What the bot said in the channel and in its threads."""
    return [message for place in (world.channel, *world.channel.threads) for message in said(world, place)]


async def post(world: World, forum: Any, title: str, text: str, author: Any = None) -> Any:
    """A new post in a forum, in the order in which Discord tells of it: the thread, then its first message."""
    backend, who = world.env.backend, author or world.alice
    thread = backend.create_thread(forum.id, title, who.id, broadcast=False)
    backend.announce_thread_create(thread)
    message = backend.prepare_message(thread.id, who.id, text)
    message.id = thread.id
    backend.commit_message(message)
    await world.env.settle()
    return simcord.ChannelHandle(world.env, world.guild, thread)


async def test_a_question_is_answered_in_a_thread_of_its_message_that_is_called_like_it(world: World) -> None:
    asked = await world.alice.send(world.channel, ASKED)
    (thread,) = world.channel.threads
    assert (thread.id, thread.name) == (asked.id, ASKED)
    assert thread._channel.thread_metadata.auto_archive_duration == 1440
    (answer,) = said(world, thread)
    assert read(answer).question == ASKED
    assert said(world, world.channel) == []


async def test_a_long_question_is_cut_in_the_name_of_the_thread(world: World) -> None:
    text = f"What is the licence of\nour models, {'written in one night by two lawyers, ' * 2}a bet between strangers?"
    await world.alice.send(world.channel, text)
    (thread,) = world.channel.threads
    assert thread.name == " ".join(text.split())[:99] + "…"


async def test_in_the_channel_it_is_answered_by_a_reply_that_pings_nobody(
    world: World, choose: Callable[..., None]
) -> None:
    choose(place=Place.CHANNEL)
    asked = await world.alice.send(world.channel, ASKED)
    (answer,) = said(world, world.channel)
    assert answer.reference
    assert answer.reference.message_id == asked.id
    assert (world.stored.ping_user_ids, world.stored.mention_everyone) == ([], False)
    assert world.channel.threads == []


@pytest.mark.parametrize("text", [UNKNOWN, "The licence of our models is fine", "licence?", "", "who is in here?"])
async def test_what_is_not_answered_or_no_question_is_met_with_silence(world: World, text: str) -> None:
    await world.alice.send(world.channel, text, attachments=[("x.png", b"x")])
    assert everything(world) == []
    assert world.channel.threads == []
    assert [call.path for call in world.env.http_requests if call.path.endswith("/typing")] == []


async def test_where_only_certain_answers_are_wanted_others_are_kept_back(
    world: World, choose: Callable[..., None]
) -> None:
    choose(only_when_sure=True)
    await world.alice.send(world.channel, ASKED)
    assert everything(world) == []
    await world.alice.send(world.channel, "Is every licence of models a bet on trust between strangers?")
    assert len(everything(world)) == 1


async def test_other_channels_are_left_alone(world: World) -> None:
    other = world.guild.create_text_channel("other")
    await world.alice.send(other, ASKED)
    assert (said(world, other), other.threads) == ([], [])


async def test_nobody_chose_a_channel_in_a_server_that_is_new(world: World, choose: Callable[..., None]) -> None:
    world.bot.state.servers.set(str(world.guild.id), ServerSettings())
    await world.alice.send(world.channel, ASKED)
    assert everything(world) == []


async def test_a_mention_is_answered_once_and_by_a_reply(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {ASKED}")
    assert len(said(world, world.channel)) == 1
    assert world.channel.threads == []


async def test_talk_among_people_is_left_alone(world: World) -> None:
    bob = world.guild.add_member(world.env.create_user("bob"))
    remark = await bob.send(world.channel, "I read it yesterday")
    await world.alice.send(world.channel, ASKED, reply_to=remark)
    await world.alice.send(world.channel, f"{bob.mention} {ASKED}")
    await world.alice.forward(await world.alice.send(world.channel, "look"), world.channel)
    assert everything(world) == []


async def test_bots_webhooks_and_discord_itself_are_left_alone(world: World) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.channel, ASKED)
    await world.guild.create_webhook(world.channel).send(ASKED)
    assert everything(world) == []


async def test_what_is_said_in_a_thread_is_left_to_mentions(world: World, clock: Clock) -> None:
    await world.alice.send(world.channel, ASKED)
    (thread,) = world.channel.threads
    clock.now = 60.0
    await world.alice.send(thread, ASKED)
    assert len(said(world, thread)) == 1
    await world.alice.send(thread, f"{world.mention} {ASKED}")
    assert len(said(world, thread)) == 2


async def test_a_mention_in_the_thread_of_an_answer_asks_on(world: World) -> None:
    await world.alice.send(world.channel, "What did Bob Wu say of a licence?")
    (thread,) = world.channel.threads
    await world.alice.send(thread, f"{world.mention} and Ann Lee?")
    (_, second) = said(world, thread)
    assert read(second).question == "What did Ann Lee say of a licence?"


async def test_a_message_that_is_edited_into_a_question_is_not_answered(world: World) -> None:
    message = await world.alice.send(world.channel, "Hello!")
    await world.alice.edit(message, ASKED)
    assert everything(world) == []


async def test_a_message_that_is_delivered_twice_is_answered_once(world: World, clock: Clock) -> None:
    await world.alice.send(world.channel, ASKED)
    clock.now = 60.0
    backend = world.env.backend
    (stored,) = [one for one in backend.messages[world.channel.id].values() if one.author_id == world.alice.id]
    backend.announce_message_create(stored)
    await world.env.settle()
    assert len(everything(world)) == 1


async def test_a_channel_is_answered_unasked_but_once_in_a_few_seconds(world: World, clock: Clock) -> None:
    bob = world.guild.add_member(world.env.create_user("bob"))
    await world.alice.send(world.channel, ASKED)
    await bob.send(world.channel, ASKED)
    assert len(everything(world)) == 1
    clock.now = 6.0
    await bob.send(world.channel, ASKED)
    assert len(everything(world)) == 2


async def test_what_was_not_answered_keeps_nobody_waiting(world: World, clock: Clock) -> None:
    await world.alice.send(world.channel, UNKNOWN)
    await world.alice.send(world.channel, ASKED)
    assert len(everything(world)) == 1


async def test_a_new_post_in_a_forum_is_answered_once_in_it(
    world: World, clock: Clock, choose: Callable[..., None]
) -> None:
    forum = world.guild.create_forum_channel("questions")
    choose(channels=frozenset({forum.id}))
    thread = await post(world, forum, "About licences", ASKED)
    (answer,) = said(world, thread)
    assert read(answer).question == ASKED
    clock.now = 60.0
    await world.alice.send(thread, ASKED)
    assert len(said(world, thread)) == 1


async def test_a_post_may_ask_in_its_title(world: World, choose: Callable[..., None]) -> None:
    forum = world.guild.create_forum_channel("questions")
    choose(channels=frozenset({forum.id}))
    thread = await post(world, forum, ASKED, "See title.")
    assert [read(answer).question for answer in said(world, thread)] == [ASKED]


async def test_posts_in_other_forums_are_left_alone(world: World) -> None:
    thread = await post(world, world.guild.create_forum_channel("memes"), ASKED, ASKED)
    assert said(world, thread) == []


async def test_what_goes_wrong_is_told_to_the_log_alone(
    world: World, encoder: FailingEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    encoder.fails = True
    with caplog.at_level(logging.ERROR, "bot.errors"):
        await world.alice.send(world.channel, ASKED)
    assert "the encoder fell over" in caplog.text
    assert everything(world) == []


@pytest.mark.parametrize("place", Place)
async def test_where_it_may_not_write_it_says_so_in_the_log_only(
    world: World, caplog: pytest.LogCaptureFixture, choose: Callable[..., None], place: Place
) -> None:
    refused = discord.PermissionOverwrite(send_messages=False, create_public_threads=False)
    writes = discord.PermissionOverwrite(send_messages=True)
    mute = world.guild.create_text_channel("mute", overwrites={world.guild.default_role: refused, world.alice: writes})
    choose(channels=frozenset({mute.id}), place=place)
    await world.alice.send(mute, ASKED)
    assert f"could not be sent to channel {mute.id}" in caplog.text


async def test_the_server_decides_in_which_language_a_channel_is_answered(
    world: World, choose: Callable[..., None]
) -> None:
    choose(language="zh-TW", place=Place.CHANNEL)
    await world.alice.send(world.channel, ASKED)
    assert "前後文 1" in read(world.channel.last_message).labels


async def test_without_the_intent_it_reads_nothing_and_answers_mentions(
    world: World, libraries: Libraries, state: State, feedback: Feedback
) -> None:
    await world.env.restart_bot(VerbatimBot(libraries, state, feedback))
    await world.alice.send(world.channel, ASKED)
    assert everything(world) == []
    await world.alice.send(world.channel, f"{world.mention} {ASKED}")
    assert len(everything(world)) == 1


async def test_what_is_met_with_silence_is_a_question_without_an_answer(world: World) -> None:
    watching = Metrics()
    world.bot.watch = Watch(watching)
    await world.alice.send(world.channel, UNKNOWN)
    await world.alice.send(world.channel, ASKED)
    await asyncio.sleep(0)
    assert counted(watching, "verbatim_questions_total") == {'name="community channel"': 2}
    assert counted(watching, "verbatim_answer_seconds_count") == {'tier="answered"': 1}


async def test_whoever_keeps_asking_what_nobody_has_said_is_no_longer_heard_for_a_while(
    world: World, clock: Clock
) -> None:
    for _ in range(20):
        await world.alice.send(world.channel, UNKNOWN)
    await world.alice.send(world.channel, ASKED)
    assert everything(world) == []
    clock.now = 21.0
    await world.alice.send(world.channel, ASKED)
    assert len(everything(world)) == 1
