"""What each cue is worth, as it was fitted to conversations whose speakers are known (weights.json).

Three were set by hand, as no such conversation has them: who presents themselves, and one's own words with “we”
or “you”. How the others were fitted stands in docs/attribution.md.
"""

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("weights.json")
Worth = dict[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """Worths of cues, in nats: `voice` speaks for one who asks, `name` for the candidate who is named.

    `to_answer` speaks for a change from one who asks to one who answers, `to_ask` for one the other way.
    """

    voice: Worth
    name: Worth
    to_answer: Worth
    to_ask: Worth

    def written(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@cache
def shipped() -> Weights:
    """The weights that come with Verbatim."""
    return Weights(**json.loads(_FILE.read_text(encoding="utf-8")))
