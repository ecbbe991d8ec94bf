"""How often the bot lets itself be asked, and what it shows while it works."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from bot.once import Once
from knowledge.encoder import Vectors
from tests.bot.conftest import QUESTION, FailingEncoder, World, shown_text
from tests.bot.reading import read


async def test_who_asks_too_often_is_told_to_wait_and_others_are_not(world: World) -> None:
    said = [await world.alice.slash(world.channel, "ask", question=QUESTION) for _ in range(21)]
    assert shown_text(said[-1].response).startswith("Please wait ")
    assert said[-1].response.ephemeral
    assert len(world.env.errors) == 1
    bob = world.guild.add_member(world.env.create_user("bob"))
    other = await bob.slash(world.channel, "ask", question=QUESTION)
    assert not shown_text(other.response).startswith("Please wait ")


async def test_an_answer_that_comes_at_once_shows_no_sign_of_typing(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert not [call for call in world.env.http_requests if call.path.endswith("/typing")]


async def test_a_message_that_comes_twice_is_answered_once(world: World) -> None:
    asked = await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    cog = world.bot.get_cog("Ask")
    await cog.on_message(await world.bot.get_channel(world.channel.id).fetch_message(asked.id))  # type: ignore[union-attr]
    await asyncio.sleep(0)
    mine = [one for one in world.channel.history() if one.author.id == world.env.bot.user.id]
    assert len(mine) == 1


def test_of_many_ids_the_last_are_remembered() -> None:
    once = Once(kept=2)
    assert [once.first(id) for id in (1, 2, 1, 3, 1)] == [True, True, False, True, True]


@pytest.mark.parametrize("refused", [False, True])
async def test_an_answer_that_takes_long_is_announced_where_discord_lets_it(
    world: World, encoder: FailingEncoder, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    monkeypatch.setattr("bot.manners._SLOW", 0.0)
    works = encoder.encode_questions

    def slow(texts: Sequence[str]) -> Vectors:
        threading.Event().wait(0.1)
        return works(texts)

    encoder.encode_questions = slow  # type: ignore[method-assign]
    if refused:
        world.env.inject_error("POST", "/channels/*/typing", status=403, code=50001)
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert len([call for call in world.env.http_requests if call.path.endswith("/typing")]) == 1
    assert read(world.channel.last_message).question == QUESTION
