"""Tells a question about the library itself, such as who is in it, from a question to its transcripts."""

import re
from enum import StrEnum

from knowledge.folding import folded
from knowledge.scripts import is_chinese

# A question of nothing but these words is about the library itself: “who speaks in here?” is, and
# “who speaks about copyright?” is not.
_PIECES = (
    "sources source transcripts transcript podcasts podcast episodes episode shows interviews documents recordings"
)
_PEOPLE = "who whos whose people persons speakers guests hosts participants voices"
_ABOUT_LIBRARY = (
    f"{_PIECES} {_PEOPLE} library collection archive database here spoken speak speaks speaking spoke talk talks"
    " talking talked quoted heard interviewed recorded featured included appear appears"
).split()
_BESIDE_IT = (
    "which what whats how many list show name names give me us all of the your you do does have got ve is are was were"
    " has been can could i we ask use quote search in inside on this it these there from within s hey hi so please"
).split()
_PIECES_ZH = "文字稿 逐字稿 播客 节目 访谈 采访 来源 资料 文章 录音 文件"
_PEOPLE_ZH = "谁 哪些人 什么人 哪几个人 多少人 几个人 哪几位 嘉宾 人物 说话人 讲者 发言人 主持人"
_ABOUT_LIBRARY_ZH = (
    f"{_PIECES_ZH} 嘉宾 说话人 讲者 发言人 说过话 说话 发过言 发言 讲过话 讲话 这里面 里面 里头 这里 这儿 库 收录 有"
).split()
_BESIDE_IT_ZH = (
    f"{_PEOPLE_ZH} 请问 请 那 话说 里 中 的 在 都 现在 目前 一共 总共 你们 你 我 能 可以 问 查 引用 这个 这些 机器人"
    " 资料 过 了 呢 啊 呀 吗 话 哪些 什么 多少 几 个 位 期 篇 列出 列一下 看看 给我看 所有 全部 包括"
).split()
_FILLED_ZH = re.compile("|".join(sorted({*_ABOUT_LIBRARY_ZH, *_BESIDE_IT_ZH}, key=len, reverse=True)))
_ASKING_ZH = re.compile("谁|哪|什么|多少|几|列|看看|给我看")


class Listed(StrEnum):
    """What a question about the library itself asks for."""

    SPEAKERS = "speakers"
    SOURCES = "sources"


def asks_listing(question: str) -> Listed | None:
    """What a question asks of the library itself; None for a question to its transcripts."""
    asked = folded(question)
    return _listed_in_chinese(re.sub(r"[\W_]+", "", asked)) if is_chinese(asked) else _listed_in_english(asked)


def _listed_in_english(asked: str) -> Listed | None:
    said = re.findall(r"[a-z]+(?:-[a-z]+)*", asked)
    if not set(said) <= {*_ABOUT_LIBRARY, *_BESIDE_IT}:
        return None
    asking = {"which", "what", "whats", "how", "list", "show", "name", "give", *_PEOPLE.split()} & set(said)
    about = {*_ABOUT_LIBRARY} - {"who", "whos", "whose", "people", "persons"}
    if not asking or not about & set(said):
        return None
    if "how" in said and "many" not in said:
        return None
    people = {*_PEOPLE.split()} & set(said)
    return Listed.SPEAKERS if people else Listed.SOURCES


def _listed_in_chinese(asked: str) -> Listed | None:
    if _FILLED_ZH.sub("", asked) or not _ASKING_ZH.search(asked):
        return None
    if not any(word in asked for word in _ABOUT_LIBRARY_ZH):
        return None
    if any(word in asked for word in _PEOPLE_ZH.split()):
        return Listed.SPEAKERS
    return Listed.SOURCES if any(word in asked for word in _PIECES_ZH.split()) else None
