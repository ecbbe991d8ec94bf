"""The bot's state in either kind of database."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.state import State


@pytest.fixture
def state(place: Path | str) -> Iterator[State]:
    with closing(State(place)) as opened:
        yield opened
