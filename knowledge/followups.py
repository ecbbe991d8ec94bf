"""What a follow-up asks, by the question before it: “and what about Altman?” is that question, put to Altman.

By rules alone. Where they are in doubt the follow-up is asked as it stands: an answer to another question than
the one that was meant is worse than none.
"""

import re
from dataclasses import dataclass

from knowledge import followup_forms as forms
from knowledge.folding import simplified
from knowledge.listings import asks_listing
from knowledge.model import Speaker
from knowledge.people import People
from knowledge.questions import asks_view, names
from knowledge.scripts import is_chinese

_LONGEST_BEFORE = 500  # characters of a question that is asked again with a word behind it
# What stands before and behind the one who is asked, or who did what is asked about, and not of whom others speak.
_ASKED_BEFORE = re.compile(
    r"(?:^|\b(?:does|did|do|would|could|should|can|will|has|had|according to|said by))\s*$", re.IGNORECASE
)
_ASKED_BEHIND = re.compile(
    r"(?:['’]s?\s+(?:own\s+)?(?:view|opinion|stance|take|position|thought|argument|belief|plan)"
    r"|\s+(?:on|about|think|say|said|believe|argue|want)s?\b)",
    re.IGNORECASE,
)
_ASKED_BEHIND_ZH = re.compile(
    r"\s*(?:本人|自己)?(?:又|也|是|都|会|曾)?(?:怎么|如何|对|认为|觉得|说|讲|谈|提|支持|同意|反对|担心|相信|主张|批评|为什么|为何|为啥"
    r"|有没有|有什么|有何|是否|是不是|会不会|打算|想|在.{1,12}(?:上|中|里)|的(?:看法|观点|立场|态度|意见|主张|想法))"
)
_SPOKEN_OF_ZH = re.compile(r"(?:对|给|被|关于|谁|把|评价|提到|说|和|与|跟|像|比)\s*$")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The question to ask and the id of the speaker to ask it of, if any; `is_carried` if not just what was typed."""

    question: str
    speaker: str | None = None
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class _Before:
    """The question before: the speakers that it names, and the one whose words it asks for, if that is plain."""

    question: str
    named: tuple[Speaker, ...]
    asked: Speaker | None
    restricted: Speaker | None


def carried(follow_up: str, before: str, people: People, *, asked_of: str | None = None) -> FollowUp:
    """The question that a follow-up asks after the one before.

    `asked_of` is the id of the one speaker whom that was put to, if it was to one alone.
    """
    if asks_listing(before) or not any(char.isalnum() for char in before):
        return FollowUp(follow_up)
    earlier = _before(before, people, asked_of)
    named = people.named_in(follow_up)
    if len(named) == 1:
        found = _put_to(named[0], follow_up, earlier, people)
    elif named:
        found = None
    elif forms.elaborates(follow_up):
        found = _elaborated(follow_up, earlier)
    elif forms.has_pronoun(follow_up):
        found = _of_same(follow_up, earlier, people)
    else:
        found = _on_topic(follow_up, earlier)
    return found or FollowUp(follow_up)


def _before(question: str, people: People, asked_of: str | None) -> _Before:
    named = people.named_in(question)
    restricted = next((speaker for speaker in people.all() if speaker.id == asked_of), None)
    single = named[0] if len(named) == 1 and _is_asked(question, named[0]) else None
    return _Before(question, named, restricted or single, restricted)


# ---- the same question of somebody else


def _put_to(speaker: Speaker, follow_up: str, before: _Before, people: People) -> FollowUp | None:
    rest = _rest(speaker, forms.trimmed(follow_up))
    if rest is None or not forms.is_only_beside_a_name(rest):
        return None
    if speaker in before.named or speaker == before.restricted:
        return None
    same = FollowUp(before.question, speaker.id, True)
    if before.restricted:
        own = before.named == (before.restricted,)
        return _replaced(speaker, follow_up, before, people) if own else same
    if not before.named:
        return None if _is_about_somebody(before.question, people) else same
    if forms.asks_for_view(rest) and not before.asked and len(before.named) == 1:
        return same  # of whom the question speaks, it still speaks
    return _replaced(speaker, follow_up, before, people) if len(before.named) == 1 else None


def _is_about_somebody(question: str, people: People) -> bool:
    """Whether it may be about a person or a company, whose place the one who is named now would take."""
    strangers = [name for name in names(question) if not name.isupper()]
    return bool(people.mentioned_in(question) or strangers) and not asks_view(question)


def _rest(speaker: Speaker, follow_up: str) -> str | None:
    """A follow-up without the speaker's name, also if it is misspelt; None if that cannot be told from a word."""
    spans = _spans(follow_up, speaker)
    rest = _without(follow_up, spans, " ")
    if spans and (not is_chinese(rest) or forms.is_only_beside_a_name(rest)):
        return rest
    typed = forms.besides(follow_up)
    if is_chinese(typed):  # a misspelt name may have a shorter one in it
        return follow_up.replace(typed, " ") if any(len(name) == len(typed) for name in speaker.names) else None
    known = {name.lower() for name in speaker.names}
    if " " in typed or {typed.removesuffix("s"), typed.removesuffix("es")} & known:
        return None
    return re.sub(re.escape(typed), " ", follow_up, flags=re.IGNORECASE)


