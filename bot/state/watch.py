"""Looks again and again for what other processes have changed."""

import logging
import threading
from collections.abc import Callable

from knowledge.errors import LibraryError

log = logging.getLogger(__name__)


class Watch:
    """Calls `look` every so many seconds in a thread of its own until it is stopped.

    Where `look` raises, that is logged once, and again that it is over; meanwhile it looks on.
    """

    def __init__(self, look: Callable[[], None], seconds: float) -> None:
        self._look, self._seconds = look, seconds
        self._stopped, self._away = threading.Event(), False
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Returns when `look` is not at work any more."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._seconds):
            try:
                self._look()
            except Exception as error:  # whatever it is: who stops looking would go by what was chosen long ago
                if not self._away:
                    story = None if isinstance(error, LibraryError) else error
                    log.error("%s What servers have chosen is taken from memory meanwhile.", error, exc_info=story)
                self._away = True
            else:
                if self._away:
                    log.info("The database answers again.")
                self._away = False
