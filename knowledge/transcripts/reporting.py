"""What a sentence around a quotation says of who speaks, in English and in Chinese.

A paragraph is given with a single sign for each person and each quotation, so that a pattern sees the sentence and
not the names. What no pattern covers from one end to the other names nobody.
"""

import re
from dataclasses import dataclass

from knowledge.transcripts import chinese_names, latin_names

FIRST, SOMEBODY, QUOTATION = 0xE000, "\uf8ff", "\uf8f0"
MOST = 0x1000  # people of one text that can be told apart
_P = r"(?P<who>[\ue000-\uefff]|\bs?he\b|\bS?He\b|\bShe\b|[他她])"
_ANY = "[\ue000-\uefff\uf8ff]"

# ---- English

_SAID = (
    r"(?:said|says|told|tells|wrote|writes|added|adds|noted|notes|explained|explains|argued|argues|asked|asks|replied"
    r"|replies|recalled|recalls|warned|warns|insisted|insists|concluded|concludes|continued|continues|observed|observes"
    r"|remarked|joked|jokes|quipped|acknowledged|admitted|admits|announced|claimed|claims|conceded|concedes|confirmed"
    r"|declared|emphasi[sz]ed|emphasi[sz]es|posted|tweeted|countered|counters|responded|responds|answered|answers|stated"
    r"|states|stressed|stresses|suggested|suggests|commented|testified|predicted|predicts|complained|lamented|mused"
    r"|agreed|agrees|disagreed|disagrees|retorted|objected|promised|boasted|cautioned|cautions|contended|contends"
    r"|reflected|reflects|urged|vowed|wondered|laughed|shouted|whispered|exclaimed|reasoned|put it|pointed out"
    r"|points out|went on|goes on|shot back|chimed in|summed up)"
)
_SAYING = r"(?:adding|saying|writing|noting|explaining|arguing|telling|warning|asking|joking)"
_ANY_SAID = re.compile(
    rf"\b(?:{_SAID}|{_SAYING}|say|tell|write|ask|(?<!\ba )(?<!\bthe )(?<!conference )call(?:s|ed|ing)?"
    r"|quot\w+|according)\b",
    re.IGNORECASE,
)
_HOW = (
    r"(?:(?:also|later|then|once|has|had|have|recently|often|still|always|simply|just|even|further|again|first"
    r"|\w+ly)\s)*"
)
_OFFICE = (
    rf"(?:(?:[^,;:.!?\n{QUOTATION}\ue000-\uf8ff]{{0,80}}\s)?{latin_names.ROLE},?\s"
    r"|(?:[A-ZÀ-Þ][\w&.\-]*\s){0,5}[A-ZÀ-Þ]\w*'s\s)?"
)
_ASIDE = (
    rf"(?:\s?\([^()\n]{{1,60}}\)|,\s[^;:!?\n{QUOTATION}]{{1,140}}?,|\s?[—–]\s?[^;:.!?—–\n{QUOTATION}]{{1,140}}\s?[—–])?"
)
_OF_PLACE = r"(?:\s(?:of|from|at)\s[A-Z][\w\s.]{1,30}?)?"
_ENGLISH_AFTER = (
    re.compile(rf"\s*,?\s*{_SAID}\s{_OFFICE}{_P}(?!'s|\s(?:and|or|&)\s{_ANY})", re.IGNORECASE),
    re.compile(rf"\s*,?\s*{_OFFICE}{_P}{_OF_PLACE}{_ASIDE}\s{_HOW}{_SAID}\b(?!\s+by\b)", re.IGNORECASE),
    re.compile(rf"\s*,?\s*(?:according to|as)\s{_OFFICE}{_P}(?!'s|\s(?:and|or|&)\s{_ANY})(?=[\s,.;]|$)", re.IGNORECASE),
    re.compile(rf"\s*(?P<mark>[—–-]{{1,2}})\s*{_OFFICE}{_P}\s*(?:,[^.;:\n]{{1,80}})?$"),
)
_LEAD = (
    rf"(?P<lead>[^;:{QUOTATION}]{{1,160}},\s|(?:But|And|Yet|Still|So|Then|Later|Today|Yesterday|Meanwhile)\s"
    r"|(?:In|On|At|Last|This|Earlier|During|After)\s(?:[^\s,;:]+\s){1,5})?"
)
_TO = (
    rf"(?:\s(?:(?:the|a|an|his|her|their)\s[\w\s'-]{{1,40}}|reporters|[A-ZÀ-Þ][\w\s'.&-]{{1,40}}|{_ANY}"
    r"|[a-z]+(?<!\sof)))?"
)
_WHERE = (
    rf"(?:\s(?:in|on|at|during|to|by|after|before|when|with|via|this|last|again|out|back)\b[^;:{QUOTATION}]{{0,100}}?)?"
)
# A word of what somebody does, and none with which somebody else does it.
_DONE = (
    r"(?!(?:as|while|when|that|who|which|how|whether|before|after|until|because|if|where|than|and|not|never)\b)"
    rf"(?!(?:(?:an?|the|his|her|their)\s)?{latin_names.ROLE}\b)[\w'-]+"
)
_ASKED = re.compile(
    r"(?:When\s)?(?:Asked|Speaking|Writing|Pressed)\b|(?:在)?(?:谈到|谈及|说到|提到|面对|被问|针对|对于|关于)"
    "(?:[^，。：；]{0,30}的(?:质疑|批评|评价|提醒|担心|建议|说法|回应|警告|分析|说明|呼吁)(?=，))?"
)
_ENGLISH_BEFORE = (
    # Lee said: / Lee told Reuters on Monday, / Lee said that
    re.compile(
        rf"{_LEAD}{_OFFICE}{_P}{_OF_PLACE}{_ASIDE}\s{_HOW}(?P<said>{_SAID})(?P<rest>{_TO}{_WHERE})"
        r"(?P<mark>[:,—–]|,? that|)\s*$"
    ),
    re.compile(
        rf"{_LEAD}{_OFFICE}{_P}{_OF_PLACE}{_ASIDE}\s{_HOW}(?P<said>{_SAID})(?P<rest>\s[^;{QUOTATION}]{{1,140}})?(?P<mark>:)\s*$"
    ),
    # Lee held it up and said:
    re.compile(
        rf"{_LEAD}{_OFFICE}{_P}{_OF_PLACE}\s(?P<rest>{_DONE}(?:\s{_DONE}){{0,19}})\sand\s{_HOW}{_SAID}{_TO}{_WHERE}"
        r"(?P<mark>[:,])\s*$"
    ),
    # Lee welcomed the plan, adding:
    re.compile(
        rf"{_LEAD}{_OFFICE}{_P}{_ASIDE}\s(?P<rest>[^;:{QUOTATION}\ue000-\uf8ff]{{1,160}}),\s{_SAYING}(?P<mark>[:,]|)\s*$"
    ),
    re.compile(
        rf"(?P<lead>[^;:{QUOTATION}]{{1,80}},\s)?[Aa]s\s{_OFFICE}{_P}\s{_HOW}"
        rf"(?:{_SAID}|likes to say|likes to put it)"
        rf"(?P<rest>[^;:,{QUOTATION}\ue000-\uf8ff]{{0,60}})(?P<mark>[:,])\s*$"
    ),
    re.compile(
        rf"(?P<lead>)[Aa]ccording to\s{_OFFICE}{_P}"
        rf"(?P<rest>(?:,\s[^;:!?{QUOTATION}\ue000-\uf8ff]{{1,140}})?)(?P<mark>[:,])\s*$"
    ),
    re.compile(
        rf"{_LEAD}{_OFFICE}{_P}'s\s(?:answer|reply|response|verdict|advice|conclusion|words)(?P<rest>[\w\s]{{0,30}})(?P<mark>:)\s*$"
    ),
    re.compile(
        rf"{_LEAD}{_P}\swas\s(?P<rest>(?:\w+\s)?(?:blunt|clear|direct|brief|succinct|categorical|adamant|emphatic))(?P<mark>:)\s*$"
    ),
)

