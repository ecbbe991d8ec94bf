"""`python -m bot` runs the bot in Discord; without a token, or as `python -m bot preview`, in a local browser."""

import argparse
import asyncio
import gc
import logging
import os
import signal
import sys
from contextlib import closing, nullcontext, suppress
from importlib.util import find_spec

import aiohttp
import discord
from dotenv import load_dotenv

from bot import health
from bot.client import VerbatimBot
from bot.errors import DiscordUnavailable
from bot.logs import log_to_stderr
from bot.metrics import Metrics
from bot.monitoring import Monitoring
from bot.moving import moved
from bot.settings import BotSettings
from bot.sharded import ShardedBot
from bot.sharding import Sharding
from bot.soundness import is_checked, look_after
from bot.state import MEMORY, State
from knowledge.errors import (
    IndexDamaged,
    IndexOutdated,
    LibraryBusy,
    NothingToIngest,
    SettingsError,
    VectorsAway,
    VerbatimError,
)
from knowledge.feedback import FEEDBACK, Feedback
from knowledge.libraries import Libraries
from knowledge.library import Library

_CLOSED = {  # why Discord ends a connection for good, by its codes
    4004: "DISCORD_TOKEN is no longer one that Discord accepts",
    4010: "SHARDS and SHARD_IDS are not what Discord accepts",
    4011: "SHARDS must be greater, or auto: Discord demands more connections for so many servers",
}
_NO_MESSAGE_CONTENT = (
    "MESSAGE_CONTENT is on, but Message Content Intent is off on the page Bot of the Discord developer portal"
)

_WARM_AGAIN = 60.0  # seconds

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
        log_to_stderr(settings.log_level, settings.log_format)
        if mode == "move":
            print(moved(settings.library))
        else:
            asyncio.run(_run(settings, _mode(settings, mode)))
    except VerbatimError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


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
    metrics, warmed = Metrics(), asyncio.Event()
    with (
        closing(
            Library(
                settings.library.data,
                settings.library.encoder(metrics.batch),
                settings.library.dictionary(),
                settings.library.reranker(),
                vectors=settings.library.vectors,
            )
        ) as library,
        closing(State(settings.library.records(MEMORY))) as state,
        closing(Libraries(library, state.sees_shared)) as libraries,
        closing(Feedback(settings.library.records(FEEDBACK))) as feedback,
    ):
        sharding = settings.sharding if mode == "discord" else Sharding()
        bot = (VerbatimBot if sharding.is_one else ShardedBot)(
            libraries,
            state,
            feedback,
            settings.style,
            message_content=settings.message_content,
            sharding=sharding,
            metrics=metrics,
            keeping=settings.keeping,
        )
        monitoring = Monitoring(bot, metrics, warm=warmed.is_set, waiting=lambda: bot.desk.depth)
        async with monitoring.serve(settings.monitoring) if settings.monitoring else nullcontext():
            brought_in = await asyncio.to_thread(_bring_in, library, settings)
            # The model takes seconds to load: begin now, not with the first question.
            warming = asyncio.create_task(_warm(library, warmed, stopped))
            checking = asyncio.create_task(_check(libraries, settings, warming, stopped, brought_in=brought_in))
            try:
                async with bot:  # which is closed behind it
                    if not stopped.is_set():
                        await (_discord if mode == "discord" else _preview)(bot, settings, stopped)
            finally:
                stopped.set()
                await warming
                await checking


async def _discord(bot: VerbatimBot, settings: BotSettings, stopped: asyncio.Event) -> None:
    """Runs until `stopped` is set. Raises SettingsError for a bad token, DiscordUnavailable."""
    running = asyncio.create_task(bot.start(settings.token or ""))
    waiting = asyncio.create_task(stopped.wait())
    alive = health.sign(settings.library.data, settings.sharding.ids[0] if settings.sharding.ids else None)
    beating = asyncio.create_task(health.beat(alive, lambda: bot.connected))
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
        if isinstance(error, discord.ConnectionClosed) and error.code in _CLOSED:
            raise SettingsError([_CLOSED[error.code]]) from error
        raise DiscordUnavailable(f"Discord cannot be used: {error}") from error


async def _preview(bot: VerbatimBot, settings: BotSettings, stopped: asyncio.Event) -> None:
    # As simcord is imported it tries a client without intents, and discord.py warns of that one.
    logging.getLogger("discord.state").setLevel(logging.ERROR)
    from bot.preview import serve  # noqa: PLC0415 - simcord is a development package; a server does without it

    await serve(bot, settings.preview_port, stopped, lambda url: print(f"Preview: {url}\nCtrl-C stops it.", flush=True))


async def _warm(library: Library, warmed: asyncio.Event, stopped: asyncio.Event, again: float = _WARM_AGAIN) -> None:
    """Loads the model and opens the indexes, and tries again where they cannot be had; sets `warmed` once they are."""
    while not (warmed.is_set() or stopped.is_set()):
        try:
            await asyncio.to_thread(_load, library)
            warmed.set()
        except (IndexDamaged, IndexOutdated) as error:
            log.warning("%s It is being made anew.", error)
            if not await asyncio.to_thread(is_checked, library, stopped.is_set):
                await _pause(stopped, again)
        except Exception as error:  # whoever asks meanwhile is told of it too; the bot itself goes on
            log.error("%s", error, exc_info=None if isinstance(error, VerbatimError) else error)
            await _pause(stopped, again)


async def _pause(stopped: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stopped.wait(), seconds)


async def _check(
    libraries: Libraries,
    settings: BotSettings,
    warming: asyncio.Task[None],
    stopped: asyncio.Event,
    *,
    brought_in: bool,
) -> None:
    """Looks after the libraries once the model is loaded, so that the first question need not wait for that."""
    await asyncio.shield(warming)
    if not stopped.is_set():
        await look_after(libraries, stopped)
    if not (brought_in or stopped.is_set()):
        await asyncio.to_thread(_bring_in, libraries.shared, settings)


def _load(library: Library) -> None:
    gc.disable()
    try:
        library.warm()
    finally:
        # To look through a million objects that stay as long as the process would hold up every thread for up to
        # a second, now and later, and with them who is to be told within half a second that they were heard.
        gc.freeze()
        gc.enable()


def _told(name: str, done: int, total: int) -> None:
    if done == total:
        print(f"{name}: indexed.", flush=True)


def _bring_in(library: Library, settings: BotSettings) -> bool:
    """Ingests the folder of transcripts; what is unchanged costs nothing. False where the index must be made first."""
    try:
        library.finish()
        if not settings.transcripts:
            return True
        reports = list(library.ingest([settings.transcripts], advance=_told))
    except (LibraryBusy, NothingToIngest, VectorsAway) as error:
        log.warning("%s", error)
        return True
    except (IndexDamaged, IndexOutdated) as error:
        log.warning("%s", error)
        return False
    for report in reports:
        if report.error:
            log.warning("%s", report.error)
    counts = {
        status: sum(report.status == status for report in reports) for status in ("added", "updated", "unchanged")
    }
    told = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    print(f"Transcripts in {settings.transcripts}: {told}.", flush=True)
    return True


if __name__ == "__main__":
    main()
