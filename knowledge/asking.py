"""Whether a message among people is a question to whoever knows the answer, by its form alone."""

import re

from knowledge.folding import simplified
from knowledge.scripts import is_chinese

_ADDRESS = re.compile(r"https?://\S+")
_CLOSING = " \n\t\"'”’』」）)】~～*_🤔😂🙏😅👀"
_STOPS = (".", "!", "。", "！", "…", ":", "：")
_LEAST_WORDS, _LEAST_CHARACTERS = 3, 5
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\s*\n\s*|\s+[–—-]\s+")
_OPENING = re.compile(
    r"^(?:(?:so|and|but|ok|okay|well|hey|hi|hello|um|uh|btw|also|wait|question|quick question|just curious|curious)\b"
    r"(?: (?:all|guys|everyone|everybody|folks|there)\b)?[\s,:;.!–—-]*)+",
    re.IGNORECASE,
)
_SUBJECT = (
    r"(?:i|you|we|they|he|she|it|there|this|that|these|those|the|an?|any|anyone|anybody|anything|someone|somebody|people"
    r"|everyone|his|her|their|its|your|our|my|(?-i:[A-Z]\S*))\b"
)
_BE_OR_DO = r"(?:is|are|was|were|does|did|do|can|could|should|would|will|has|have|had|might|am)(?:n['’]t)?\b"
_NO_NOUN = r"(?!(?:i|you|we|they|he|she|it|an?|the|this|that|these|those|to|if|my|your|our|his|her|their)\b)"
# A statement may begin with the same words: “what I mean is”, “which is why”, “have a nice day”, “does not work”.
_ASKING = re.compile(
    rf"(?:what|why|how|when|where|which|whose|whom)(?:['’]?(?:s|re|d)\b|(?: {_NO_NOUN}[\w'’-]+){{0,2}}? {_BE_OR_DO})"
    r"(?! (?:why|how|what|when|where)\b)"
    r"|(?:how|what) about\b|how come\b|why not\b"
    r"|who(?:['’]?s\b|['’](?:re|d)\b| (?!(?:i|you|we|they|he|she|it|cares?|knows?|knew)\b)\w+)"
    r"|(?:does|did|doesn['’]t|didn['’]t) (?!not\b)\w+"
    rf"|{_BE_OR_DO} (?!an? (?:nice|good|great|safe|look)\b){_SUBJECT}"
    r"|any(?:one|body) (?:here )?(?:know|knows|remember|remembers|recall|heard|got|have|has|can)\b",
    re.IGNORECASE,
)
_NOT_ASKING_ZH = re.compile(
    r"没(?:有)?(?:什么|啥|谁|多少|怎么)|(?:什么|啥|谁|哪里|哪儿|怎么\w?|多少|哪\w{0,2})[都也]|无论\w*|不管\w*|不论\w*|哪怕|什么的"
    r"|怎么说呢|多少有[点些]|不怎么|这么多|有什么说什么|(?:我)?不?知道(?:为什么|为啥|怎么)|为什么我(?!们)|谁知道|好几|几乎|几句|十几|几十|几百"
)
_ASKING_ZH = re.compile(
    r"什么|为何|为啥|怎么|怎样|如何|谁|哪|多少|几(?:个|年|天|次|种|条|岁|点|位|集|期)|是否|是不是|有没有|会不会|能不能"
    r"|可不可以|要不要|对不对|好不好|啥|咋|([\u4e00-\u9fff])不\1|(?:吗|么)\s*$|请问"
)


def is_question(text: str) -> bool:
    """Whether a message among people is a question to whoever knows, by its form; in doubt it is not.

    Long enough to ask anything, and with a question mark at its end, the form of an English question at the
    last sentence's beginning, or a Chinese question word.
    """
    said = _ADDRESS.sub(" ", text).strip().rstrip(_CLOSING)
    if not _is_long_enough(said):
        return False
    if said.endswith(("?", "？")):
        return True
    if said.endswith(_STOPS):
        return False
    if is_chinese(said):
        return _ASKING_ZH.search(_NOT_ASKING_ZH.sub("", simplified(said))) is not None
    return _ASKING.match(_OPENING.sub("", _SENTENCE_END.split(said)[-1])) is not None


def _is_long_enough(said: str) -> bool:
    if is_chinese(said):
        return sum(char.isalnum() for char in said) >= _LEAST_CHARACTERS
    return len(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", said)) >= _LEAST_WORDS
