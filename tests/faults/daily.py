"""A daily quote that is due, as the bot's own memory has it, be that a file or a database."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.state import State
from tests.faults.discord.payloads import CHANNEL, GUILD


def owed(memory: Path | str) -> None:
    """Takes away every daily quote, and schedules one that was due a minute ago. The bot must not be running."""
    now = datetime.now(UTC)
    with closing(State(memory)) as state:
        for old in state.schedules.of(GUILD):
            state.schedules.remove(GUILD, old.id)
        due = (now - timedelta(minutes=1)).strftime("%H:%M")
        made = now - timedelta(minutes=3)
        state.schedules.add(GUILD, int(CHANNEL), at=due, zone="UTC", now=made)
