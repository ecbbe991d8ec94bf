"""On what a question asks for somebody's view: “what does Altman say about China?”, “奥特曼怎么看中国？”. Pure."""

import re
from collections.abc import Sequence

from knowledge.folding import simplified

_SAYS = r"(?:say|think|thought|feel|believe|talk|opinion|view|stance|take|position|see)s?"
_DOES = "(?:['’]?s| is| are| does| did| do| would)?"
_ON = r"(?:about|of|on|regarding|towards?) (?P<topic>.+)"
_ENGLISH = (
    rf"(?:so |and )?(?:what|how){_DOES} NAME(?:['’]s?)? (?:[a-z]+ )?{_SAYS}\b.{{0,12}}? {_ON}",
    rf"NAME(?:['’]s?)? (?:own )?(?:opinions?|views?|stance|take|position|thoughts) {_ON}",
)
_VIEW = "的?(?:看法|观点|态度|立场|意见)|怎么[看说想]|有(?:什么|何|哪些)(?:看法|观点|意见)"
_CHINESE = (
    r"NAME(?:本人|自己)?(?:又|也|是|会|都)?(?:怎么|如何|怎样)(?:看待?|评价|想|理解)(?P<topic>.+)",
    rf"NAME(?:本人|自己)?(?:对|关于)(?P<topic>.+?)(?:这件事|这个问题)?(?:{_VIEW}).{{0,4}}",
    r"(?:怎么|如何)看待?(?P<topic>.+?)[,，]?NAME(?:怎么说|说了什么)?",
)
_LONGEST = 24  # characters of what is plainly a topic and not a question of its own


def topic_of_view(question: str, names: Sequence[str]) -> str | None:
    """The topic on which a question asks for the view of somebody of these names; None where it asks otherwise."""
    asked = simplified(question).strip().rstrip("?？。.!！ ")
    spellings = {*names, *(word for name in names if name.isascii() for word in name.split() if len(word) > 2)}
    name = "|".join(re.escape(simplified(one)) for one in sorted(spellings, key=len, reverse=True))
    for form in (*_ENGLISH, *_CHINESE):
        match = re.fullmatch(form.replace("NAME", f"(?:{name})"), asked, re.IGNORECASE)
        if match and 0 < len(match["topic"].strip()) <= _LONGEST:
            return match["topic"].strip()
    return None
