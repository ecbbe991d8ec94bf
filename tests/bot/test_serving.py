"""The quote of the day on its way to its channel, and what stands in that way."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.daily import DiscordAway
from bot.scheduling import Schedule
from bot.serving import serve
from tests.bot.conftest import World

NOW = datetime(2026, 5, 1, 6, tzinfo=UTC)
Scheduled = Callable[..., Schedule]


@pytest.fixture
def scheduled(world: World) -> Scheduled:
    """A daily quote of the world's server, in its channel unless another is given."""

    def add(channel: int | None = None, **what: Any) -> Schedule:
        guild = str(world.guild.id)
        return world.bot.state.schedules.add(guild, channel or world.channel.id, at="9:00", zone="UTC", now=NOW, **what)

    return add


def kept(world: World) -> int:
    """How many daily quotes the server has."""
    return len(world.bot.state.schedules.of(str(world.guild.id)))


async def test_where_the_servers_shard_is_not_connected_nothing_is_sent_and_it_can_be_tried_again(
    world: World, scheduled: Scheduled
) -> None:
    await world.bot.on_disconnect()
    with pytest.raises(DiscordAway):
        await serve(world.bot, scheduled())
    assert world.channel.history() == []


async def test_where_there_is_nothing_to_quote_the_channel_stays_silent(
    world: World, scheduled: Scheduled, caplog: pytest.LogCaptureFixture
) -> None:
    world.bot.libraries.shared.remove("talk")
    schedule = scheduled()
    await serve(world.bot, schedule)
    assert f"there is nothing to quote for the daily quote {schedule.id}" in caplog.messages
    assert (world.channel.history(), kept(world)) == ([], 1)


async def test_a_channel_of_which_discord_cannot_tell_just_now_is_kept_and_tried_again(
    world: World, scheduled: Scheduled
) -> None:
    world.env.inject_error("GET", "/channels/*", status=500, times=None)
    with pytest.raises(DiscordAway):
        await serve(world.bot, scheduled(channel=12345))
    assert kept(world) == 1


@pytest.mark.parametrize(("status", "code"), [(404, 10003), (403, 50001)])
async def test_a_channel_that_is_gone_or_hidden_is_no_longer_scheduled(
    world: World, scheduled: Scheduled, status: int, code: int
) -> None:
    world.env.inject_error("GET", "/channels/*", status=status, code=code, times=None)
    await serve(world.bot, scheduled(channel=12345))
    assert kept(world) == 0


async def test_a_place_where_nobody_can_write_is_no_longer_scheduled(world: World, scheduled: Scheduled) -> None:
    category = world.guild.create_category("rooms")
    await serve(world.bot, scheduled(channel=category.id))
    assert kept(world) == 0


async def test_a_discord_that_takes_no_connection_is_away_and_nothing_was_sent(
    world: World, scheduled: Scheduled, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*_: Any, **__: Any) -> Any:
        raise ConnectionRefusedError

    monkeypatch.setattr("bot.sending._AGAIN", 0.0)
    monkeypatch.setattr(world.bot.http, "request", refused)
    with pytest.raises(DiscordAway):
        await serve(world.bot, scheduled())
    monkeypatch.undo()
    assert world.channel.history() == []
