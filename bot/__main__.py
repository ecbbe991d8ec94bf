"""`python -m bot` runs the bot in Discord; without a token, or as `python -m bot preview`, in a local browser."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from contextlib import closing
from importlib.util import find_spec

import aiohttp
import discord
from dotenv import load_dotenv

from bot import health
from bot.client import VerbatimBot
from bot.errors import DiscordUnavailable
from bot.moving import moved
from bot.settings import BotSettings
from bot.state import MEMORY, State
from knowledge.errors import LibraryBusy, NothingToIngest, SettingsError, VerbatimError
from knowledge.feedback import FEEDBACK, Feedback
from knowledge.libraries import Libraries
from knowledge.library import Library

_NO_MESSAGE_CONTENT = (
    "MESSAGE_CONTENT is on, but Message Content Intent is off on the page Bot of the Discord developer portal"
)

log = logging.getLogger("bot")


def main() -> None:
    load_dotenv()
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.add_argument(
        "mode",
        nargs="?",
        choices=["discord", "preview", "move"],
        help="default: discord with a token, else preview; move: settings and feedback into DATABASE_URL",
    )
    mode = parser.parse_args().mode
    try:
        settings = BotSettings.from_env(os.environ)
        _log_at(settings.log_level)
        if mode == "move":
            print(moved(settings.library))
        else:
            asyncio.run(_run(settings, _mode(settings, mode)))
    except VerbatimError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def _log_at(level: int) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # At DEBUG, discord.py logs what people write; the privacy page says that nobody does.
    logging.getLogger("discord").setLevel(max(level, logging.INFO))


def _mode(settings: BotSettings, asked: str | None) -> str:
    """Discord or preview. Raises SettingsError where the one that is wanted cannot be."""
    can_preview = find_spec("simcord") is not None
    mode = asked or ("discord" if settings.token or not can_preview else "preview")
    if mode == "discord" and not settings.token:
        raise SettingsError(["DISCORD_TOKEN is missing"])
    if mode == "preview" and not can_preview:
        raise SettingsError(["the preview needs the package simcord, which is not installed"])
    if mode == "preview" and not asked:
        print("DISCORD_TOKEN is not set, so this is the preview in a local browser.", flush=True)
    return mode


async def _run(settings: BotSettings, mode: str) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    with closing(
        Library(
            settings.library.data,
            settings.library.encoder(),
            settings.library.dictionary(),
            settings.library.reranker(),
        )
    ) as library:
        await asyncio.to_thread(_bring_in, library, settings)
        # The model takes seconds to load: begin now, not with the first question.
        warming = asyncio.create_task(asyncio.to_thread(_warm, library))
        with (
            closing(State(settings.library.records(MEMORY))) as state,
            closing(Libraries(library, state.sees_shared)) as libraries,
            closing(Feedback(settings.library.records(FEEDBACK))) as feedback,
        ):
            bot = VerbatimBot(libraries, state, feedback, settings.style, message_content=settings.message_content)
            try:
                if not stopped.is_set():
                    await (_discord(bot, settings, stopped) if mode == "discord" else _preview(bot, settings, stopped))
            finally:
                await bot.close()
                await warming


async def _discord(bot: VerbatimBot, settings: BotSettings, stopped: asyncio.Event) -> None:
    """Runs until `stopped` is set. Raises SettingsError for a bad token, DiscordUnavailable."""
    running = asyncio.create_task(bot.start(settings.token or ""))
    waiting = asyncio.create_task(stopped.wait())
    beating = asyncio.create_task(health.beat(settings.library.data, lambda: bot.connected))
    await asyncio.wait([running, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    beating.cancel()
    if not running.done():
        await bot.close()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return
    try:
        running.result()
    except discord.LoginFailure as error:
        raise SettingsError(["DISCORD_TOKEN is not one that Discord accepts"]) from error
    except discord.PrivilegedIntentsRequired as error:
        raise SettingsError([_NO_MESSAGE_CONTENT]) from error
    except (aiohttp.ClientError, OSError, discord.DiscordException) as error:
        raise DiscordUnavailable(f"Discord cannot be used: {error}") from error


async def _preview(bot: VerbatimBot, settings: BotSettings, stopped: asyncio.Event) -> None:
    # As simcord is imported it tries a client without intents, and discord.py warns of that one.
    logging.getLogger("discord.state").setLevel(logging.ERROR)
    from bot.preview import serve  # noqa: PLC0415 - simcord is a development package; a server does without it

    await serve(bot, settings.preview_port, stopped, lambda url: print(f"Preview: {url}\nCtrl-C stops it.", flush=True))


def _warm(library: Library) -> None:
    try:
        library.warm()
    except VerbatimError as error:  # whoever asks first reads it too; the bot itself goes on
        log.error("%s", error)


def _told(name: str, done: int, total: int) -> None:
    if done == total:
        print(f"{name}: indexed.", flush=True)


def _bring_in(library: Library, settings: BotSettings) -> None:
    """Ingests the folder of transcripts; what is unchanged costs nothing."""
    if not settings.transcripts:
        return
    try:
        reports = list(library.ingest([settings.transcripts], advance=_told))
    except (LibraryBusy, NothingToIngest) as error:
        log.warning("%s", error)
        return
    for report in reports:
        if report.error:
            log.warning("%s", report.error)
    counts = {
        status: sum(report.status == status for report in reports) for status in ("added", "updated", "unchanged")
    }
    told = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    print(f"Transcripts in {settings.transcripts}: {told}.", flush=True)


if __name__ == "__main__":
    main()
