"""The bot in a local browser, without a token: the same code on a simulated Discord.

The only file that knows simcord.
"""

import asyncio
from collections.abc import Callable

import simcord

from bot.client import VerbatimBot

_SETTLE = 120.0  # seconds; the first question waits for the model
_ZH = "让AI模仿泰勒·斯威夫特的风格写歌,Sam觉得该给她钱吗?"
_EN = 'What does Mark Surman mean by "public AI"?'
_UNANSWERED = "红烧肉怎么做才不腻?"


async def serve(bot: VerbatimBot, port: int, stopped: asyncio.Event, announce: Callable[[str], None]) -> None:
    """Shows the bot until `stopped` is set or the page's session ends; `announce` is told the address."""
    async with simcord.run(bot, check_errors=False, settle_timeout=_SETTLE) as world:
        guild = world.create_guild("Verbatim preview")
        user = bot.user
        mention = f"<@{user.id}>" if user else ""
        channel = guild.create_text_channel(
            "ask-the-transcripts", topic=f"Type / for the commands, or {mention} and a question"
        )
        member = guild.add_member(world.create_user("you", global_name="You"))
        await _demonstrate(member, channel)
        async with world.preview(channel, viewers=[member], layout="channel", port=port) as preview:
            announce(preview.url)
            waits = [asyncio.create_task(preview.wait_closed()), asyncio.create_task(stopped.wait())]
            _, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            for task in pending:
                task.cancel()


async def _demonstrate(member: "simcord.MemberHandle", channel: "simcord.ChannelHandle") -> None:
    """A first conversation by the real commands, so that the page shows what the bot does."""
    await member.slash(channel, "ask", question=_ZH)
    await member.slash(channel, "ask", question=_EN)
    await member.slash(channel, "quote", speaker="mark-zuckerberg")
    await member.slash(channel, "compare", first="mark-zuckerberg", second="sam-altman", topic="大模型到底该不该开源")
    await member.slash(channel, "ask", question=_UNANSWERED)
