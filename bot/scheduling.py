"""When a daily quote is due, with summer time; pure: neither a clock nor Discord."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from knowledge.errors import VerbatimError
from knowledge.folding import folded

GRACE = timedelta(hours=12)  # what was missed for longer is not made up for
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_NEAR = timedelta(days=3)
_CLOCK = re.compile(
    r"(?P<half>凌晨|上午|早上|中午|下午|晚上)?\s*(?P<hour>\d{1,2})\s*"
    r"(?:[:.h](?P<minute>\d{2})|[点时](?:(?P<minutes>\d{1,2})分?|(?P<thirty>半)|整)?)?\s*(?:(?P<m>[ap])\.?m\.?)?"
)
_AFTERNOON = frozenset({"下午", "晚上", "p"})


class ScheduleError(VerbatimError):
    """A daily quote that cannot be had as asked."""


class TooManySchedules(ScheduleError):
    """A server has as many daily quotes as it can have."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"A server can have at most {limit} daily quotes; please remove one first.")


class BadTime(ScheduleError):
    """What was typed is no time of day."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        super().__init__(f"“{typed}” is not a time of day; please write it as 09:00 or 18:30.")


@dataclass(frozen=True, slots=True)
class Schedule:
    """A quote a day for a channel.

    `at` is the local time HH:MM in the IANA zone `zone`, `speaker` an id; language None is the server's.
    `last` is the local date that was last served.
    """

    id: int
    guild: str
    channel: int
    at: str
    zone: str
    speaker: str | None = None
    topic: str | None = None
    language: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A schedule on one local date (YYYY-MM-DD), and the moment in UTC at which that date is served."""

    schedule: Schedule
    date: str
    moment: datetime


def clock_time(typed: str) -> str:
    """A time of day as people type it, as HH:MM. Raises BadTime."""
    match = _CLOCK.fullmatch(folded(typed).strip())
    if not match:
        raise BadTime(typed)
    hour, half = int(match["hour"]), match["m"] or match["half"]
    minute = 30 if match["thirty"] else int(match["minute"] or match["minutes"] or 0)
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in {"a", "晚上", "凌晨"} and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise BadTime(typed)
    return f"{hour:02}:{minute:02}"


def next_due(schedule: Schedule, now: datetime) -> datetime:
    """The first moment after `now`, in UTC, at which a date is served that was not yet."""
    day = _local_date(schedule, now) - _DAY
    while True:
        due = _on(schedule, day)
        if due and due.moment > now and not _is_served(due):
            return due.moment
        day += _DAY


def latest(schedule: Schedule, now: datetime) -> Due:
    """The last date whose moment has come by `now`."""
    day = _local_date(schedule, now) + _DAY
    while True:
        due = _on(schedule, day)
        if due and due.moment <= now:
            return due
        day -= _DAY


def due(schedules: Iterable[Schedule], now: datetime, grace: timedelta = GRACE) -> tuple[Due, ...]:
    """What must be served now: of each schedule the last date that has come, unless it was served or is long past."""
    every = (latest(schedule, now) for schedule in schedules)
    return tuple(one for one in every if not _is_served(one) and now - one.moment < grace)


def _is_served(due: Due) -> bool:
    """Whether this date or a later one was; a mark far ahead was left by a clock that was wrong."""
    last = due.schedule.last
    return last is not None and due.date <= last <= (date.fromisoformat(due.date) + _NEAR).isoformat()


def _local_date(schedule: Schedule, now: datetime) -> date:
    return now.astimezone(ZoneInfo(schedule.zone)).date()


def _on(schedule: Schedule, day: date) -> Due | None:
    """A date's moment: of a time that comes twice the first, of one that never comes the next that does.

    None for a date that a zone left out, as Samoa did when it crossed the date line.
    """
    zone = ZoneInfo(schedule.zone)
    at = datetime.combine(day, time.fromisoformat(schedule.at), zone)
    gap = (at.replace(fold=1).utcoffset() or timedelta()) - (at.utcoffset() or timedelta())
    if gap >= _DAY:
        return None
    while not _exists(at):
        at += _MINUTE
    return Due(schedule, day.isoformat(), at.astimezone(UTC))


def _exists(local: datetime) -> bool:
    back = local.astimezone(UTC).astimezone(local.tzinfo)
    return back.replace(tzinfo=None) == local.replace(tzinfo=None)
