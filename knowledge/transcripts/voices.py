"""Labels into speakers: a name is the same person everywhere, the number that a machine gave a voice is not."""

import re
from collections.abc import Iterable

from knowledge.folding import folded, slug
from knowledge.model import Kind, Speaker, Turn
from knowledge.remarks import Remark
from knowledge.transcripts.tidying import unjoined, visible

_NUMBERED = re.compile(
    r"(?:speaker|spk|voice|channel|guest|unknown speaker|说话人|发言人|讲话人|嘉宾)[\s_\-]*"
    r"(?:[a-z]{1,2}|[0-9]{1,3}[a-z]?)"
)

# What stands before a colon and is nobody, as a note does; and the small words of names.
NOT_NAMES = frozenset(
    "note notes warning source sources author title date time link url summary chapter http https ps nb 注"
    " 注意 作者 来源 原文 编者按 标题 日期 时间 链接 摘要 编辑 翻译 责任编辑 免责声明".split()
)
PARTICLES = frozenset(
    "de da di do dos del della der den des van von vom zu la le el al bin ibn ben y e af av ter".split()
)
# What a label says instead of a name, and what the labelled format says itself.
_NOBODY = frozenset(
    "unknown unknown-speaker speaker-unknown unidentified unidentified-speaker none null 未知 未知说话人 未知发言人"
    " 未知讲话人 不明 narration ad skip".split()
)


def is_numbered(label: str) -> bool:
    """Whether a label is a machine's, of a voice that it cannot name."""
    return _NUMBERED.fullmatch(folded(" ".join(label.split()))) is not None


def is_nobody(label: str) -> bool:
    """Whether a label says that nobody is known, or says nothing."""
    return not (id := slug(label)) or id in _NOBODY


def speaker_of(label: str, title: str) -> Speaker | None:
    """Whom a label names, in the transcript of this title; None if it names nobody.

    “Speaker 1” is somebody else in every file, so its id has the title in it.
    """
    seen = visible(label)
    if is_nobody(seen):
        return None
    id = slug(unjoined(f"{title} {seen}" if is_numbered(seen) else seen))
    return Speaker(id, seen)


def unnamed(turns: Iterable[Turn]) -> list[str]:
    """What to warn of where turns name no speaker."""
    speech = [turn for turn in turns if turn.kind is Kind.SPEECH]
    unknown = sum(turn.speaker is None for turn in speech)
    if unknown and unknown == len(speech):
        return [Remark("No speaker is named; all is kept as speaker unknown.", "nobody_named")]
    text = f"{unknown} of {len(speech)} turns name no speaker; they are kept as speaker unknown."
    return [Remark(text, "some_unnamed", count=unknown, total=len(speech))] if unknown else []
