"""Events that cannot be read."""

import pytest

from bot.events import guarded


def test_an_event_that_cannot_be_read_is_passed_over_and_named(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[object] = []
    parsers = guarded({"MESSAGE_CREATE": lambda event: seen.append(event["id"])})
    parsers["MESSAGE_CREATE"]({})
    parsers["MESSAGE_CREATE"]({"id": "1"})
    assert seen == ["1"]
    assert "MESSAGE_CREATE" in caplog.text


def test_a_connection_that_does_not_begin_as_it_should_is_none() -> None:
    with pytest.raises(KeyError):
        guarded({"READY": lambda event: event["user"]})["READY"]({})
