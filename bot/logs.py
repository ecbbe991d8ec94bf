"""The log: on the standard error output, as text or as a JSON object a line, each with the id of what is handled."""

import json
import logging
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import TextIO

from bot import watching

_FACTS = ("interaction", "command", "outcome", "ms")  # what a line may say besides its message
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_AUTOCOMPLETE = "Ignoring exception in autocomplete"


class LogFormat(StrEnum):
    """How a line is written."""

    TEXT = "text"
    JSON = "json"


def log_to_stderr(level: int, form: LogFormat) -> None:
    """Sets up the log of the process; call it once."""
    logging.basicConfig(level=level, handlers=[writer(form, sys.stderr)])
    # At DEBUG, discord.py logs what people write; the privacy page says that nobody does.
    logging.getLogger("discord").setLevel(max(level, logging.INFO))
    # A line for every request to a vector store, and below it what is in them, is nobody's to read either.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    logging.getLogger("discord.app_commands.tree").addFilter(_impersonal)


def writer(form: LogFormat, stream: TextIO) -> logging.Handler:
    """Writes lines to a stream, each with the id of what is handled."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Json() if form is LogFormat.JSON else _Text(_LINE))
    handler.addFilter(_identified)
    return handler


def _identified(record: logging.LogRecord) -> bool:
    """Gives a line the id of the interaction in which it was written."""
    record.interaction = watching.current_id()
    return True


def _impersonal(record: logging.LogRecord) -> bool:
    """Takes out who typed and where, which discord.py names if suggestions fail."""
    if str(record.msg).startswith(_AUTOCOMPLETE):
        record.msg, record.args = "suggestions could not be sent", ()
    return True


class _Text(logging.Formatter):
    """For people: the id stands behind the message."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        line, id = super().formatMessage(record), getattr(record, "interaction", None)
        return f"{line} [{id}]" if id else line


class _Json(logging.Formatter):
    """For programs: time in UTC, level, logger, message; the rest where there is any."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {key: getattr(record, key) for key in _FACTS if getattr(record, key, None) is not None}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
