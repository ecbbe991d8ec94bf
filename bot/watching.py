"""What is being handled at this moment, so that it is counted, timed and known in the log by an id.

The id is made up here: Discord's own would lead whoever reads the log to the message, and so to who asked.
"""

import asyncio
import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import discord

from bot.explaining import Refusal
from bot.metrics import KINDS, Metrics
from knowledge.errors import VerbatimError
from knowledge.model import Tier

DONE, REFUSED, FAILED, CANCELLED = "done", "refused", "failed", "cancelled"
_RECEIVED = "verbatim_received"  # where an interaction has its time of arrival
_TYPES = discord.InteractionType
_KINDS = dict(
    zip((_TYPES.application_command, _TYPES.autocomplete, _TYPES.component, _TYPES.modal_submit), KINDS, strict=True)
)

log = logging.getLogger(__name__)


class Handling:
    """One interaction, or one message that asks, from its arrival until the task that handles it ends."""

    def __init__(self, metrics: Metrics, kind: str, name: str, begun: float, clock: Callable[[], float]) -> None:
        self.id, self.kind, self.name = secrets.token_hex(3), kind, name
        self._metrics, self._begun, self._clock = metrics, begun, clock
        self._outcome = DONE
        self._tier: Tier | None = None

    def acknowledged(self) -> None:
        """Discord has taken the answer, of which there is but one; whatever is said later is an edit or a followup."""
        self._metrics.acknowledged(self.kind, self._seconds())

    def asked(self) -> None:
        self._metrics.asked(self.name)

    def found(self, tier: Tier | None) -> None:
        """What a question has led to; None if nobody will be shown it."""
        self._tier = tier

    def refused(self, reason: str) -> None:
        self._outcome = REFUSED
        self._metrics.refused(reason)

    def failed(self) -> None:
        self._outcome = FAILED
        self._metrics.failed()

    def end(self, task: asyncio.Task[Any]) -> None:
        """The task is over: what is told of it is how it went, never what it was about."""
        outcome = CANCELLED if task.cancelled() else self._outcome
        if outcome == DONE and self._tier:
            self._metrics.answered(self._tier, self._seconds())
            outcome = self._tier.value
        if self.kind == "autocomplete":  # one at every key stroke
            return
        self._metrics.finished(self.name, outcome)
        ms = round(self._seconds() * 1000)
        told = {"command": self.name, "outcome": outcome, "ms": ms}
        log.info("%s: %s in %d ms", self.name, outcome, ms, extra=told)

    def _seconds(self) -> float:
        return self._clock() - self._begun


_handling: ContextVar[Handling | None] = ContextVar("handling", default=None)


class Watch:
    """Begins what is told above. Lives as long as the bot; for the event loop alone."""

    def __init__(self, metrics: Metrics, clock: Callable[[], float] = time.monotonic) -> None:
        self._metrics, self._clock = metrics, clock

    def received(self, interaction: discord.Interaction) -> None:
        """Notes when an interaction came; whoever handles it is another task, which may have to wait."""
        interaction.extras[_RECEIVED] = self._clock()
        if interaction.type in _KINDS:
            self._metrics.received(_KINDS[interaction.type])

    def begin(self, interaction: discord.Interaction, name: str | None = None) -> None:
        """From now until it ends, the task that calls this handles an interaction."""
        if name is None:
            name = interaction.command.qualified_name if interaction.command else "unknown"
        begun = interaction.extras.get(_RECEIVED, self._clock())
        handling = self._begin(_KINDS.get(interaction.type, "unknown"), name, begun)
        # discord.py makes an interaction's response when it is first wanted, and keeps it here.
        setattr(interaction, "_cs_response", _Response(interaction, handling))  # noqa: B010 - it has no type

    def begin_message(self, name: str) -> None:
        """The same of a message that asks."""
        self._begin("message", name, self._clock())

    def withheld(self, reason: str) -> None:
        """A quote was not sent, whether or not anybody waited for it."""
        self._metrics.withheld(reason)

    def _begin(self, kind: str, name: str, begun: float) -> Handling:
        handling = Handling(self._metrics, kind, name, begun, self._clock)
        _handling.set(handling)
        task = asyncio.current_task()
        assert task is not None  # on the event loop, only tasks handle anything
        task.add_done_callback(handling.end)
        return handling


def current_id() -> str | None:
    """The id of what is being handled where this is called, in a thread of its own, too."""
    handling = _handling.get()
    return handling.id if handling else None


def asked() -> None:
    """A question goes to the library."""
    if handling := _handling.get():
        handling.asked()


def found(tier: Tier | None) -> None:
    """What the question has led to; None if nobody will be shown it."""
    if handling := _handling.get():
        handling.found(tier)


def refused(error: VerbatimError) -> None:
    """What is handled ends with a sentence that somebody expected."""
    if handling := _handling.get():
        handling.refused(_reason(error))


def expired() -> None:
    """What is handled was over before it could be answered."""
    if handling := _handling.get():
        handling.refused("expired")


def failed() -> str:
    """What is handled ends with an error that nobody expected. Gives the reference by which the log knows it."""
    if handling := _handling.get():
        handling.failed()
        return handling.id
    return secrets.token_hex(3)


def _reason(error: VerbatimError) -> str:
    """A refusal's key, or the error's name in the same spelling."""
    return error.key if isinstance(error, Refusal) else re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()


class _Response(discord.InteractionResponse[Any]):
    """Tells when Discord has taken it."""

    __slots__ = ("_handling",)

    def __init__(self, interaction: discord.Interaction[Any], handling: Handling) -> None:
        super().__init__(interaction)
        self._handling = handling

    async def defer(self, **how: Any) -> Any:
        return self._taken(await super().defer(**how))

    async def send_message(self, *what: Any, **how: Any) -> Any:
        return self._taken(await super().send_message(*what, **how))

    async def send_modal(self, modal: discord.ui.Modal, /) -> Any:
        return self._taken(await super().send_modal(modal))

    async def autocomplete(self, choices: Any) -> None:
        await super().autocomplete(choices)
        self._handling.acknowledged()

    def _taken(self, result: Any) -> Any:
        self._handling.acknowledged()
        return result
