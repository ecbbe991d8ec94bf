"""The forms that follow-ups take: a name alone, “why?”, a bare topic, a pronoun; who there is, is not known here."""

import re

from knowledge.folding import simplified
from knowledge.scripts import is_chinese
from knowledge.tokens import is_telling

_START = re.compile(
    r"^\s*(?:(?:ok|okay|yes|yeah|right|well|hm+|sure|对|對|好|好的|嗯+|哦|噢|行)[\s,，。.!！]+)+(?!about\b)",
    re.IGNORECASE,
)
_END = re.compile(r"[\s?？!！.。…~～,，]+$")
_LATIN = re.compile(r"[a-z]+(?:-[a-z]+)*|\d+")
# A follow-up of nothing but these words and a name puts the question before to whom it names.
_BESIDE_NAME = frozenset(
    "and but or so then also ok okay what how about does did would might s of on it that this to say says said think"
    " thinks thought feel feels view views opinion opinions take position stance agree agrees disagree too as well same"
    " see believe believes him her".split()
)
_VIEW = frozenset(
    "say says said think thinks thought feel feels view views opinion opinions take position stance agree agrees"
    " disagree see believe believes would might".split()
)
_BESIDE_NAME_ZH = re.compile(
    "怎么看待|如何看待|怎么看|如何看|怎么想|怎么说|怎么认为|怎么觉得|是什么|有什么|说了什么|说什么|什么|对此|对这个|这个问题"
    "|换成|换做|如果是|要是|那么|那|还有|以及|而|又|也|会|是|都|同意|赞同|支持|反对|不|吗|呢|啊|呀|吧|嘛|的|看法|观点|意见|态度|立场|觉得|认为|这么|想|说|一样"
)
_VIEW_ZH = re.compile("看|想|说|同意|赞同|支持|反对|看法|观点|意见|态度|立场|觉得|认为")
_ELABORATES = re.compile(
    r"(?:and |but |ok |okay |so )?(?:why(?: not| so| is that(?: so)?"
    r"| (?:does|did|do|would) (?:he|she|they) (?:think|say|believe|want)(?: so| that| this| it)?)?"
    r"|how so|how come|how|in what way|for (?:example|instance)|such as|like what|any examples?|an? example"
    r"|since when|when|where|what(?:'s|’s| is| are| were) the reasons?|what for)"
)
_ELABORATES_ZH = re.compile(
    "(?:那么?|但是?|可是?)?[他她]?们?(?:这?是|又)?(?:为什么|为啥|为何|什么原因|原因是什么|什么理由|理由是什么|怎么会"
    "|比如说?|例如|举例|举个例子|举例来说|比如什么|什么时候|何时|在哪里?|哪里|原因|理由)(?:会|要)?"
    "(?:这[么样](?:说|想|认为|觉得|看))?[呢啊呀吗]?"
)
_TOPIC = re.compile(
    r"(?:and\s*,?\s*|(?:but|ok|okay|so|then)\s*,?\s*(?=what about|how about|on |about ))?"
    r"(?P<about>(?:(?:what|how) about|as for|about|regarding|on|in|for|with)\s+)?(?P<topic>.+)",
    re.IGNORECASE,
)
_TOPIC_ZH = re.compile(
    "(?P<lead>(?:那么?|还有|以及|另外|而)?[,，\\s]*(?:关于|对于|至于|说到|谈到|对)?)(?P<topic>.+?)(?:方面|这块|的话)?(?P<ne>呢)?"
)
# No topic has these: a question or a sentence by itself, a turn of talk, or a pointer to something else.
_NO_TOPIC = frozenset(
    "what how who whom whose why when where which does do did is are was were be been can could should would will shall"
    " has have had if it its he him his she her hers you your we us our they them their i me my now then today tomorrow"
    " yesterday later before after again other others everyone everybody anyone anybody someone somebody else rest"
    " this that these those here there more less so too also seriously yes no yeah please thanks thank ok okay lol not"
    " tell say says said think explain give show compare versus vs next last first second another one".split()
)
_NO_TOPIC_ZH = re.compile(
    "什么|怎|为何|为啥|谁|哪|吗|多少|几|是否|是不是|有没有|能不能|会不会|要不要|如何|[你我他她它您咱]|大家|别人|其他|其它|另外|这|那"
    "|现在|后来|然后|以前|之前|之后|以后|最近|今天|今年|明年|去年|未来|将来|所以|结果|但|不过|可是|真的|具体|更多|还|再|谢|请|比较|对比|下一"
)
_IDENTITY = re.compile(r"\bwho(?:se|m)?\b|谁|誰", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(?:his\b|her(?=\s+[a-z]))", re.IGNORECASE)
_PRONOUN_ZH = re.compile("(?<![其吉])[他她](?!们|人|妈)")
_MOST_WORDS, _MOST_CHARACTERS = 5, 10


def trimmed(text: str) -> str:
    """Without “ok,” at its beginning and marks at its end."""
    return _START.sub("", _END.sub("", text.strip()))


def is_only_beside_a_name(rest: str) -> bool:
    """Whether what a follow-up says beside a name is no question of its own."""
    han = re.sub(r"[\W\d_]+", "", simplified(rest))
    if is_chinese(han):
        return not _BESIDE_NAME_ZH.sub("", han)
    return set(_LATIN.findall(rest.lower())) <= _BESIDE_NAME


def besides(follow_up: str) -> str:
    """What a follow-up has but for such words: a name that is misspelt, if it has one."""
    plain = trimmed(simplified(follow_up))
    if is_chinese(plain):
        return _BESIDE_NAME_ZH.sub("", plain).strip()
    return " ".join(word for word in _LATIN.findall(plain.lower()) if word not in _BESIDE_NAME)


def asks_for_view(rest: str) -> bool:
    """Whether a follow-up asks what somebody thinks or says, rather than only naming them."""
    return bool(_VIEW & set(_LATIN.findall(rest.lower())) or _VIEW_ZH.search(simplified(rest)))


def elaborates(follow_up: str) -> bool:
    """Whether it asks no more than why, when, where, or for an example."""
    plain = trimmed(simplified(follow_up)).lower()
    return bool(_ELABORATES.fullmatch(plain) or _ELABORATES_ZH.fullmatch(plain))


def topic(follow_up: str) -> str | None:
    """The new topic of a follow-up that has nothing else: “and on China?”, “那中国呢?”."""
    plain = trimmed(follow_up)
    return _topic_in_chinese(plain) if is_chinese(plain) else _topic_in_english(plain)


def _topic_in_english(plain: str) -> str | None:
    match = _TOPIC.fullmatch(plain)
    if not match or not match.start("topic"):
        return None
    words = _LATIN.findall(match["topic"].lower())
    if not words or len(words) > _MOST_WORDS or _NO_TOPIC & set(words) or words[-1].endswith("ly"):
        return None
    return match["topic"] if any(word.isalpha() and is_telling(word) for word in words) else None


def _topic_in_chinese(plain: str) -> str | None:
    match = _TOPIC_ZH.fullmatch(plain)
    if not match or not (match["lead"] or match["ne"]):
        return None
    found = match["topic"].strip()
    if len(found) > _MOST_CHARACTERS or _NO_TOPIC_ZH.search(simplified(found)):
        return None
    return found if any(char.isalpha() for char in found) else None


def has_pronoun(follow_up: str) -> bool:
    """Whether it speaks of one person without the name, and does not ask who that is."""
    if _IDENTITY.search(follow_up):
        return False
    return bool(_PRONOUN_ZH.search(follow_up) if is_chinese(follow_up) else _PRONOUN.search(follow_up))


def with_name(follow_up: str, name: str) -> str:
    """A follow-up with a name in the place of its pronouns."""
    if is_chinese(follow_up):
        return _PRONOUN_ZH.sub(name, follow_up)
    return _PRONOUN.sub(name, _POSSESSIVE.sub(f"{name}'s", follow_up))
