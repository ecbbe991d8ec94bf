"""The daily quotes that servers have asked for."""

from datetime import datetime

from bot.scheduling import Schedule, TooManySchedules, clock_time, latest
from bot.zones import find_zone
from knowledge.records.records import Records, Row

MOST = 10  # a server
_COLUMNS = "id, guild, channel, at, zone, speaker, topic, language, last"


class Schedules:
    """All servers' daily quotes; each is served at most once on a date."""

    def __init__(self, db: Records) -> None:
        self._db = db

    def add(
        self,
        guild: str,
        channel: int,
        *,
        at: str,
        zone: str,
        now: datetime,
        speaker: str | None = None,
        topic: str | None = None,
        language: str | None = None,
    ) -> Schedule:
        """A new daily quote; the first is served when its time comes next after `now`.

        Time and zone as people type them. Raises BadTime, UnknownZone, TooManySchedules.
        """
        wanted = Schedule(0, guild, channel, clock_time(at), find_zone(zone), speaker, topic, language)
        with self._db.writing():
            if len(self.of(guild)) >= MOST:
                raise TooManySchedules(MOST)
            (row,) = self._db.rows(
                "INSERT INTO schedule (guild, channel, at, zone, speaker, topic, language, last)"
                f" VALUES (:guild, :channel, :at, :zone, :speaker, :topic, :language, :last) RETURNING {_COLUMNS}",
                guild=guild,
                channel=channel,
                at=wanted.at,
                zone=wanted.zone,
                speaker=speaker,
                topic=topic,
                language=language,
                last=latest(wanted, now).date,  # what was due before it was made is not owed
            )
        return _schedule(row)

    def remove(self, guild: str, id: int) -> Schedule | None:
        """Takes a daily quote away and gives it back; None if the server has none of this id."""
        sql = f"DELETE FROM schedule WHERE guild = :guild AND id = :id RETURNING {_COLUMNS}"
        rows = self._db.rows(sql, guild=guild, id=id)
        return _schedule(rows[0]) if rows else None

    def of(self, guild: str) -> tuple[Schedule, ...]:
        """A server's, oldest first."""
        rows = self._db.rows(f"SELECT {_COLUMNS} FROM schedule WHERE guild = :guild ORDER BY id", guild=guild)
        return tuple(map(_schedule, rows))

    def all(self) -> tuple[Schedule, ...]:
        return tuple(map(_schedule, self._db.rows(f"SELECT {_COLUMNS} FROM schedule ORDER BY id")))

    def served(self, id: int, date: str) -> bool:
        """Marks a date as served; False if it was already, or if the schedule is gone."""
        sql = "UPDATE schedule SET last = :date WHERE id = :id AND (last IS NULL OR last <> :date) RETURNING id"
        return bool(self._db.rows(sql, id=id, date=date))

    def unserved(self, id: int, date: str, before: str | None) -> None:
        """Takes the mark of a date back, as nothing was sent: `before` is the date that was last served."""
        sql = "UPDATE schedule SET last = :before WHERE id = :id AND last = :date"
        self._db.rows(sql, before=before, id=id, date=date)

    def forget(self, guild: str) -> None:
        self._db.rows("DELETE FROM schedule WHERE guild = :guild", guild=guild)


def _schedule(row: Row) -> Schedule:
    return Schedule(**row)
