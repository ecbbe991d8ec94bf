"""Asking on: by the button under an answer, in a thread, and in reply to an answer."""

from typing import Any

import discord
import pytest

from bot.client import VerbatimBot
from bot.state import State
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from tests.bot.conftest import QUESTION, World, shown_text
from tests.bot.reading import bold, read

BEFORE = "What does Ann Lee say about a licence of models?"


async def ask_on(world: World, above: Any, typed: str) -> Any:
    form = await world.alice.click(above, label="Follow up")
    field = form.modal["components"][0]["components"][0]
    return (await world.alice.submit_modal(form, {field["custom_id"]: typed})).response


async def last(world: World, channel: Any) -> Any:
    return read(channel.last_message)


async def thread(world: World) -> Any:
    channel = world.env.bot.get_channel(world.channel.id)
    await channel.create_thread(name="aside", type=discord.ChannelType.public_thread)
    return world.channel.threads[-1]


async def test_the_question_before_is_put_to_whom_a_follow_up_names(world: World) -> None:
    above = (await world.alice.slash(world.channel, "ask", question=BEFORE)).response
    page = read(await ask_on(world, above, "and what about Bob Wu?"))
    assert page.question == "What does Bob Wu say about a licence of models?"


async def test_a_follow_up_keeps_whom_the_question_before_was_narrowed_to(world: World) -> None:
    above = (await world.alice.slash(world.channel, "ask", question=QUESTION, speaker="ann")).response
    assert read(above).label == "Question · Ann Lee"
    page = read(await ask_on(world, above, "and what about Bob Wu?"))
    assert (page.question, page.label) == (QUESTION, "Question · Bob Wu")
    assert {bold(card)[0].rpartition("· ")[2] for card in page.cards} == {"Bob Wu"}


async def test_a_question_of_its_own_is_asked_by_itself(world: World) -> None:
    above = (await world.alice.slash(world.channel, "ask", question=BEFORE)).response
    typed = "Which letter does nobody read until the court opens it?"
    assert read(await ask_on(world, above, typed)).question == typed


async def test_asking_on_works_after_a_restart(
    world: World, libraries: Libraries, state: State, feedback: Feedback
) -> None:
    above = (await world.alice.slash(world.channel, "ask", question=BEFORE)).response
    await world.env.restart_bot(VerbatimBot(libraries, state, feedback))
    page = read(await ask_on(world, above, "and Bob Wu?"))
    assert page.question == "What does Bob Wu say about a licence of models?"


@pytest.mark.parametrize("private", [True, False])
async def test_the_answer_is_seen_by_those_who_saw_the_one_before(world: World, private: bool) -> None:
    above = (await world.alice.slash(world.channel, "ask", question=BEFORE, private=private)).response
    assert (await ask_on(world, above, "and Bob Wu?")).ephemeral == private


async def test_in_a_thread_a_mention_follows_the_last_question(world: World) -> None:
    aside = await thread(world)
    await world.alice.send(aside, f"{world.mention} {BEFORE}")
    await world.alice.send(aside, f"{world.mention} and what about Bob Wu?")
    assert (await last(world, aside)).question == "What does Bob Wu say about a licence of models?"


async def test_in_a_channel_a_mention_is_a_question_of_its_own(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {BEFORE}")
    await world.alice.send(world.channel, f"{world.mention} and what about Bob Wu?")
    assert (await last(world, world.channel)).question == "and what about Bob Wu?"


async def test_a_reply_to_an_answer_with_a_mention_in_it_follows_its_question(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=BEFORE)
    above = world.channel.last_message
    await world.alice.send(world.channel, f"{world.mention} and Bob Wu?", reply_to=above)
    assert (await last(world, world.channel)).question == "What does Bob Wu say about a licence of models?"


async def test_a_reply_after_a_restart_reads_the_question_off_the_answer(
    world: World, libraries: Libraries, state: State, feedback: Feedback
) -> None:
    await world.alice.slash(world.channel, "ask", question=BEFORE)
    above = world.channel.last_message
    await world.env.restart_bot(VerbatimBot(libraries, state, feedback))
    await world.alice.send(world.channel, f"{world.mention} and Bob Wu?", reply_to=above)
    assert (await last(world, world.channel)).question == "What does Bob Wu say about a licence of models?"


async def test_under_an_answer_that_somebody_emptied_it_says_what_to_do(world: World) -> None:
    button = {"type": 2, "style": 2, "label": "Follow up", "custom_id": "verbatim:follow::"}
    row = {"type": 1, "components": [button]}
    world.env.backend.create_message(world.channel.id, world.env.backend.bot_user.id, "old", components=[row])
    pressed = await world.alice.click(world.channel.last_message, label="Follow up")
    assert shown_text(pressed.response).startswith("The question above this answer is no longer there.")
