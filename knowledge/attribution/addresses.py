"""Where a sentence calls somebody by name, and where it only speaks of them."""

import re
from collections.abc import Iterable

from knowledge.attribution.candidates import Candidate
from knowledge.attribution.units import Unit
from knowledge.folding import folded

_GREETING = (
    r"(?:欢迎(?:你|您|来到.{0,10})?|谢谢(?:你|您)?|感谢|你好|嘿|嗨|hi|hello|hey|welcome|thanks|thank you|okay"
    r"|ok|so|well"
    r"|好的|那么|所以)"
)
_PRESENT = r"(?:我是|我叫|我的名字是|\bi'm|\bi am|\bmy name is|\bthis is)\s*"


class Names:
    """One candidate as sentences name them; `others` are spellings that mean somebody else as well."""

    def __init__(self, candidate: Candidate, others: Iterable[str] = ()) -> None:
        spellings = sorted(candidate.spellings - set(others), key=len, reverse=True)
        name = "(?:" + "|".join(map(_whole, spellings)) + ")" if spellings else r"(?!)"
        self._named = re.compile(name)
        self._called = re.compile(rf"(?:^|[,。!?;:…\s\"“]){_GREETING}?[,\s]*{name}\s*(?:[,!?。….]|$)")
        self._called_first = re.compile(rf"^[\s\"“]*{_GREETING}?[,\s]*{name}\s*[,!?。….]|[,。!?]\s*{name}\s*[。.!?]+$")
        self._presented = re.compile(_PRESENT + name)
        told = [folded(word) for word in candidate.words]
        self._told = re.compile("|".join(map(_whole, told)) if told else r"(?!)")

    def found(self, unit: Unit) -> dict[str, float]:
        """What a sentence says of the candidate."""
        text, row = unit.folded, {}
        if self._presented.search(text):
            row["presents themselves"] = 1.0
        elif self._called_first.search(text):
            row["is called first or last"] = 1.0
        elif self._called.search(text):
            row["is called"] = 1.0
        elif self._named.search(text):
            row["is named"] = 1.0
        if self._told.search(text):
            row["their words"] = 1.0
            row["their words, we"] = float(bool(unit.cues & {"we", "our work"}))
            row["their words, you"] = float(bool(unit.cues & {"you", "your"}))
        return row


def _whole(spelling: str) -> str:
    """A spelling as it is looked for: in Latin script only as whole words."""
    escaped = re.escape(spelling)
    return rf"(?<![a-z0-9]){escaped}(?![a-z0-9])" if spelling.isascii() else escaped
