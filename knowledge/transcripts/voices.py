"""Labels into speakers: a name is the same person everywhere, the number that a machine gave a voice is not."""

import re

from knowledge.folding import folded, slug
from knowledge.model import Speaker

_NUMBERED = re.compile(
    r"(?:speaker|spk|voice|channel|guest|unknown speaker|说话人|发言人|讲话人|嘉宾)[\s_\-]*[a-z0-9]{1,2}"
)


def speaker_of(label: str, title: str) -> Speaker | None:
    """Whom a label names, in the transcript of this title; None if it has no letter or digit.

    “Speaker 1” is somebody else in every file, so its id has the title in it.
    """
    id = slug(label)
    if not id:
        return None
    name = " ".join(label.split())
    return Speaker(slug(f"{title} {label}") if _NUMBERED.fullmatch(folded(name)) else id, name)
