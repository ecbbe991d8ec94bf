"""Whether a message was handled already: after a lost connection Discord may deliver one twice."""

from collections import OrderedDict

_CAPACITY = 1000


class Once:
    """The ids of the last messages that were handled. Lives as long as its process; for the event loop alone."""

    def __init__(self, capacity: int = _CAPACITY) -> None:
        self._capacity = capacity
        self._handled: OrderedDict[int, None] = OrderedDict()

    def claim(self, id: int) -> bool:
        """Whether this is the first time that somebody wants to handle this message; from now on it is not."""
        if id in self._handled:
            return False
        self._handled[id] = None
        if len(self._handled) > self._capacity:
            self._handled.popitem(last=False)
        return True
