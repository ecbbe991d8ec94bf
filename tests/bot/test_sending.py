"""What is sent once more where it did not get through, and what is not."""

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.sending import again


def answer(status: int) -> Any:
    return SimpleNamespace(status=status, reason="as told")


@pytest.mark.parametrize(
    ("fault", "times"),
    [
        (ConnectionResetError("reset"), 2),
        (discord.DiscordServerError(answer(503), "away"), 2),
        (discord.DiscordServerError(answer(500), "tried several times by discord.py"), 1),
        (discord.NotFound(answer(404), "gone"), 1),
    ],
    ids=lambda what: getattr(what, "text", str(what)),
)
async def test_it_is_tried_twice_only_where_a_moment_later_it_may_get_through(
    monkeypatch: pytest.MonkeyPatch, fault: Exception, times: int
) -> None:
    monkeypatch.setattr("bot.sending._AGAIN", 0.0)
    tried = 0

    async def do() -> None:
        nonlocal tried
        tried += 1
        raise fault

    with pytest.raises(type(fault)):
        await again(do)
    assert tried == times


async def test_what_gets_through_the_second_time_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sending._AGAIN", 0.0)
    outcomes: list[Any] = [ConnectionResetError("reset"), "sent"]

    async def do() -> str:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return str(outcome)

    assert await again(do) == "sent"
    assert outcomes == []
