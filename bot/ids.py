"""The ids of buttons and menus: how each is put together, and the pattern by which it is known again. Pure.

An id is all that a button has when it is pressed after a restart, and anybody can make one up: whoever reads
an id looks up what it names, as the person who pressed it may see it.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Sequence

from bot.incoming import KEY
from bot.limits import CUSTOM_ID, units
from knowledge.exclusions import OfSpeaker, Wish
from knowledge.model import Source, Speaker

PASSAGE = r"[\w-]{11}"
SHORT = r"[\w-]{8}"
SEAL = r"[\w-]{12}"
LONGEST_TOPIC = 60  # characters, so that most topics fit an id
FURTHER = 7  # passages that fit an id

CONTEXT = rf"verbatim:context:(?P<passage>{PASSAGE})(?::(?P<step>-?\d{{1,4}}))?"
MORE = rf"verbatim:more:(?P<passages>(?:{PASSAGE}){{1,{FURTHER}}})"
ANOTHER = rf"(?s:verbatim:(?P<form>quote|card):(?P<who>{SHORT})?:(?P<topic>.*))"
TIMELINE = rf"(?s:verbatim:timeline:(?P<who>{SHORT})?:(?P<page>\d{{1,2}}):(?P<topic>.+))"
EXAMPLE = rf"verbatim:example:(?P<passage>{PASSAGE})"
FOLLOW_UP = rf"verbatim:follow:(?P<speaker>{SHORT})?:(?P<source>{SHORT})?"
UP = rf"verbatim:up:(?P<passages>(?:{PASSAGE}){{1,3}})"
DOWN = rf"verbatim:down:(?P<passages>(?:{PASSAGE}){{1,3}})"
SHARE = rf"verbatim:share:(?P<passages>(?:{PASSAGE}){{1,3}})"
WRONG = rf"verbatim:wrong:(?P<passage>{PASSAGE})"
FIX = rf"verbatim:fix:(?P<report>\d{{1,18}}):(?P<seal>{SEAL})"
DISMISS = rf"verbatim:dismiss:(?P<report>\d{{1,18}}):(?P<seal>{SEAL})"
EXCLUDE = rf"verbatim:exclude:(?P<scope>own|all):(?P<what>{SHORT}(?:/\d{{1,9}}-\d{{1,9}})?):(?P<seal>{SEAL})"
FORGET = rf"verbatim:forget:(?P<seal>{SEAL})"

SETTING = {what: rf"verbatim:set:{what}" for what in ("channels", "how", "language", "scope", "keepers")}
UPLOAD = {action: rf"verbatim:{action}:(?P<key>{KEY})" for action in ("add", "name", "cancel")}


def context(passage: str, step: int | None = None) -> str:
    """`step` is the page of the transcript, counted from that of the passage; without it, a new message."""
    return f"verbatim:context:{passage}" + ("" if step is None else f":{step}")


def more(passages: Sequence[str]) -> str:
    return f"verbatim:more:{''.join(passages)}"


def another(speaker: Speaker | None, topic: str | None, *, card: bool = False) -> str | None:
    """Another quote as text or as a card; None where the topic is of rare characters, two units each, and too long."""
    id = f"verbatim:{'card' if card else 'quote'}:{short(speaker) if speaker else ''}:{topic or ''}"
    return id if units(id) <= CUSTOM_ID else None


def timeline(speaker: Speaker | None, page: int, topic: str) -> str | None:
    """A page of a timeline, the first being 0; None as of `another`."""
    id = f"verbatim:timeline:{short(speaker) if speaker else ''}:{page}:{topic}"
    return id if units(id) <= CUSTOM_ID else None


def example(passage: str) -> str:
    return f"verbatim:example:{passage}"


def follow_up(speaker: Speaker | None, source: Source | None) -> str:
    return f"verbatim:follow:{short(speaker) if speaker else ''}:{short(source) if source else ''}"


def feedback(action: str, passages: Sequence[str]) -> str:
    """`action` is up, down or share."""
    return f"verbatim:{action}:{''.join(passages)}"


def wrong(passage: str) -> str:
    return f"verbatim:wrong:{passage}"


def fix(report: int, seal: str) -> str:
    return f"verbatim:fix:{report}:{seal}"


def dismiss(report: int, seal: str) -> str:
    return f"verbatim:dismiss:{report}:{seal}"


def wish(wish: Wish) -> str:
    """Whom or what a wish leaves out, without any of the words."""
    if isinstance(wish, OfSpeaker):
        return _short(wish.names[-1])
    return f"{_short(wish.source)}/{wish.start}-{wish.end}"


def exclude(scope: str, what: str, seal: str) -> str:
    """`scope` is own or all, `what` as `wish` gives it."""
    return f"verbatim:exclude:{scope}:{what}:{seal}"


def forget(seal: str) -> str:
    return f"verbatim:forget:{seal}"


def upload(action: str, key: str) -> str:
    return f"verbatim:{action}:{key}"


def short(named: Speaker | Source) -> str:
    """Eight characters for a speaker or a source, whatever the length of its own id."""
    return _short(named.id)


def _short(id: str) -> str:
    return urlsafe_b64encode(hashlib.sha256(id.encode()).digest()[:6]).decode()
