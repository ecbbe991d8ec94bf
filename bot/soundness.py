"""Looks after the libraries once the bot has started: each is checked, and repaired where that can be done."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import nullcontext, suppress

from knowledge import folders
from knowledge.errors import LibraryBusy, LibraryUnwritable, VectorsAway, VerbatimError
from knowledge.libraries import Libraries
from knowledge.library import Library

_AGAIN = 60.0  # seconds

log = logging.getLogger(__name__)


class _Stopped(Exception):
    """The bot is being stopped while a library is repaired; the next start goes on with it."""


async def look_after(libraries: Libraries, stopped: asyncio.Event, again: float = _AGAIN) -> None:
    """Checks every library in a thread of its own, and those again later that could not be looked at; never raises."""
    left: list[str | None] = await asyncio.to_thread(_every, libraries)
    while left and not stopped.is_set():
        left = [guild for guild in left if not await asyncio.to_thread(_is_checked, libraries, guild, stopped.is_set)]
        if left:
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), again)


def _every(libraries: Libraries) -> list[str | None]:
    """The library for all, which is None, and those of servers."""
    return [None, *(folder.name for folder in folders.every(libraries.shared.folder)[1:])]


def _is_checked(libraries: Libraries, guild: str | None, is_stopped: Callable[[], bool]) -> bool:
    try:
        with nullcontext(libraries.shared) if guild is None else libraries.own(guild) as library:
            return is_checked(library, is_stopped)
    except VerbatimError as error:  # it cannot even be opened
        log.error("%s", error)
        return True


def is_checked(library: Library, is_stopped: Callable[[], bool]) -> bool:
    """Checks and repairs a library, and logs what came of it; False where that has to be tried again."""
    try:
        _check(library, is_stopped)
    except _Stopped:
        log.info("The repair of the library in %s is broken off; the next start begins it again.", library.folder)
    except (LibraryBusy, LibraryUnwritable, VectorsAway) as error:
        log.warning("%s", error)
        return False
    except VerbatimError as error:
        log.error("%s", error)
    except Exception:
        log.exception("the library in %s could not be checked", library.folder)
    return True


def _check(library: Library, is_stopped: Callable[[], bool]) -> None:
    def advance(*_: object) -> None:
        if is_stopped():
            raise _Stopped

    found = library.check(advance)
    if found.remedy:
        log.error("%s", found.remedy)
    elif found.repaired:
        log.warning("The library in %s is repaired: %s.", library.folder, "; ".join(found.faults))
    else:
        log.info("The library in %s is sound: %d passages were read again.", library.folder, found.read)
