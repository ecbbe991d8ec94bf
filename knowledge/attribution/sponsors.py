"""Where a host reads out an advertisement: between words that lead into it and back, or all about one address."""

import re
from collections.abc import Iterator, Sequence

# Read on folded text. An advertisement has what sells, and ends where the conversation is said to go on.
_SELLS = re.compile(
    r"赞助|折扣|优惠码|促销|[a-z0-9\-]+\.(?:com|io|ai|co|org|net)/[a-z]"
    r"|(?:查看|访问|点击).{0,12}(?:链接|节目说明|[a-z]+\.com)|下面(?:的)?链接"
    r"|\b(?:sponsor(?:ed|s)?|brought to you by|promo code|discount|percent off|free trial|sign up at|show notes)\b"
)
_LEADS_IN = re.compile(
    r"在我们(?:开始|继续).{0,6}之前|(?:短暂)?休息一下|^很快,|感谢(?:我们的)?赞助|本(?:期|集)?节目由|广告"
    r"|\b(?:quick break|short break|take a (?:quick |short |brief )?(?:break|moment)"
    r"|before we (?:begin|start|continue|get started)"
    r"|word from our sponsors?|brought to you by|thanks? to our sponsors?)\b"
)
_LEADS_BACK = re.compile(
    r"让我们(?:进入|回到)(?:我们的)?(?:本集|节目|对话|正题|采访)|回到(?:我们的)?(?:节目|对话|采访)"
    r"|\b(?:back to (?:the|our|this) (?:show|episode|conversation|interview|program)"
    r"|let's get (?:into|to) (?:the|this|our) (?:show|episode|interview))\b"
)
_ADDRESS = re.compile(r"(?<![a-z0-9\-])([a-z0-9\-]{3,})\.(?:com|io|ai|co|org|net)/[a-z]")
_ASKS_LISTENERS = re.compile(r"^(?:你|您|大家)(?!们).*[?吗]|^(?:have|do|are|did) you\b.*\?")
_LONGEST = 60  # sentences of one advertisement
_OFTEN = 3  # how often it names what it sells
_BEFORE = 3  # sentences in which it comes to that


def advertised(texts: Sequence[str]) -> list[bool]:
    """For each sentence, folded, whether it belongs to an advertisement."""
    found = [False] * len(texts)
    for begin, end in (*_led(texts), *_about_an_address(texts)):
        found[begin:end] = [True] * (end - begin)
    return found


def _led(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Advertisements that are led into and back from."""
    last = 0
    for begin, text in enumerate(texts):
        if begin >= last and _LEADS_IN.search(text):
            inside = texts[begin : begin + _LONGEST]
            back = next((i for i, later in enumerate(inside) if _LEADS_BACK.search(later)), None)
            if back and any(_SELLS.search(each) for each in inside[: back + 1]):
                last = begin + back + 1
                yield begin, last


def _about_an_address(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Advertisements that name again and again, and nothing else in the text does, whose address they give."""
    for name in dict.fromkeys(match[1] for text in texts for match in _ADDRESS.finditer(text)):
        places = [i for i, text in enumerate(texts) if re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text)]
        if len(places) >= _OFTEN and places[-1] - places[0] < _LONGEST // 2:
            before = range(max(0, places[0] - _BEFORE), places[0])
            begin = next((i for i in before if _ASKS_LISTENERS.search(texts[i])), places[0])
            yield begin, places[-1] + 1
