"""The bot in a local browser, without a token: the same code on a simulated Discord.

The only file that knows simcord.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator

import discord
import simcord

from bot.client import VerbatimBot
from knowledge.errors import SettingsError

_SETTLE = 120.0  # seconds; the first question waits for the model
_FIRST, _SECOND = "mark-zuckerberg", "sam-altman"  # heard in the shipped transcripts
_ZH = "让AI模仿泰勒·斯威夫特的风格写歌,Sam觉得该给她钱吗?"
_EN = "Why does Sam Altman prefer robots shaped like people?"
_UNANSWERED = "红烧肉怎么做才不腻?"


async def serve(bot: VerbatimBot, port: int, stopped: asyncio.Event, announce: Callable[[str], None]) -> None:
    """Shows the bot until `stopped` is set or the page's session ends; `announce` is told the address.

    Raises SettingsError if the port is taken.
    """
    async with simcord.run(bot, check_errors=False, settle_timeout=_SETTLE) as world:
        world.backend.bot_user.name = "Verbatim"
        guild = world.create_guild("Verbatim preview")
        mention = f"<@{bot.user.id}>" if bot.user else ""
        channel = guild.create_text_channel(
            "ask-the-transcripts", topic=f"Type / for the commands, or {mention} and a question"
        )
        managers = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
        member = guild.add_member(world.create_user("you", global_name="You"), roles=[managers])
        for step in _demonstration(bot, member, channel):
            if stopped.is_set():
                return
            await step()
        try:
            async with world.preview(channel, viewers=[member], layout="channel", port=port) as page:
                announce(page.url)
                await _first_of(page.wait_closed(), stopped.wait())
        except simcord.SetupError as error:
            raise SettingsError([f"PREVIEW_PORT is {port}, but {error}"]) from error


async def _first_of(*waits: Coroutine[None, None, object]) -> None:
    tasks = [asyncio.create_task(wait) for wait in waits]
    _, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()


def _demonstration(
    bot: VerbatimBot, member: "simcord.MemberHandle", channel: "simcord.ChannelHandle"
) -> Iterator[Callable[[], Awaitable[object]]]:
    """A first conversation by the real commands, so that the page shows what the bot does."""
    if {_FIRST, _SECOND} <= {speaker.id for speaker in bot.libraries.shared.speakers()}:
        yield lambda: member.slash(channel, "ask", question=_ZH)
        yield lambda: member.slash(channel, "ask", question=_EN)
        yield lambda: member.slash(channel, "quote", speaker=_FIRST)
        yield lambda: member.slash(channel, "compare", first=_FIRST, second=_SECOND, topic="开源还是闭源")
        yield lambda: member.slash(channel, "ask", question=_UNANSWERED)
    else:
        yield lambda: member.slash(channel, "quote")
