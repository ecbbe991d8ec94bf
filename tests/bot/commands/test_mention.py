"""Questions to the bot by mention."""

import logging

import discord
import pytest

from tests.bot.conftest import QUESTION, FailingEncoder, World, labels, shown_text
from tests.bot.reading import read, seen


async def answers(world: World) -> list[discord.Message]:
    return [message for message in world.channel.history() if message.author.id == world.env.bot.user.id]


async def test_a_mention_with_a_question_is_answered_like_ask_as_a_reply(world: World) -> None:
    asked = await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    by_command = await world.alice.slash(world.channel, "ask", question=QUESTION)
    (reply, *_) = await answers(world)
    assert reply.reference
    assert reply.reference.message_id == asked.id
    assert shown_text(reply) == shown_text(by_command.response)


async def test_its_buttons_work(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    pressed = await world.alice.click(world.channel.last_message, label="More")
    assert labels(pressed.response) == ["Context 1", "Context 2"]


@pytest.mark.parametrize("text", ["licence {0} of models", "licence of models{0}", "<@!{1}>licence of models"])
async def test_the_mention_may_stand_anywhere(world: World, text: str) -> None:
    await world.alice.send(world.channel, text.format(world.mention, world.env.bot.user.id))
    (reply,) = await answers(world)
    assert read(reply).question == QUESTION


@pytest.mark.parametrize("text", ["", "  \n "])
async def test_a_bare_mention_is_told_how_to_ask(world: World, text: str) -> None:
    await world.alice.send(world.channel, world.mention + text)
    (reply,) = await answers(world)
    assert reply.content == "Mention me with a question, or use /ask."


@pytest.mark.parametrize("text", ["\u200b\u200d", "?!", "\u202e"])
async def test_a_question_without_a_word_is_told_so(world: World, text: str) -> None:
    await world.alice.send(world.channel, f"{world.mention} {text}")
    (reply,) = await answers(world)
    assert reply.content == "Please ask with at least one word."


async def test_a_question_that_is_too_long_is_told_so(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {'word ' * 300}")
    (reply,) = await answers(world)
    assert reply.content == "Please ask in at most 1000 characters; this question has 1499."


async def test_whatever_a_question_holds_the_reply_pings_nobody(world: World) -> None:
    text = f"licence <@{world.alice.id}> @everyone <@&{world.guild.id}>\n# big"
    await world.alice.send(world.channel, f"{world.mention} {text}")
    assert seen(read((await answers(world))[0]).question or "") == text
    assert (world.stored.ping_user_ids, world.stored.mention_everyone) == ([], False)


@pytest.mark.parametrize("text", ["licence of models", "hello @TestBot", "<@&1> licence"])
async def test_what_does_not_mention_the_bot_is_not_answered(world: World, text: str) -> None:
    await world.alice.send(world.channel, text)
    assert await answers(world) == []


async def test_a_reply_to_the_bot_without_a_mention_in_it_is_talk_among_people(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    await world.alice.send(world.channel, "indeed, a licence!", reply_to=world.channel.last_message)
    assert len(await answers(world)) == 1


async def test_a_reply_to_the_bot_with_a_mention_in_it_is_a_question(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    text = f"{world.mention} and a letter?"
    await world.alice.send(world.channel, text, reply_to=world.channel.last_message)
    assert len(await answers(world)) == 2


async def test_other_bots_are_not_answered(world: World) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.channel, f"{world.mention} {QUESTION}")
    assert await answers(world) == []


async def test_in_a_direct_message_no_mention_is_needed(world: World) -> None:
    await world.alice.send_dm(QUESTION)
    assert [message["components"][0]["content"] for message in world.messages] == [f"-# Question\n{QUESTION}"]


async def test_a_question_in_a_thread_is_answered_there(world: World) -> None:
    channel = world.env.bot.get_channel(world.channel.id)
    await channel.create_thread(name="aside", type=discord.ChannelType.public_thread)
    (thread,) = world.channel.threads
    await world.alice.send(thread, f"{world.mention} {QUESTION}")
    assert thread.last_message.author.id == world.env.bot.user.id


async def test_where_it_may_not_write_it_says_so_in_the_log_only(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    everyone = {world.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    writes = {world.alice: discord.PermissionOverwrite(send_messages=True)}
    silent = world.guild.create_text_channel("silent", overwrites={**everyone, **writes})
    await world.alice.send(silent, f"{world.mention} {QUESTION}")
    assert f"could not be sent to channel {silent.id}" in caplog.text


async def test_what_nobody_expected_is_told_by_reference_and_logged_with_its_traceback(
    world: World, encoder: FailingEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    encoder.fails = True
    with caplog.at_level(logging.ERROR, "bot.errors"):
        await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    (reply,) = await answers(world)
    assert reply.content.rstrip(".").split()[-1] in caplog.text
    assert "Traceback" in caplog.text
