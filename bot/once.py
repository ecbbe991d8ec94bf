"""What was handled already: Discord may deliver a message or an interaction again after a connection was resumed."""

from collections import OrderedDict

_KEPT = 1000


class Once:
    """Remembers the last so many ids. Lives as long as its process; for the event loop alone."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._seen: OrderedDict[object, None] = OrderedDict()

    def first(self, id: object) -> bool:
        """Whether this id comes for the first time."""
        if id in self._seen:
            return False
        self._seen[id] = None
        if len(self._seen) > self._kept:
            self._seen.popitem(last=False)
        return True
