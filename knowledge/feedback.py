"""What people think of answers: how often one was found right or wrong, in SQLite or PostgreSQL; nobody's name."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from knowledge import records
from knowledge.feedback_migrations import MIGRATIONS
from knowledge.folding import folded

FEEDBACK = "feedback.sqlite3"  # its file, in the folder of the library for all
_HASH = 12  # bytes, which are 16 characters


class Verdict(StrEnum):
    """What somebody thinks of an answer."""

    UP = "up"
    DOWN = "down"


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

    def __init__(self, place: Path | str) -> None:
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

    def give(
        self, verdict: Verdict, question_hash: str, passages: Sequence[str], question: str | None, guild: str
    ) -> None:
        """Counts a verdict on an answer; `question` only where whoever gives it shares it. What was shared stays."""
        up, down = int(verdict is Verdict.UP), int(verdict is Verdict.DOWN)
        self._db.rows(
            "INSERT INTO judged (guild, question_hash, passages, up, down, question)"
            " VALUES (:guild, :question_hash, :passages, :up, :down, :question)"
            " ON CONFLICT (guild, question_hash, passages) DO UPDATE SET up = judged.up + excluded.up,"
            " down = judged.down + excluded.down, question = COALESCE(judged.question, excluded.question)",
            guild=guild,
            question_hash=question_hash,
            passages=json.dumps(list(passages)),
            up=up,
            down=down,
            question=question,
        )

    def share(self, question_hash: str, passages: Sequence[str], question: str, guild: str) -> None:
        """Keeps the question of an answer that was judged, as whoever judged it allows."""
        self._db.rows(
            "UPDATE judged SET question = :question"
            " WHERE guild = :guild AND question_hash = :question_hash AND passages = :passages",
            question=question,
            guild=guild,
            question_hash=question_hash,
            passages=json.dumps(list(passages)),
        )

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
        self._db.rows("DELETE FROM judged WHERE guild = :guild", guild=guild)
