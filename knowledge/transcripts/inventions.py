"""What no voice said: sentences that a transcribing machine makes up over silence, and notes on sounds.

Whisper learnt from subtitles and fills silence with their credits. Only whole texts are judged here, never
parts of one: who really mentions Amara.org says more than that.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from knowledge.folding import folded
from knowledge.remarks import Remark

REPEATED = 3  # the same words so often in a row are a machine that got stuck

_CREDITS = """
Thanks for watching!
Thank you for watching!
Thank you so much for watching!
Thanks for watching, and I'll see you in the next video.
Please subscribe to my channel.
Don't forget to like and subscribe!
Like and subscribe!
Subtitles by the Amara.org community
Transcription by CastingWords
Sous-titres réalisés par la communauté d'Amara.org
Sous-titres réalisés para la communauté d'Amara.org
Untertitel der Amara.org-Community
Untertitel im Auftrag des ZDF für funk
Subtítulos realizados por la comunidad de Amara.org
Subtítulos por la comunidad de Amara.org
Legendas pela comunidade Amara.org
Sottotitoli creati dalla comunità Amara.org
Субтитры сделал DimaTorzok
ご視聴ありがとうございました
ご視聴いただきありがとうございました
チャンネル登録お願いします
请不吝点赞 订阅 转发 打赏支持明镜与点点栏目
明镜需要您的支持 欢迎订阅明镜
字幕由Amara.org社区提供
字幕由 Amara.org 社群提供
谢谢观看
感谢观看
谢谢大家观看
感谢您的观看
谢谢收看
多谢收看
感谢收看
请订阅我的频道
"""
_SIGNED = r"(?:中文)?字幕(?:by|制作|提供|校对|志愿者|组).{0,16}"  # a credit with somebody's name behind it
_SOUND = re.compile(r"\[[^\[\]]*\]|【[^【】]*】|\([^()]*\)|（[^（）]*）|\*[^*]*\*|[♪♫][^♪♫]*[♪♫]?")


def is_invention(text: str) -> bool:
    """Whether a text is nothing but a well-known invention of a transcribing machine, once or more often."""
    return _inventions().fullmatch(_letters(text)) is not None


def is_sound(text: str) -> bool:
    """Whether a text is nothing but notes on what is heard: `[Music]`, `(applause)`, `♪ la la ♪`."""
    return any(map(str.isalnum, text)) and not any(map(str.isalnum, _SOUND.sub("", text)))


def made_up(texts: Sequence[str]) -> list[bool]:
    """Which of the texts, in the order of their file, are inventions or stand REPEATED times or more in a row."""
    runs = [(letters, len(list(run))) for letters, run in groupby(map(_letters, texts))]
    stuck = [bool(letters) and length >= REPEATED for letters, length in runs for _ in range(length)]
    return [flag or is_invention(text) for flag, text in zip(stuck, texts, strict=True)]


def warnings(count: int, total: int, parts: str = "segments") -> list[str]:
    """What a person is told about parts that were made up."""
    if not count:
        return []
    verb = "was" if count == 1 else "were"
    text = f"{count} of {total} {parts} {verb} probably made up by the transcribing machine and will not be quoted."
    return [Remark(text, "made_up", count=count, total=total)]


def _letters(text: str) -> str:
    return "".join(char for char in folded(text) if char.isalnum())


@cache
def _inventions() -> re.Pattern[str]:
    credits = "|".join(re.escape(_letters(line)) for line in _CREDITS.strip().splitlines())
    return re.compile(rf"(?:{credits})+|{_SIGNED}")
