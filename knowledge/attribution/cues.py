"""What in a sentence tells who says it, in Chinese and in English: each cue is a name and where it is found.

A cue of a voice speaks for the one who asks or the one who answers; a cue of a join speaks for a change of voice.
"""

import re

_QUESTION = re.compile(r"\?[”’\"')\]]*$|[吗呢么][。.…]*$")
_YOU_KNOW = re.compile(r"你知道|你懂的|\byou know\b|\byou see\b")

# Read on folded text: lower case, half width, simplified characters.
_PATTERNS = {
    "asks how": r"什么|怎么|为何|为什么|如何|是否|哪[些个里]|谁|多少|\b(?:what|how|why|which|who|where|when)\b",
    "asks whether": r"有没有|是不是|能不能|会不会|难道|对吗|"
    r"^(?:(?:and|so|but|or|well|now),? )?(?:is|are|was|were|do|does|did|can|could|will|would|have|has|should) ",
    "asks you": r"你(?:们)?(?:认为|觉得|怎么看|如何看|相信|同意|打算|会不会|有什么|有没有|是否|是如何|怎么|如何"
    r"|会|还|愿意)|"
    r"您(?:认为|觉得|怎么看)|\b(?:do|did|are|were|can|could|would|will|have|should|don 't|don't|didn't|aren't) you\b|"
    r"\bwhat(?:'s| is| are) your\b",
    "requests": r"(?:你|您)(?:们)?(?:能否|能不能|可以|可否|能)?(?:给|向|跟|和|为|帮)?我们?.{0,4}(?:讲|介绍|分享"
    r"|解释|谈|说说|聊|描述|具体)|"
    r"请(?:你|您)|告诉我们|帮(?:助)?我(?:们)?理解|举个例子吗|"
    r"\b(?:tell (?:us|me)|walk (?:us|me) through|talk (?:to us |to me )?about|explain|describe|share with|take us)\b",
    "you": r"你|您|\byou(?:r|rs|rself)?\b",
    "you did": r"你(?:们)?(?:现在|也|还|已经|曾经?|刚刚?|之前|当时|确实|真的|显然|一直|正|正在|最近|最后)*"
    r"(?:拥有|有|是|被|做|说|谈|提|写|创|发布|离开|筹集|试图|开始|关注|把|将|让|在|不|没|称|经营|选择|决定)|"
    r"\byou(?:'re|'ve| were| are| had| did| have been)\b",
    "anybody": r"(?:如果|当|只要|除非|假设|想象|让|给)你|你(?:就|可以|会|能|必须|需要|得|要|不能|不必|无法|想要|只需)|"
    r"\b(?:if|when|once|unless) you\b|\byou (?:can|could|need|have to|must|want|would|might|get|just)\b|\byou'll\b",
    "your": r"你的|你们|您的|\byour\b",
    "you have said": r"(?:你|您)(?:刚才|刚刚|之前|曾|最近)?(?:所)?(?:说|提到|谈到|讲|写|提出|创立|创办|发布|做)"
    r"|\byou(?:'ve| have)? "
    r"(?:said|mentioned|wrote|talked|described|founded|started|launched|were saying)\b",
    "wants to know": r"我(?:很|也|只是|一直)?(?:想|要)(?:问|了解|知道|听听|听|请教|深入|谈谈|进入)|我(?:很"
    r"|只是)?好奇|我的(?:下一个)?问题|问(?:你|您)"
    r"|另一个问题|最后一个?问题|\b(?:i wonder|i'm curious|curious|my question|let me ask|i want to ask|wanted to ask"
    r"|i'd like to (?:ask|know|hear)"
    r"|i'd love to|(?:one|another|next|last|final) question)\b",
    "leads": r"让我们|我们(?:来|今天|将|再)(?:谈|聊|讨论|回到|进入|看)|接下来|下一个(?:话题|问题)|\blet(?:'s"
    r"| us)\b|\b(?:moving|turning) (?:on"
    r"|to)\b",
    "hosts": r"欢迎(?:来到|收听|收看|回到|你|您)?|播客|本集|节目|听众|订阅|嘉宾|感谢(?:你|您)的?(?:到来|时间"
    r"|加入|坦诚|工作|谈话|参与)|"
    r"\b(?:welcome|podcast|episode|listeners?|audience|subscribe|our guest|thank(?:s| you) (?:so much "
    r"|very much )?for (?:joining|coming|being))\b",
    "guests": r"感谢(?:你|您|你们)?(?:的)?邀请|谢谢(?:你|您|你们)?(?:的)?邀请|很高兴(?:来到|能来|与你们|和你们)|"
    r"\b(?:thank(?:s| you) (?:so much |very much )?for (?:having|inviting)|(?:great|good|glad|happy"
    r"|pleasure) to be here)\b",
    "praises a question": r"(?:好|棘手|有趣|关键|重要|难|大)的?问题|回到(?:你|您)的?.{0,6}问题|回答(?:你|您"
    r"|这个)|(?:你|您)的(?:最初的?)?问题|"
    r"\b(?:good|great|interesting|excellent|tough|hard|fair) question\b|\byour question\b|\bto answer\b",
    "we": r"我们|\b(?:we|our|us)\b",
    "i": r"我(?!们)|\b(?:i|my|me|i'm|i've)\b",
    "thinks": r"我(?:们)?(?:个人)?(?:认为|觉得|相信|想,|想说|的看法|的意思是|同意|不认为|不知道|不确定|承认)|"
    r"\b(?:i (?:think|believe|guess|mean|feel|don't know|would say)|in my (?:view|opinion))\b",
    "explains": r"因为|因此|例如|比如|首先|其次|也就是说|换句话说|这就是|事实上|实际上|其中|包括|"
    r"\b(?:because|for example|for instance|first|second|in fact|actually|basically|which means|such as|including)\b",
    "our work": r"我们(?:的|正在|已经|希望|会|将|真的|试图|公司|团队|认为|有|也|需要|拥有|可以|能够)|"
    r"\bwe(?:'re| are|'ve| have|'ll| will)\b|\bour (?:team|company|goal|mission|work|models?|members)\b",
    "amazed": r"太(?:疯狂|不可思议|棒|神奇|酷)了?|令人(?:难以置信|惊叹)|哇|天哪|\b(?:wow|amazing|incredible"
    r"|unbelievable|crazy"
    r"|fascinating)\b",
    "they say": r"人们(?:经常|常|都)?(?:说|讨论|谈论|认为)|有人(?:说|认为)|据报道|据说|批评|\b(?:people say"
    r"|critics|some (?:people )?(?:say"
    r"|argue))\b",
    "past": r"当时|那时|(?:19|20)\d\d年|年前|我记得|曾经|了解到|\b(?:ago|back then|remember|used to)\b"
    r"|\bin (?:19|20)\d\d\b",
    "hypothetical": r"如果|假设|想象一下|\b(?:if|suppose|imagine)\b",
    "number": r"\d",
    "quoted": r"[“\"「]",
}
_OPENINGS = {
    "yes": r"(?:是的|对的?|没错|当然|绝对|确实|完全正确|好的|好吧|可以|yes|yeah|yep|sure|right|exactly"
    r"|absolutely|of course|ok"
    r"|okay)(?![\w])",
    "no": r"(?:不[,。是]|没有[,。]|no\b|not really|nope)",
    "well": r"(?:嗯|呃|哦|噢|啊|哎|好吧|well|um+|uh+|oh|hm+|ah|look|listen)(?![\w])",
    "so": r"(?:所以|那么|因此|然后|于是|so|then|and so)(?!\w*(?:much|many))",
    "and": r"(?:而且|并且|而|并|还有|也|此外|另外|同时|以及|之后|接着|and|also)(?![a-z])",
    "but": r"(?:但|可是|然而|不过|尽管|虽然|but|however|though)(?![a-z])",
    "i think": r"我(?:们)?(?:个人)?(?:认为|觉得|想|相信|同意|的意思)|i (?:think|believe|guess|mean|agree)\b",
    "this": r"(?:这|那|它|它们|他们|他|她|it|that|this|they|he|she)(?![a-z])",
    "you": r"(?:你|您|you)(?![a-z])",
    "we": r"(?:我们|we)(?![a-z])",
    "question word": r"(?:什么|怎么|为什么|如何|谁|哪|是否|what|how|why|which|who|where|when|is|are|do|does|did"
    r"|can|could|will"
    r"|would)(?![a-z])",
    "example": r"(?:例如|比如|就像|就是|like|for example)(?![a-z])",
}
_CUES = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
_OPENS = {name: re.compile(r"[“\"'(\s]*" + pattern) for name, pattern in _OPENINGS.items()}


def is_question(text: str) -> bool:
    return _QUESTION.search(text.rstrip()) is not None


def found(text: str) -> frozenset[str]:
    """The cues in a folded sentence."""
    plain = _YOU_KNOW.sub(" ", text)
    return frozenset(name for name, pattern in _CUES.items() if pattern.search(plain))


def opening(text: str) -> frozenset[str]:
    """How a folded sentence begins."""
    return frozenset(name for name, pattern in _OPENS.items() if pattern.match(text))