def _replaced(speaker: Speaker, follow_up: str, before: _Before, people: People) -> FollowUp | None:
    """The question before with this speaker's name for that of the one it named; None if that leaves it unclear."""
    (other,) = before.named
    spans = _spans(before.question, other)
    question = _without(before.question, spans, _called(speaker, follow_up, before.question))
    if not spans or people.named_in(question) != (speaker,):
        return None
    return FollowUp(question, speaker.id if before.restricted else None, True)


# ---- the same speaker on something else


def _on_topic(follow_up: str, before: _Before) -> FollowUp | None:
    topic, speaker = forms.topic(follow_up), before.asked
    if not topic or not speaker or (not before.restricted and not before.named):
        return None
    name = _called(speaker, before.question, follow_up)
    if is_chinese(follow_up):
        sees = "怎么看" if simplified(follow_up) == follow_up else "怎麼看"
        return FollowUp(f"{name}{sees}{topic}？", speaker.id, True)
    return FollowUp(f"What does {name} say about {topic}?", speaker.id, True)


def _of_same(follow_up: str, before: _Before, people: People) -> FollowUp | None:
    """A follow-up on “him” with the name, where nobody else may be meant."""
    speaker = before.asked
    if not speaker or len(before.named) > 1 or (before.named and before.named != (speaker,)):
        return None
    alone = forms.with_name(follow_up, "")
    if forms.is_only_beside_a_name(alone) or (people.mentioned_in(before.question) and not asks_view(follow_up)):
        return None
    name = _called(speaker, before.question, follow_up)
    return FollowUp(forms.with_name(follow_up, name), speaker.id, True)


def _elaborated(follow_up: str, before: _Before) -> FollowUp | None:
    """The question before, and the follow-up behind it."""
    question = before.question.strip()
    if len(question) > _LONGEST_BEFORE:
        return None
    chinese = is_chinese(question)
    if question[-1] not in "?？!！.。":
        question += "？" if chinese else "?"
    speaker = before.restricted.id if before.restricted else None
    return FollowUp(f"{question}{'' if chinese else ' '}{follow_up.strip()}", speaker, True)


# ---- names


def _spans(text: str, speaker: Speaker) -> list[tuple[int, int]]:
    """Where a text has any name of a speaker as it is spelt, in either Chinese script."""
    plain = simplified(text)
    plain = plain if len(plain) == len(text) else text
    spelt = sorted({simplified(name) for name in speaker.names if len(name) > 1}, key=len, reverse=True)
    each = [rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])" if name.isascii() else re.escape(name) for name in spelt]
    return [match.span() for match in re.finditer("|".join(each), plain, re.IGNORECASE)] if each else []


def _without(text: str, spans: list[tuple[int, int]], instead: str) -> str:
    for start, end in reversed(spans):
        text = text[:start] + instead + text[end:]
    return text


def _called(speaker: Speaker, typed: str, into: str) -> str:
    """A speaker's name as it was typed, unless that is Chinese and the text it goes into is not."""
    spans = _spans(typed, speaker)
    spelt = [typed[start:end] for start, end in spans[:1]]
    fitting = (name for name in speaker.names if is_chinese(name) == is_chinese(into))
    if spelt and (is_chinese(into) or not is_chinese(spelt[0])):
        return spelt[0]
    return next(fitting, speaker.name)


def _is_asked(question: str, speaker: Speaker) -> bool:
    """Whether a question asks what this speaker says or does, rather than what is said or done of them."""
    for start, end in _spans(question, speaker)[:1]:
        front, behind = question[:start], simplified(question[end:])
        if is_chinese(question):
            done_to = _SPOKEN_OF_ZH.search(simplified(front)) or "被" in behind
            return bool(_ASKED_BEHIND_ZH.match(behind)) and not done_to
        return bool(_ASKED_BEFORE.search(front) or _ASKED_BEHIND.match(behind))
    return False
