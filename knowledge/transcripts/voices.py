"""Labels into speakers: a name is the same person everywhere, the number that a machine gave a voice is not."""

import re

from knowledge.folding import folded, slug
from knowledge.model import Speaker

_NUMBERED = re.compile(
    r"(?:speaker|spk|voice|channel|guest|unknown speaker|说话人|发言人|讲话人|嘉宾)[\s_\-]*"
    r"(?:[a-z]{1,2}|[0-9]{1,3}[a-z]?)"
)


# What a label says instead of a name, and what the labelled format says itself.
_NOBODY = frozenset(
    "unknown unknown-speaker unidentified unidentified-speaker 未知 未知说话人 不明 narration ad skip".split()
)


def is_numbered(label: str) -> bool:
    """Whether a label is a machine's, of a voice that it cannot name."""
    return _NUMBERED.fullmatch(folded(" ".join(label.split()))) is not None


def speaker_of(label: str, title: str) -> Speaker | None:
    """Whom a label names, in the transcript of this title; None if it names nobody.

    “Speaker 1” is somebody else in every file, so its id has the title in it.
    """
    id = slug(label)
    if not id or id in _NOBODY:
        return None
    return Speaker(slug(f"{title} {label}") if is_numbered(label) else id, " ".join(label.split()))
