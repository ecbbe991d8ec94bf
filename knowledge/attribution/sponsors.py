"""Where a host reads out an advertisement, between the words that lead into it and those that lead back."""

import re
from collections.abc import Sequence

# Read on folded text. An advertisement has what sells, and ends where the conversation is said to go on.
_SELLS = re.compile(
    r"赞助|折扣|优惠码|促销|[a-z0-9\-]+\.(?:com|io|ai|co|org|net)/[a-z]|(?:查看|访问|点击).{0,12}(?:链接|节目说明|[a-z]+\.com)|下面(?:的)?链接|下面链接"
    r"|\b(?:sponsor(?:ed|s)?|brought to you by|promo code|discount|percent off|free trial|sign up at|show notes)\b"
)
_LEADS_IN = re.compile(
    r"在我们(?:开始|继续).{0,6}之前|(?:短暂)?休息一下|^很快,|感谢(?:我们的)?赞助|本(?:期|集)?节目由|广告"
    r"|\b(?:quick break|short break|take a (?:quick |short |brief )?(?:break|moment)|before we (?:begin|start|continue|get started)"
    r"|word from our sponsors?|brought to you by|thanks? to our sponsors?)\b"
)
_LEADS_BACK = re.compile(
    r"让我们(?:进入|回到)(?:我们的)?(?:本集|节目|对话|正题|采访)|回到(?:我们的)?(?:节目|对话|采访)"
    r"|\b(?:back to (?:the|our|this) (?:show|episode|conversation|interview|program)|let's get (?:into|to) (?:the|this|our) (?:show|episode|interview))\b"
)
_LONGEST = 60  # sentences of one advertisement


def advertised(texts: Sequence[str]) -> list[bool]:
    """For each sentence, folded, whether it belongs to an advertisement that is led into and back from."""
    found = [False] * len(texts)
    for begin, text in enumerate(texts):
        if found[begin] or not _LEADS_IN.search(text):
            continue
        inside = texts[begin : begin + _LONGEST]
        back = next((i for i, later in enumerate(inside) if _LEADS_BACK.search(later)), None)
        if back and any(_SELLS.search(each) for each in inside[: back + 1]):
            found[begin : begin + back + 1] = [True] * (back + 1)
    return found
