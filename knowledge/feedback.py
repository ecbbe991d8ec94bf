"""What people think of answers: how often one was found right or wrong, in SQLite or PostgreSQL; nobody's name.

Whose verdict each is stands there under a pseudonym, so that who gave it gives it once, and can take it back.
"""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from knowledge import records
from knowledge.feedback_migrations import MIGRATIONS
from knowledge.folding import folded
from knowledge.records import persons

FEEDBACK = "feedback.sqlite3"  # its file, in the folder of the library for all
_HASH = 12  # bytes, which are 16 characters


class Verdict(StrEnum):
    """What somebody thinks of an answer."""

    UP = "up"
    DOWN = "down"


_COLUMN = {Verdict.UP: "up", Verdict.DOWN: "down"}
_ORPHANS = "DELETE FROM vote WHERE judged NOT IN (SELECT id FROM judged)"


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer in a server: the passages that were shown, and how often it was found right and wrong.

    `question` is there only if somebody shared it; a direct message has the guild "".
    """

    guild: str
    question_hash: str
    passages: tuple[str, ...]
    up: int
    down: int
    question: str | None


class Feedback:
    """Opened on a file, which it creates, or on a DATABASE_URL; safe to use from several threads and processes.

    Raises LibraryError.
    """

    def __init__(self, place: Path | str, today: Callable[[], date] = persons.today) -> None:
        self._today = today
        remedy = "put a backup in its place, or delete it, and the feedback begins anew"
        self._db = records.opened(place, MIGRATIONS, what="The feedback", remedy=remedy)
        self._secret = self._db.secret("question_secret")

    def close(self) -> None:
        self._db.close()

    def hashed(self, question: str) -> str:
        """What stands for a question that is not kept: 16 characters that only this installation can make of it.

        However it is spaced, and in which case and Chinese script it is written, they are the same.
        """
        made = hmac.digest(self._secret, " ".join(folded(question).split()).encode(), "sha256")
        return urlsafe_b64encode(made[:_HASH]).decode()

    def pseudonym(self, person: int) -> str:
        """What stands for a person here."""
        return persons.pseudonym(self._secret, person)

    def give(
        self,
        verdict: Verdict,
        question_hash: str,
        passages: Sequence[str],
        question: str | None,
        guild: str,
        *,
        who: str | None = None,
    ) -> bool:
        """Counts a verdict on an answer; False if `who`, a pseudonym, has given one already.

        `question` only where whoever gives the verdict shares it. What was shared stays.
        """
        with self._db.writing():
            id = self._judged(question_hash, passages, guild)
            if who:
                kept = "INSERT INTO vote (judged, who, verdict, shared) VALUES (:id, :who, :verdict, :shared)"
                vote = {"id": id, "who": who, "verdict": verdict.value, "shared": int(question is not None)}
                if not self._db.rows(f"{kept} ON CONFLICT (judged, who) DO NOTHING RETURNING judged", **vote):
                    return False
            sql = (
                f"UPDATE judged SET {_COLUMN[verdict]} = {_COLUMN[verdict]} + 1, last = :last,"
                " question = COALESCE(question, :question) WHERE id = :id"
            )
            self._db.rows(sql, id=id, last=self._today().isoformat(), question=question)
        return True

    def share(
        self, question_hash: str, passages: Sequence[str], question: str, guild: str, *, who: str | None = None
    ) -> None:
        """Keeps the question of an answer that was judged, as whoever judged it allows."""
        where = "guild = :guild AND question_hash = :question_hash AND passages = :passages"
        with self._db.writing():
            rows = self._db.rows(
                f"UPDATE judged SET question = :question WHERE {where} RETURNING id",
                question=question,
                guild=guild,
                question_hash=question_hash,
                passages=json.dumps(list(passages)),
            )
            for row in rows if who else ():
                shared = "UPDATE vote SET shared = 1 WHERE judged = :id AND who = :who"
                self._db.rows(shared, id=row["id"], who=who)

    def _judged(self, question_hash: str, passages: Sequence[str], guild: str) -> int:
        """The row of an answer, which is made if there is none."""
        (row,) = self._db.rows(
            "INSERT INTO judged (guild, question_hash, passages, up, down)"
            " VALUES (:guild, :question_hash, :passages, 0, 0)"
            " ON CONFLICT (guild, question_hash, passages) DO UPDATE SET up = judged.up RETURNING id",
            guild=guild,
            question_hash=question_hash,
            passages=json.dumps(list(passages)),
        )
        return int(row["id"])

    def forget_person(self, who: str) -> int:
        """Takes back all verdicts of a pseudonym, and the questions that nobody else shared; how many they were."""
        with self._db.writing():
            votes = self._db.rows("SELECT judged, verdict, shared FROM vote WHERE who = :who", who=who)
            self._db.rows("DELETE FROM vote WHERE who = :who", who=who)
            for vote in votes:
                column, id = _COLUMN[Verdict(vote["verdict"])], vote["judged"]
                self._db.rows(f"UPDATE judged SET {column} = {column} - 1 WHERE id = :id", id=id)
                if vote["shared"]:
                    others = "SELECT 1 FROM vote WHERE judged = :id AND shared = 1"
                    self._db.rows(f"UPDATE judged SET question = NULL WHERE id = :id AND NOT EXISTS ({others})", id=id)
            self._db.rows("DELETE FROM judged WHERE up <= 0 AND down <= 0")
        return len(votes)

    def forget_before(self, day: date) -> int:
        """Drops the answers that were last judged before a day, and gives how many."""
        with self._db.writing():
            gone = self._db.rows("DELETE FROM judged WHERE last < :day RETURNING id", day=day.isoformat())
            self._db.rows(_ORPHANS)
        return len(gone)

    def all(self) -> tuple[Judged, ...]:
        """Every answer that was judged, first those that were judged first."""
        return tuple(
            Judged(
                row["guild"],
                row["question_hash"],
                tuple(json.loads(row["passages"])),
                row["up"],
                row["down"],
                row["question"],
            )
            for row in self._db.rows("SELECT * FROM judged ORDER BY id")
        )

    def forget(self, guild: str) -> None:
        """Drops all that came from a server."""
        with self._db.writing():
            self._db.rows("DELETE FROM judged WHERE guild = :guild", guild=guild)
            self._db.rows(_ORPHANS)