# ---- Chinese

_SHUO = (
    "(?:说道|说|表示|声称|宣称|坦称|笑称|直称|称|告诉|写道|强调|补充|指出|坦言|直言|坦承|回应|回答|答道|反问|追问|问道|问|解释|认为|介绍"
    "|透露|感叹|感慨|总结|警告|呼吁|提醒|承认|反驳|批评|质疑|评价|评论|调侃|回忆|发文|发帖|发推|留言|表明|断言|预测|建议|宣布|喊道|叹道|说明|分析"
    "|谈到|提到|打趣|自嘲|重申|担心|辩称|道)"
)
_ANY_SHUO = re.compile(f"{_SHUO}|据|引述|援引|引用")
_TAIL = "(?:道|说|称|到|了)?"
# Nothing in a part of it can begin another, so that no sentence makes a pattern slow.
_HOW_ZH = (
    "(?:在[^，。：；在对向于\ue000-\uf8ff]{1,40}?(?:上|中|时|里|后|前|会|间|内|期间|当天)|[对向][^，。：；的在对向于]{1,15}?"
    "|接受[^，。：；在对向于]{1,30}?时|通过[^，。：；在对向于]{1,20}?|于[^，。：；在对向于]{1,15}?|面对[^，。：；在对向于]{1,20}?"
    "|今天|昨天|昨日|今日|当天|当时|近日|日前|此前|最近|早前|稍早|上个?月|本月|去年|今年|周[一二三四五六日天]|上周|本周|[0-9]{1,2}[日月号]|[^，。：；地着\ue000-\uf8ff]{1,4}[地着]"
    "|则|也|还|又|再|曾经?|随后|随即|同时|并且?|就|便|却|进一步|明确|公开|直接|反复|多次|再次|一再|这样|如此|进而|接着|继续|后来"
    "|最后|终于|笑|只|更|甚至|均|已经?|，){0,8}"
)
_OFFICE_ZH = (
    f"(?:(?:[^，。：；！？、{QUOTATION}\ue000-\uf8ff]{{0,60}}"
    f"(?:{chinese_names.ROLE}|[一-鿿]的)(?:兼[^，。：；]{{1,20}})?)|但是?|而|不过|然而|对此|此外|其中|随后|之后|后来|同时|最后)?\\s?"
)
_ASIDE_ZH = f"(?:\\s?[（(][^（）()\n]{{1,60}}[)）])?(?:，[^，。：；{QUOTATION}\ue000-\uf8ff]{{1,40}}，)?\\s?"
_MEANS = "(?=[，。：；！？…\\s了]|$|对|在)"
_SPEAKS_ZH = (
    f"{_P}{_ASIDE_ZH}{_HOW_ZH}\\s?(?P<said>{_SHUO})"
    f"(?P<rest>(?<=告诉)[^，。：；的]{{1,15}}|(?<=问)[^，。：；的]{{1,8}})?{_TAIL}"
)
_WHEN_ZH = (
    "(?:(?:近日|日前|当天|当日|昨日|昨天|今天|随后|周[一二三四五六日天]|[今去]年[^，。：；]{0,8}"
    "|[^，。：；]{0,5}月[^，。：；]{0,8})，?)?"
)
_CHINESE_AFTER = (
    re.compile(f"\\s*，?\\s*{_WHEN_ZH}{_OFFICE_ZH}{_SPEAKS_ZH}{_MEANS}"),
    re.compile(f"\\s*，?\\s*据{_OFFICE_ZH}{_P}(?:介绍|透露|称|说|表示|回忆|解释){_MEANS}"),
)
_LEAD_ZH = f"(?P<lead>[^。：；！？{QUOTATION}]{{1,120}}，)?"
_MARK_ZH = "(?P<mark>[：，]?)\\s*$"
_CHINESE_BEFORE = (
    re.compile(f"{_LEAD_ZH}{_OFFICE_ZH}{_SPEAKS_ZH}{_MARK_ZH}"),
    re.compile(f"{_LEAD_ZH}据{_OFFICE_ZH}{_P}(?P<rest>)(?:介绍|透露|称|说|表示|回忆|解释|所说){_MARK_ZH}"),
    re.compile(f"{_LEAD_ZH}(?:正如|如){_OFFICE_ZH}{_P}(?P<rest>)所[说言写指](?:的那样)?{_MARK_ZH}"),
    re.compile(
        f"{_LEAD_ZH}{_P}的(?:回答|回应|答案|说法|原话|看法|观点|答复|解释)(?P<rest>很?[一-鿿]{{0,5}}?)(?:是|为)?(?P<mark>：)\\s*$"
    ),
    re.compile(
        f"{_LEAD_ZH}{_OFFICE_ZH}{_P}(?P<rest>[^。：；{QUOTATION}\ue000-\uf8ff]{{1,60}}，(?:并|还|又)(?:{_HOW_ZH}){_SHUO}{_TAIL}){_MARK_ZH}"
    ),
)
_HALF = str.maketrans("，：；！？", ",:;!?")
_FULL = str.maketrans(",:;!?", "，：；！？")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks by a sentence: the sign of a person or a pronoun at an offset, and how the words are led in."""

    who: str
    at: int
    mark: str
    end: int
    is_english: bool = False


def after(masked: str, quotation: int) -> Attribution | None:
    """Who speaks by what stands behind a quotation."""
    begin = quotation + 1
    clause, patterns = _language(masked[begin:].split(QUOTATION, maxsplit=1)[0])
    for pattern in patterns[1]:
        if match := pattern.match(clause):
            return Attribution(
                match["who"],
                begin + match.start("who"),
                match.groupdict().get("mark") or "",
                begin + match.end(),
                patterns[2] is _ANY_SAID,
            )
    return None


def before(masked: str, quotation: int) -> Attribution | None:
    """Who speaks by what stands in front of a quotation, since the last sentence or the last quotation."""
    begin = _sentence_begin(masked, quotation)
    clause, patterns = _language(masked[begin:quotation])
    for pattern in patterns[0]:
        match = pattern.match(clause)
        if match and not _says_more(match, patterns[2]):
            mark = match["mark"].strip(" ")
            return Attribution(match["who"], begin + match.start("who"), mark.translate(_HALF), quotation)
    return None


def speaks(clause: str) -> bool:
    """Whether anything in a clause is said."""
    return bool(_ANY_SAID.search(clause) or _ANY_SHUO.search(clause))


_Language = tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...], re.Pattern[str]]


def _language(clause: str) -> tuple[str, _Language]:
    """A clause as its language's patterns expect it, with them."""
    if re.search("[一-鿿]", clause):
        return clause.translate(_FULL), (_CHINESE_BEFORE, _CHINESE_AFTER, _ANY_SHUO)
    return clause, (_ENGLISH_BEFORE, _ENGLISH_AFTER, _ANY_SAID)


def _says_more(match: re.Match[str], said: re.Pattern[str]) -> bool:
    """Whether somebody else may be the one who speaks: a second verb of speech stands around the first."""
    groups = match.groupdict()
    lead = _ASKED.sub("", groups.get("lead") or "", count=1)
    return said.search(lead) is not None or said.search(groups.get("rest") or "") is not None


def _sentence_begin(masked: str, quotation: int) -> int:
    ends = [match.end() for match in re.finditer(rf"[.!?]['’)]?\s+|[。！？]|{QUOTATION}\s*", masked[:quotation])]
    return ends[-1] if ends else len(masked) - len(masked.lstrip())
