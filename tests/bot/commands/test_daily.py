"""/daily as whoever manages a server sees it, and the quote that comes of it."""

from typing import Any

import discord
import pytest

from bot.serving import serve
from tests.bot.conftest import World, shown_text
from tests.bot.reading import bold, read


@pytest.fixture
def mona(world: World) -> Any:
    role = world.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("mona"), roles=[role])


async def add(world: World, mona: Any, **options: Any) -> str:
    given = {"time": "9:00", "zone": "Berlin", **options}
    return shown_text((await mona.slash(world.channel, "daily add", **given)).response)


async def test_a_daily_quote_is_scheduled_and_listed(world: World, mona: Any) -> None:
    said = await add(world, mona, speaker="安妮", topic="licence")
    assert said.startswith(f"A quote will come to <#{world.channel.id}> every day, the first one on ")
    listed = shown_text((await mona.slash(world.channel, "daily list")).response)
    assert f"<#{world.channel.id}> · 09:00 (Europe/Berlin) · Ann Lee · “licence”" in listed


async def test_it_is_sent_to_its_channel_with_its_buttons(world: World, mona: Any) -> None:
    await add(world, mona, speaker="ann")
    (schedule,) = world.bot.state.schedules.of(str(world.guild.id))
    await serve(world.bot, schedule)
    page = read(world.channel.last_message)
    assert page.texts == ("-# Quote of the day",)
    assert bold(page.cards[0])[0] == "Ann Lee"
    assert {"Context", "Another", "Wrong speaker?"} == set(page.labels)


async def test_one_whose_channel_is_gone_is_no_longer_scheduled(world: World, mona: Any) -> None:
    elsewhere = world.guild.create_text_channel("elsewhere")
    await add(world, mona, channel=elsewhere)
    (schedule,) = world.bot.state.schedules.of(str(world.guild.id))
    await world.bot.get_channel(elsewhere.id).delete()  # type: ignore[union-attr]
    await serve(world.bot, schedule)
    assert world.bot.state.schedules.of(str(world.guild.id)) == ()


async def test_it_can_be_removed_once(world: World, mona: Any) -> None:
    await add(world, mona)
    (choice,) = await mona.autocomplete(world.channel, "daily remove", "quote", "berl")
    assert choice["name"] == "#general · 09:00 (Europe/Berlin)"
    for said in ("No more daily quotes of this kind", "This server has no such daily quote."):
        removed = await mona.slash(world.channel, "daily remove", quote=choice["value"])
        assert shown_text(removed.response).startswith(said)
    assert len(world.env.errors) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"time": "soon"}, "“soon” is not a time of day"),
        ({"zone": "Atlantis"}, "“Atlantis” is no time zone that is known here."),
        ({"speaker": "Zed"}, "No speaker here is called “Zed”."),
    ],
)
async def test_what_cannot_be_scheduled_is_told_by_one_sentence(
    world: World, mona: Any, options: dict[str, str], said: str
) -> None:
    assert (await add(world, mona, **options)).startswith(said)
    assert len(world.env.errors) == 1


async def test_no_server_has_more_than_ten(world: World, mona: Any) -> None:
    for _ in range(10):
        await add(world, mona)
    assert (await add(world, mona)).startswith("A server can have at most 10 daily quotes")
    assert len(world.env.errors) == 1


async def test_a_zone_is_suggested(world: World, mona: Any) -> None:
    choices = await mona.autocomplete(world.channel, "daily add", "zone", "shang")
    assert {"name": "Asia/Shanghai", "value": "Asia/Shanghai"} in choices


async def test_a_channel_in_which_the_bot_may_not_write_is_refused(world: World, mona: Any) -> None:
    everyone = {world.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    silent = world.guild.create_text_channel("silent", overwrites=everyone)
    assert await add(world, mona, channel=silent) == (
        f"I may not write in <#{silent.id}>; please give me that permission first."
    )
    assert world.bot.state.schedules.all() == ()
    assert len(world.env.errors) == 1
