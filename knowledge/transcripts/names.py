"""What may be a name before a colon, and what is rather the beginning of a sentence or a note."""

import re

from knowledge.folding import slug
from knowledge.transcripts.voices import NOT_NAMES, PARTICLES, is_numbered

_MOST_WORDS = 5
# What sentences and notes begin with where a name could stand, and what they end with.
_NOT_FIRST = NOT_NAMES | frozenset(
    "caution hint tip example examples step part section point item rule option figure table slide question"
    " answer problem solution reason result conclusion idea goal fact reminder update version episode lesson"
    " definition spoiler disclaimer remember look listen see imagine think today tomorrow yesterday now then"
    " here there first second third finally last next also and or but so because if when while as for from in"
    " on at to with by of not no yes ok okay well the a an this that these those it its he she they we i you"
    " my your his her our their who what why how where which is are was were be do does did let all both"
    " everyone everybody together one two three another other in-depth 警告 提示 备注 字幕 校对".split()
)
_NOT_LAST = frozenset("said says say asked asks asking is are was were wrote writes thought argued means that".split())
_NOT_CHINESE = re.compile(
    r"(?:[我你您他她它但也就]|这|那(?:么|个|些|时|就|是|你|我)|此|于是|所以|因为|不过|比如|例如|譬如|然后|第[一二三四五六七八九十]"
    r"|首先|其次|最后|另外|总之|问题|答案|结论|原因|换句|简单|一句|其实|事实|重点|关键|补充|结果|目标|目的|方法|步骤|定义).*"
    r"|.*(?:说|问道|写道|是|回答|(?<!顾)问|讲|认为|表示|觉得|指出|提到|如下|的|了|叫做)"
)
_SAYS = re.compile("[^ ]*(?:[他她它你我们]|[^ ]{2})(?:说|说道|问道|写道|回答|回答说|表示|指出|认为)")


def may_be_name(label: str) -> bool:
    """Whether a label could be a name by its looks: short, in capitals, and nothing that a sentence begins with."""
    if is_numbered(label):
        return True
    words = label.casefold().split()
    if not slug(label) or len(words) > _MOST_WORDS or words[0] in _NOT_FIRST or words[-1] in _NOT_LAST:
        return False
    small = [word for word in label.split() if word[0].islower() and word not in PARTICLES]
    return not small and not _NOT_CHINESE.fullmatch(label)


def leads_in(label: str) -> bool:
    """Whether a label says that somebody speaks, and is no name even where every line has one: She said, 他说."""
    words = label.casefold().split()
    return (len(words) > 1 and words[-1] in _NOT_LAST) or _SAYS.fullmatch(label) is not None
