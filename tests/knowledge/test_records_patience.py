"""A PostgreSQL server that is there and does not answer."""

import time
from contextlib import closing

import pytest

from bot.state import State
from knowledge.errors import RecordsAway
from knowledge.records import patience
from tests.faults.postgresql import frozen
from tests.postgresql import PostgreSQL


def test_a_server_that_is_frozen_is_given_up_and_used_again_when_it_goes_on(
    postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LONGEST", 0.5)
    with closing(State(postgresql.schema())) as state:
        state.reports.file("1", "passage")
        with frozen(postgresql):
            began = time.monotonic()
            with pytest.raises(RecordsAway):
                state.reports.pending("1")
            assert time.monotonic() - began < 60
        assert [report.passage for report in state.reports.pending("1")] == ["passage"]
