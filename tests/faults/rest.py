"""Faults of Discord's REST interface: limits, errors, broken and slow connections, and what is no longer there."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from bot.state import MEMORY
from tests.faults.daily import owed
from tests.faults.discord.rest import (
    ALREADY_ACKNOWLEDGED,
    IN_TIME,
    NO_PERMISSION,
    UNKNOWN_CHANNEL,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Trouble,
    limited,
    refused,
)
from tests.faults.discord.server import settled
from tests.faults.discord.words import quotes
from tests.faults.fault import Fault
from tests.faults.scene import QUESTION, Scene, wire

_CALLBACK, ANSWER, MESSAGE = "^POST /interactions/", "^PATCH /webhooks/", "^POST /channels/[0-9]+/messages"


async def answered_in_spite_of(scene: Scene, trouble: Trouble) -> None:
    """A command is acknowledged in time and answered, though something is in the way."""
    scene.discord.rest.troubles.append(Trouble(**vars(trouble)))
    asked = await scene.discord.command("ask", question=QUESTION)
    scene.keeps(quotes(await settled(asked)), "what was asked was not answered")
    scene.expects(asked.taken and asked.taken - asked.sent < IN_TIME, "it was acknowledged too late")


async def _told_of(scene: Scene, trouble: Trouble) -> None:
    """The answer cannot be had, and its person reads a sentence instead."""
    scene.discord.rest.troubles.append(Trouble(**vars(trouble)))
    said = await settled(await scene.discord.command("ask", question=QUESTION))
    scene.expects(said.get("content") or quotes(said), "nobody was told anything")


async def nobody_there(scene: Scene, trouble: Trouble) -> None:
    """Discord takes no answer any more; nothing can be said, and a line in the log says so."""
    scene.discord.rest.troubles.append(Trouble(**vars(trouble)))
    asked = scene.excuse(await scene.discord.command("ask", question=QUESTION))
    before = scene.bot.log.count("no longer takes an answer")
    await scene.until(lambda: scene.bot.log.count("no longer takes an answer") > before)
    scene.expects(not any(map(quotes, asked.shown)), "it was answered after all")
    scene.discord.rest.troubles.clear()


async def mentioned(scene: Scene, trouble: Trouble, answers: int) -> None:
    """A mention is answered once, or where it cannot be, passed over."""
    trouble = Trouble(**vars(trouble))
    scene.discord.rest.troubles.append(trouble)
    before = len(scene.discord.rest.messages)
    await scene.discord.say(QUESTION)
    await scene.until(lambda: not trouble.times and len(scene.discord.rest.messages) >= before + answers)
    await scene.asks()
    found = len(scene.discord.rest.messages) - before
    scene.expects(found == answers, f"a mention was answered {found} times")


async def _button(scene: Scene) -> None:
    """The message is deleted under its button: whoever pressed it reads a sentence."""
    answer = await scene.asks()
    scene.discord.rest.troubles.append(refused(ANSWER, 404, UNKNOWN_MESSAGE))
    pressed = await scene.discord.press(answer, "verbatim:more")
    said = await settled(pressed)
    scene.expects(said.get("content") or quotes(said), "who pressed the button was told nothing")


async def _daily(scene: Scene, trouble: Trouble, sent: int) -> None:
    """A daily quote is due as the bot starts; it comes once, or not at all, and the schedule is looked after."""
    await scene.bot.stop()
    owed(scene.bot.data / MEMORY)
    trouble = Trouble(**vars(trouble))
    scene.discord.rest.troubles.append(trouble)
    before = len(scene.discord.rest.messages)
    await scene.bot.start()
    await scene.until(lambda: not trouble.times and len(scene.discord.rest.messages) >= before + sent)
    scene.expects(await scene.works(), "questions are not answered beside a daily quote that cannot be sent")
    scene.expects(len(scene.discord.rest.messages) == before + sent, "a daily quote did not come as often as it should")


async def _all_away(scene: Scene) -> None:
    """Everything answers 503 for a while, and connections are reset after that."""
    away = [Trouble(".", 503, times=10**6), Trouble(".", 0, times=10**6)]
    for trouble in away:
        scene.discord.rest.troubles.append(trouble)
        for _ in range(3):
            scene.excuse(await scene.discord.command("ask", question=QUESTION))
        await scene.discord.say(QUESTION)
        await asyncio.sleep(4)
        trouble.times = 0
    scene.discord.rest.troubles.clear()


def _on(
    name: str, act: Callable[..., Awaitable[None]], trouble: Trouble, times: int = 3, tracebacks: int = 0, **more: int
) -> Fault:
    return wire(f"rest: {name}", partial(act, trouble=trouble, **more), times, tracebacks=tracebacks)


_FORBIDDEN, _GONE = refused(MESSAGE, 403, NO_PERMISSION), refused(MESSAGE, 404, UNKNOWN_CHANNEL)
EXPIRED, _BEFORE = refused(_CALLBACK, 404, UNKNOWN_INTERACTION), refused(_CALLBACK, 400, ALREADY_ACKNOWLEDGED)
_OLD = refused(ANSWER, 404, UNKNOWN_WEBHOOK)

FAULTS = (
    _on("429 on the acknowledgement", answered_in_spite_of, limited(_CALLBACK, 0.5)),
    _on("429 on the answer", answered_in_spite_of, limited(ANSWER, 1.5)),
    _on("429 everywhere on the answer", answered_in_spite_of, limited(ANSWER, 1.0, 2, everywhere=True)),
    _on("500 on the acknowledgement", answered_in_spite_of, Trouble(_CALLBACK, 500)),
    _on("502 on the answer", answered_in_spite_of, Trouble(ANSWER, 502, times=2), 2),
    _on("503 on the answer", answered_in_spite_of, Trouble(ANSWER, 503), 2),
    _on("answer reset", answered_in_spite_of, Trouble(ANSWER)),
    _on("acknowledgement reset", _told_of, Trouble(_CALLBACK), tracebacks=3),
    _on("5 s on the answer", answered_in_spite_of, Trouble(ANSWER, 200, wait=5, does=True), 1),
    _on("5 s on the acknowledgement", nobody_there, Trouble(_CALLBACK, 200, wait=5, does=True), 2),
    _on("interaction expired", nobody_there, EXPIRED),
    _on("acknowledged already", nobody_there, _BEFORE),
    _on("token expired", nobody_there, _OLD),
    wire("rest: message deleted under a button", _button, 3, tracebacks=3),
    _on("429 on a mention", mentioned, limited(MESSAGE, 1.0), answers=1),
    _on("500 on a mention", mentioned, Trouble(MESSAGE, 500), answers=1),
    _on("503 on a mention", mentioned, Trouble(MESSAGE, 503), answers=1),
    _on("connection lost behind a mention", mentioned, Trouble(MESSAGE, does=True), answers=1),
    _on("no permission for a mention", mentioned, _FORBIDDEN, answers=0),
    _on("channel of a mention gone", mentioned, _GONE, answers=0),
    _on("connection reset on a mention", mentioned, Trouble(MESSAGE), answers=1),
    _on("no permission for a daily quote", _daily, _FORBIDDEN, 1, tracebacks=3, sent=0),
    _on("channel of a daily quote gone", _daily, _GONE, 1, tracebacks=3, sent=0),
    _on("429 on a daily quote", _daily, limited(MESSAGE, 1.0), 1, sent=1),
    wire("rest: everything away for seconds", _all_away, 2, tracebacks=60),
)
