"""A bot process before the stand-in for Discord, what is done to it, and what is looked at when that is over."""

import asyncio
import re
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.faults.discord.payloads import Json
from tests.faults.discord.process import Bot
from tests.faults.discord.rest import IN_TIME, Interaction
from tests.faults.discord.server import PATIENCE, Discord, settled, standing_in
from tests.faults.discord.words import false_quotes, quotes
from tests.faults.fault import Fault, Outcome, Stage

QUESTION = "licence of models"
TALK = """---
title: The Talk
participants:
  ann: {name: Ann Lee}
  bob: {name: Bob Wu}
---
[[ann 00:10]] A licence without caps is a promise to every developer who will build on it some day.
[[bob 00:20]] I would never sign a licence for models without a clause on harm.
[[ann 00:30]] Every licence of models is a bet on trust between strangers.
[[bob 00:40]] A licence is a letter that nobody reads until the court opens it.
[[ann 00:50]] The licence of our models was written in one night by two lawyers.
"""
_TRACEBACK = re.compile(r"Traceback \(most recent call last\)")


@dataclass
class Scene:
    """One bot for all the times that a fault is done; `faults` are what was not as it should be, in sentences."""

    discord: Discord
    bot: Bot
    random: Random
    folder: Path
    beside: Any = None  # what runs beside the bot, such as a database
    faults: list[str] = field(default_factory=list)
    lost: int = 0
    excused: list[Interaction] = field(default_factory=list)  # Discord itself did not let them be answered

    def expects(self, truth: object, otherwise: str) -> None:
        if not truth:
            self.faults.append(otherwise)

    def keeps(self, truth: object, otherwise: str) -> None:
        """The same of something that was acknowledged, and so must not be gone."""
        self.lost += not truth
        self.expects(truth, otherwise)

    async def asks(self, question: str = QUESTION) -> Json:
        """What stands under a question, be it an answer or a sentence."""
        return await settled(await self.discord.command("ask", question=question))

    async def works(self, seconds: float = PATIENCE) -> bool:
        """Whether questions are answered with quotes again, within so many seconds and without help."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.bot.alive:
            if self.discord.gateway.all_ready and await self._answered():
                return True
            await asyncio.sleep(0.2)
        return False

    async def _answered(self) -> bool:
        asked = await self.discord.command("ask", question=QUESTION)
        self.excused.append(asked)  # it may come while service is not back yet
        try:
            return bool(quotes(await settled(asked, 10)))
        except TimeoutError:
            return False

    async def until(self, come: Callable[[], object]) -> None:
        """Waits for something to come about. Raises RuntimeError where the process has ended instead."""
        while not come():
            if not self.bot.alive:
                raise RuntimeError("the process ended")
            await asyncio.sleep(0.01)

    async def heeded(self) -> None:
        """Something that has nothing to do with the fault is acknowledged in time, and answered."""
        asked = await self.discord.command("privacy")
        await settled(asked)
        in_time = asked.taken is not None and asked.taken - asked.sent < IN_TIME
        self.expects(in_time, "an unrelated command was not acknowledged in time")

    def excuse(self, one: Interaction) -> Interaction:
        self.excused.append(one)
        return one

    def look(self, tracebacks: int) -> int:
        """Adds what is wrong with all that was said; returns how many quotes were not their source's words."""
        unheard = [f"/{one.name} was not acknowledged" for one in self._heard() if one.taken is None]
        self.faults += [*unheard, *self.discord.complaints(), *self._twice()]
        found = len(_TRACEBACK.findall(self.bot.log))
        self.expects(found <= tracebacks, f"{found} tracebacks in the log, {tracebacks} at most were expected")
        wrong = false_quotes((one.body for one in self.discord.rest.said), self.bot.data)
        self.faults += [f"not word for word: {one}" for one in wrong]
        return len(wrong)

    def _heard(self) -> list[Interaction]:
        return [one for one in self.discord.rest.interactions.values() if one not in self.excused]

    def _twice(self) -> list[str]:
        """What was answered more than once."""
        of = Counter((one.body.get("message_reference") or {}).get("message_id") for one in self.discord.rest.messages)
        found = [f"message {id} was answered {count} times" for id, count in of.items() if id and count > 1]
        for one in self.discord.rest.interactions.values():
            answers = [body for body in (*one.shown, *one.followed) if quotes(body)]
            found += [f"/{one.name} was answered {len(answers)} times"] if len(answers) > 1 else []
        return found


Act = Callable[[Scene], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Beside:
    """Something that runs beside the bot, and the settings by which the bot uses it."""

    it: Any
    env: dict[str, str]


@contextmanager
def nothing(_: Path) -> Iterator[Beside]:
    yield Beside(None, {})


def wire(
    name: str,
    act: Act,
    times: int = 3,
    *,
    slow: float = 0.0,
    tracebacks: int = 0,
    beside: Callable[[Path], AbstractContextManager[Beside | None]] = nothing,
) -> Fault:
    """A fault that is done to a connected bot.

    `tracebacks` is how many it may log each time; `beside` gives None where what is needed is not installed.
    """

    def do(stage: Stage) -> Outcome:
        with beside(stage.folder) as other:
            if other is None:
                return Outcome(0, 0, skipped="what it needs is not installed")
            return asyncio.run(_done(stage, act, tracebacks, slow, other))

    return Fault(name, times, do)


async def _done(stage: Stage, act: Act, tracebacks: int, slow: float, beside: Beside) -> Outcome:
    (seeds := stage.folder / "seeds").mkdir()
    (seeds / "talk.txt").write_text(TALK, encoding="utf-8")
    done = recovered = 0
    async with (
        standing_in(int(beside.env.get("SHARDS", "1"))) as discord,
        Bot(discord, stage.folder / "data", transcripts=seeds, slow=slow, **beside.env) as bot,
    ):
        scene = Scene(discord, bot, stage.random, stage.folder, beside.it)
        scene.expects(await scene.works(), "questions are not answered before anything was done")
        for _ in range(stage.times):
            done += 1
            await _tried(scene, act)
            recovered += await scene.works()
        wrong = scene.look(tracebacks * done)
        scene.expects(await bot.stop(signal.SIGTERM) == 0 if bot.alive else False, "it did not end well")
    return Outcome(done, recovered, scene.lost, wrong, tuple(dict.fromkeys(scene.faults)))


async def _tried(scene: Scene, act: Act) -> None:
    try:
        async with asyncio.timeout(2 * PATIENCE):
            await act(scene)
    except TimeoutError:
        scene.faults.append("something was waited for in vain")
    except RuntimeError as error:
        scene.faults.append(str(error))
