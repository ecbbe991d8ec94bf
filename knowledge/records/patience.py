"""A connection to PostgreSQL that waits for an answer with bounded patience.

The network's own time limits notice a machine that is gone, never a server that is there and does not answer: one
that was stopped, or whose disk hangs.
"""

from typing import Any

from psycopg import Connection, OperationalError, errors

LONGEST = 25.0  # seconds; the server itself ends the wait for a lock before that


class PatientConnection(Connection[Any]):
    """Raises OperationalError where an answer takes too long, and is closed then, for it could still come."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return super().wait(gen, interval, timeout or LONGEST)
        except errors._WaitTimeout as error:  # noqa: SLF001 - it has no other name
            if timeout:  # whoever asked for that knows what to do
                raise
            self.pgconn.finish()
            raise OperationalError("it does not answer in time") from error
