"""Looks again and again for what other processes have changed."""

import logging
import threading
from collections.abc import Callable

from knowledge.errors import LibraryError

log = logging.getLogger(__name__)


class Watch:
    """Calls `look` every so many seconds in a thread of its own until it is stopped.

    Where `look` raises a LibraryError, that is logged once, and again that it is over.
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
            except LibraryError as error:
                if not self._away:
                    log.error("%s What servers have chosen is answered from memory meanwhile.", error)
                self._away = True
            else:
                if self._away:
                    log.info("The database answers again.")
                self._away = False
