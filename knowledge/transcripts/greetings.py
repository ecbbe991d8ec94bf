"""Sentences that are nothing but greeting, goodbye, or a request to subscribe, in Chinese and English.

Only a whole sentence is one: who greets and goes on to say something has said something.
"""

import re

from knowledge.folding import folded
from knowledge.sentences import width

_LONGEST = 60  # width of a sentence; a longer one says more than welcome
_PEOPLE = (
    r"(?:everyone|everybody|all|folks|guys|friends|listeners|viewers|there|again|(?:my )?friends"
    r"|ladies and gentlemen|world)"
)
_SHOW = r"(?:podcast|show|episode|video|channel|stream|broadcast|program|programme|series|newsletter)"
_HELLO = (
    rf"(?:(?:hello|hi|hey|howdy|greetings),?(?: {_PEOPLE})+|good (?:morning|afternoon|evening"
    rf"|day)(?:,?(?: and good \w+| to you all| {_PEOPLE}))+)"
)
_HI = rf"(?:{_HELLO}|hello|hi|hey|good (?:morning|afternoon|evening|day))"
_WELCOME = (
    rf"(?:welcome(?: back)?(?: {_PEOPLE})?(?: to (?:(?:the|this|our|my|another|today's"
    rf"|a new)\b.{{0,40}}\b{_SHOW}\b.{{0,30}}|our \w+))?)"
)
_NAMED = r"welcome(?: back)? to [\w' ]{2,40}"  # may be a place as well, so that it needs a greeting before it
_LEAD = (
    r"(?:(?:and|so|but|as always|also|again|please|all right|alright|okay|ok|well|finally|lastly"
    r"|remember(?: to)?|be sure to|make sure (?:to|you(?:'re| are)?|that you)|do|don't forget to|just"
    r"|go ahead and|if you [^.!?]{2,80}?,|before (?:we|you) [^.!?]{2,30}?,)[ ,]*)*"
)
_ASK = (
    r"(?:(?:like|subscribe|share|follow|comment|rate|leave|hit|smash|ring|give|drop|click|tap|turn on|review"
    r"|subscribed)\b.{0,60}"
    r"\b(?:subscrib\w+|channel|bell|notifications?|like button|likes|thumbs up|review|five stars?|5 stars?"
    r"|rating|wherever you (?:listen|get))\b.{0,60}"
    r"|(?:like|share) and (?:share|subscribe|follow)\b.{0,60}|subscribe(?:d)?(?: now| today| and .{0,50}"
    r"| so .{0,50})?)"
)
_BYE = (
    rf"(?:(?:thanks|thank you)(?: (?:so|very) much)?(?: (?:again|{_PEOPLE}))* for (?:listening|watching"
    rf"|tuning in|joining us|being with us)(?: (?:to|today|this week|everyone|everybody|again)\b.{{0,40}})?"
    r"|(?:i'll |we'll |i will |we will )?see you (?:all |guys |everyone )?(?:in the )?(?:next (?:time|week"
    r"|episode|one|video|month)|tomorrow|again soon)"
    r"|(?:until|till) next time|(?:good)?bye(?:[- ]bye)?(?: everyone| everybody| all| for now)"
    r"|take care(?: everyone)?|stay tuned)"
)
_ENGLISH = re.compile(
    rf"(?:{_HELLO}|{_HI}[ ,!]*(?:and )?{_NAMED}|(?:{_HI}[ ,!]*)?(?:and )?{_WELCOME}|{_LEAD}{_ASK}"
    rf"|{_LEAD}{_BYE}(?:[ ,]+(?:and )?{_BYE})*)[ .!?]*"
)

_DEAR = r"(?:大家|各位|听众|观众|朋友们?|听友们?|网友们?|们|的|你们|小伙伴)"
_HAO = (
    rf"(?:(?:{_DEAR}+)(?:早上|上午|中午|下午|晚上)?好|(?:早上|上午|中午|下午|晚上)好(?:{_DEAR}+)|(?:哈喽|嗨"
    rf"|hello|hi){_DEAR}+)[,!啊呀]*"
)
_LAI = (
    r"(?:(?:又)?欢迎(?:大家|各位|您|你们?|朋友们)?(?:再次|又)?(?:收听|收看|观看|来到|回到|回来"
    r"|锁定)[^,。!?]{0,30})"
)
_WANT = (
    r"(?:(?:那么?|最后|也|还|如果|要是|要|假如)?(?:你|您|大家|各位|朋友们)?(?:也)?(?:喜欢"
    r"|觉得)[^。!?]{2,40}?,?)?"
)
_PLEASE = (
    r"(?:那|就|也|还|大家|可以|欢迎|请|记得|别忘了?|不要忘了?|麻烦|一定要|不妨|顺手|多多|给我们?|帮我们?"
    r"|在[^,。!?]{1,20}|[^,。!?]{0,12}(?:上|里))*"
)
_DO = (
    r"(?:点赞|点个赞|订阅|关注|转发|收藏|分享|评论|留言|投币|打赏|三连|一键三连|好评|五星|小铃铛|公众号|听友群"
    r"|粉丝群)"
)
_CHINESE = re.compile(
    rf"(?:{_HAO}(?:{_LAI})?|{_LAI}|{_HAO}我是[^,。!?]{{1,10}}"
    rf"|{_WANT}(?:请|欢迎|记得|别忘|不要忘|麻烦|一定要|不妨|可以|就)[^。!?]{{0,20}}?{_DO}[^。!?]{{0,50}}"
    rf"|{_WANT}{_DO}(?:[,、和 ]*(?:{_DO}|转给[^。!?]{{1,10}}))*"
    r"|(?:那么?|好|好了|最后|再次|也|[,])*(?:(?:谢谢|感谢|多谢)(?:大家|各位|您|你们?|朋友们)?的?(?:收听|收看"
    r"|观看|聆听)[^。!?,]{0,12}|(?:我们|咱们)?(?:下期|下周|下次|下集|下一期|下一集|明天|明晚)(?:节目"
    r"|视频)?(?:再见|再会|见)|(?:(?:大家|各位)(?:再见|拜拜)|(?:再见|拜拜)(?:大家|各位))[,!]*)+"
    r"(?:,?(?:(?:我们|咱们)?(?:下期|下周|下次|下集|下一期)(?:节目|视频)?(?:再见|再会|见)|再见|拜拜))?)[ ,。.!?~]*"
)
_COMING = re.compile(r"来到|回到")  # somewhere, which may be no show
_PLACES = re.compile(
    r"节目|频道|播客|直播|本期|这期|这一期|电台|收听|收看|观看|锁定|回来|[《“「【]"
    r"|^欢迎来到[a-z][a-z0-9' ]{1,20}[。.!]*$"
)


def is_greeting(sentence: str) -> bool:
    """Whether a sentence is nothing but greeting, goodbye, or a request to subscribe."""
    plain = " ".join(folded(sentence.replace("’", "'")).split()).strip(' "“”')
    if not plain or width(plain) > _LONGEST or not any(map(str.isalnum, plain)):
        return False
    if _ENGLISH.fullmatch(plain.replace(" ,", ",")):
        return True
    if not _CHINESE.fullmatch(plain):
        return False
    return not _COMING.search(plain) or _PLACES.search(plain) is not None
