"""Which words of a passage are worth quoting for themselves."""

import re
from collections.abc import Iterator

from knowledge.model import OWN_WORDS, Passage
from knowledge.sentences import Span, sentences

SHORTEST, LONGEST = 20, 300  # characters of a quote that stands by itself

# A thought that begins like this hangs on what came before it.
_HANGING = re.compile(
    r"(?:但|而|所以|然后|因此|不过|并且|其中|另外|此外|比如|例如|就像|接着|于是|那么|因为|除此|同样|相反|首先|其次|最后|或者|否则|尤其|特别是|即使"
    r"|它|他|她|这|那|其|该|以及|关于|是的|不是|对[。，,]|对吧|好[的吧]|嗯|呃|哦|啊|当然|确实|没错|完全|绝对|也就是说|换句话说|换言之|总之|同理|显然|实际上|事实上|如果我这么|也许你|你知道|我的意思"
    r"|(?:but|so|and|or|nor|yet|because|then|yeah|yes|no|nope|ok|okay|well|um+|uh+|hmm+|right|sure|oh|it|its|it's|this|that|that's|these|those|they"
    r"|he|she|there|also|which|who|like|however|therefore|for example|anyway|mm|exactly|absolutely|i mean|you know)\b)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"你知道|我的意思是|嗯|呃|什么的|之类的|诸如此类|…|\.\.\.|\(笑\)"
    r"|\b(?:you know|i mean|sort of|kind of|um+|uh+|like,)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"欢迎|谢谢|感谢(?!上帝)|再见|你好|很高兴|节目|订阅"
    r"|\b(?:welcome|thank|thanks|goodbye|hello|subscribe|episode|nice to meet)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[。！!.][”’」』）)\"']*$")
_ADDRESSED = re.compile(r"^[A-Z][a-z]+[，,]")
# What points at something said elsewhere is no whole thought.
_POINTING = re.compile(
    r"^.{0,10}(?:它|这[个些种样件么]|那[个些种样件么]|此|当时|这里|那里|其中)"
    r"|这样[做说]|那样[做说]|这么[做说]|这一点|那一点|这件事|那件事|刚才|刚刚说|上面|前面说|之前[说提]|稍后|我们会谈|问题的第"
    r"|\b(?:as i said|like i said|do that|do this|like that|that one|this one|those|later on)\b",
    re.IGNORECASE,
)
# A thought judges, demands, generalises or predicts; the rest is telling.
_THOUGHT = re.compile(
    r"认为|相信|觉得|希望|担心|应该|必须|需要|不能|不会|永远|总是|从不|最[大好重伟强]|每个|每一|所有|任何|没有人|人类|世界|未来|意味着"
    r"|不是|如果|只有|重要|关键|本质|真正|将[会是]|更[好大多]"
    r"|\b(?:think|believe|feel|hope|worry|should|must|need|never|always|every|everyone|nobody|anyone|best|worst|most|means"
    r"|matters|important|future|world|people|if|cannot|can't|won't|will)\b",
    re.IGNORECASE,
)


def quotable(passage: Passage) -> Iterator[Span]:
    """Spans of a passage that are a whole thought by themselves, in somebody's own words."""
    if passage.kind not in OWN_WORDS or passage.speaker is None:
        return
    for begin, end in sentences(passage.text):
        broken_off = passage.text[:begin].rstrip().endswith(("…", "...", "，", ","))
        if not broken_off and is_quotable(passage.text[begin:end]):
            yield begin, end


def is_quotable(sentence: str) -> bool:
    """A thought of its own: no question, greeting, filler or fragment, nothing that hangs on the one before."""
    return (
        SHORTEST <= len(sentence) <= LONGEST
        and bool(_ENDS.search(sentence))
        and not any(mark in sentence for mark in "?？")
        and sentence[0] not in ",，、;；)）”"
        and not any(rule.search(sentence) for rule in (_FILLER, _COURTESY, _ADDRESSED, _POINTING))
        and not _HANGING.match(sentence)
        and bool(_THOUGHT.search(sentence))
    )


def thought(said: str) -> float:
    """How much something said is a thought that stands by itself rather than telling, filler or courtesy."""
    faults = (_FILLER, _POINTING, _COURTESY)
    return (
        bool(_THOUGHT.search(said))
        - 0.5 * sum(bool(rule.search(said)) for rule in faults)
        - 0.5 * bool(_HANGING.match(said))
        - 0.5 * (not _ENDS.search(said))
    )
