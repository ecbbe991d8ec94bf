"""What gives away a sponsor read, sentence by sentence, in Chinese and English; no product is named here.

Texts are folded before they are looked at. Which sentences make up a read is decided in `promotions`.
"""

import re
from collections.abc import Iterable
from enum import Enum, auto
from functools import lru_cache

from knowledge.folding import folded
from knowledge.transcripts.promotion_frames import FRAMES

_SITE = (
    r"(?:[a-z0-9][\w-]*\.)+"
    r"(?:com|org|net|io|co|ai|app|dev|cn|me|tv|fm|shop|store|health|life|us|uk|eu|xyz|info|link)\b"
)
_SPOKEN = r"[\w-]+(?:\ dot\ |\.)(?:com|org|net|io|co|ai|app|dev|health)\b"
_SHOW = r"(?:episode|podcast|show|video|stream|livestream|broadcast|edition|newsletter|conversation|interview)"


class Cue(Enum):
    """What a sentence of a read may be."""

    ANNOUNCED = auto()  # says that there is a sponsor of this very recording
    CODE = auto()  # has a code that takes something off the price
    CALL = auto()  # sends the listener to an address, a link, a shop
    OFFER = auto()  # has a price, what is taken off it, a trial
    ACTION = auto()  # tells the listener to sign up, order, scan
    AUDIENCE = auto()  # says that the listeners of this show have it better than others
    TESTIMONY = auto()  # says that who reads it has used it, written it or founded it
    PITCH = auto()  # says what the product is and does for you
    OPENING = auto()  # interrupts the conversation
    CLOSING = auto()  # goes on with it
    LEAD = auto()  # turns to the listener, as reads like to begin
    TALK = auto()  # reports what was said, or weighs what to do: nobody reads that out for money


WEIGHTS = {
    Cue.ANNOUNCED: 5.0,
    Cue.CODE: 3.5,
    Cue.CALL: 3.0,
    Cue.OFFER: 1.6,
    Cue.ACTION: 1.2,
    Cue.AUDIENCE: 1.4,
    Cue.TESTIMONY: 1.2,
    Cue.PITCH: 1.0,
    Cue.OPENING: 1.6,
    Cue.CLOSING: 1.6,
    Cue.LEAD: 0.7,
    Cue.TALK: -2.0,
}
"""How much each counts for a read, or against it."""

_CUES: dict[Cue, str] = {
    Cue.ANNOUNCED: rf"""
        \b(?:this|today's|tonight's|this\ week's|the)\ (?:\w+\ )?{_SHOW}(?:\ of\ [\w\s]{{1,30}})?
            \ (?:is|was|has\ been|comes\ to\ you)\ (?:also\ |proudly\ |kindly\ |partly\ )?
            (?:brought\ to\ you|sponsored|supported|made\ possible|presented)\b
        | \bsupport\ for\ (?:this|today's|the|our)\ {_SHOW}\ (?:comes|is\ provided|and)
        | \b(?:thanks|thank\ you|grateful)\ (?:\w+\ )?to\ [^.!?]{{2,60}}\ for\ (?:sponsoring|supporting)\ (?:this
            |today's|the|our)\ {_SHOW}
        | \b(?:a\ )?(?:quick\ |brief\ |short\ )?(?:word|words|message|note)\ from\ (?:one\ of\ )?(?:our|today's
            |this\ week's)\ (?:\w+\ )?(?:sponsors?|partners?)\b
        | \b(?:today's|this\ (?:week|episode|video|show)'s|our)\ (?:\w+\ )?sponsor(?:\ (?:today|this\ week
            |for\ this\ {_SHOW}))?(?:\ is\b|,|:)
        | \b(?:thank|hear\ from)\ (?:one\ of\ )?our\ (?:\w+\ )?sponsors?\b
        | (?:本期|这期|这一期|本集|这集|这一集|今天的|今天这期|我们的)(?:的)?(?:节目|视频|播客|影片|内容
            |直播)[^。!?]{{0,12}}(?:由|是由|受|得到|获得)[^。!?]{{1,30}}?(?:赞助|冠名|特约|支持|呈现|播出)
        | 感谢[^。!?]{{0,20}}(?:赞助商|金主|对(?:我们|本)(?:的)?(?:节目|频道|播客|视频|期)[^。!?]{{0,6}}的?(?:赞助
            |支持)|(?:赞助|冠名)(?:了)?(?:本|这|我们))
        | (?:本|这)(?:期|集|节目|视频)[^。!?]{{0,6}}的?(?:赞助商|金主|广告主)(?:是|,|:)
        | (?:插播|播|来)[^。!?]{{0,4}}(?:一条|一段|一个|条|段|则)[^。!?]{{0,3}}广告 | 广告(?:时间|回来|结束
            |之后(?:我们)?(?:马上)?(?:回来|继续))
        """,
    Cue.CODE: r"""
        \b(?:promo|promotional|discount|coupon|voucher|offer|referral)\ code\ (?!is\b|that\b|and\b|was\b|matter)\w+
        | \bcode\ [\w-]+,?\ (?:at\ (?:the\ )?check-?out|(?:for|to\ (?:get|save)|and\ (?:get
            |save))\ [^.!?]{0,25}(?:off|free|percent|%|dollars|\$))
        | \b(?:use|enter|with)\ (?:my|our|the)\ (?:\w+\ )?code\b
        | (?:^|[,:;]|可以|请|时|只要|并|就|再|记得)(?:使用|输入|填写|用|报|凭)(?:上)?(?:我们?的?|专属|节目
            |本节目的?)*(?:优惠码|折扣码|邀请码|兑换码|口令|暗号)(?!的) | (?:优惠码|折扣码|邀请码|兑换码)(?:是|为|:
            |输入)
        | 报(?:上)?(?:我|我们|节目|本节目)的?(?:名字|名|暗号)
        """,
    Cue.CALL: rf"""
        (?:加|添加)(?:我|我们)的?(?:个人)?微信 | 微信号 | 公众号(?:搜索|搜) | 详情(?:请)?(?:咨询|见|致电|联系|登录)
        | \b(?:app\ store|google\ play|wherever\ you\ get\ your\ (?:books|apps))\b
        | (?:^|[,;:!?]\ |\b(?:and|or|so|just|please|to|can|then|now|over|today|if\ you|you'll)\ )
            (?:go|head|open|join|book|apply|get\ over|hop|jump|visit|check\ (?:it\ |them\ |us\ )?out|sign\ up|start
            |shop|order
            |learn\ more|find\ out\ more|find\ (?:it|them|us)|get|try|download|subscribe|register|claim)
            \b[^.!?]{{0,50}}?(?:\bat|\bto|\bon|,|visit|out)?\ (?:https?://|www\.)?(?:{_SITE}|{_SPOKEN})
        | \b(?:{_SITE}|{_SPOKEN})(?:/|\ slash\ )\w
        | \b(?:click|tap|use|hit|follow|check(?:\ out)?|see|via|through)\ (?:on\ )?(?:the|my|our|that
            |this)\ (?:\w+\ )?links?\b
        | \blinks?\ (?:is\ |are\ )?(?:down\ )?(?:in\ the\ (?:description|show\ ?notes|bio|comments)|below)
        | \b(?:scan|use)\ (?:the|this|that|my|our)\ (?:qr|code\ on)
        | (?:点击|点开|戳|打开|查看|通过)[^。!?]{{0,14}}(?:链接|连结|小程序|二维码|置顶)
        | (?:扫描?|识别)[^。!?]{{0,10}}(?:二维码|码)(?!的) | 在?下(?:面|方)[^。!?]{{0,6}}链接(?!到我)
        | (?:访问|登录|前往|打开|浏览|上|网址|官网)[^。!?]{{0,14}}?{_SITE}
        | {_SITE}/\w | (?:登录|前往|访问|打开)[^。!?]{{0,10}}(?:官网|网站|小程序)[^。!?]{{0,10}}(?:购买|注册|下单
            |报名|了解|订购)
        | (?:应用商店|应用市场|app\ store|淘宝|京东|天猫|各大平台|各大网店|小程序)[^。!?]{{0,6}}(?:搜索|搜|有售|都有)
        | (?:请|可以)(?:去|到)?(?:查看|看看?|点开)(?:节目|本期)?(?:说明|简介|介绍|描述|shownotes)
        """,
    Cue.OFFER: r"""
        \bfirst\ (?:\w+\ )?(?:days|weeks|months)\ (?:are|is)\ free | \bdays\ free\b | 即日起 | 福利 | 补贴 | 到店
            | 包运费
        | 送[^。!?,]{1,8}一?[盏台张份个套本] | (?:现在|今天|平时)[^。!?,]{0,4}卖[\d一二两三四五六七八九十百千]+
        | \b(?:percent|%)\ off\b | \bfree\ (?:\w+\ )?(?:trial|shipping|month|months|bottle|bag|box|gift|delivery
            |returns)\b
        | \b(?:months?|weeks?|days?)\ (?:for\ )?free\b | \bfor\ free\b | \bfirst\ (?:\w+\ )?(?:month|order|box|bag
            |bottle|week)\b
        | \bmoney[- ]back\b | \bcancel\ (?:any\ ?time|whenever)|\bunsubscribe\ (?:any\ ?time|whenever)
            | \bspecial\ (?:offer|discount|deal|price)
        | \bdiscount\b | \bon\ the\ house\b | \bearly[- ]bird\b | \bpre-?order | \blimited\ time\b
            | \brisk[- ]free\b | \bno\ risk\b
        | \b(?:only|just|from|starts?\ at)\ \$?\d+(?:\.\d+)?\ (?:a|per)\ month | \bat\ cost\b | \bfree\ tier\b
            |\bpaid\ tier\b
        | 优惠 | 折扣 | [一二三四五六七八九\d.]+折(?!磨|腾|叠|断|射) | 立减 | 再减 | 包邮 | 限时 | 特惠 | 原价
            | 特价 | 半价 | 成本价 | 专享价 | 早鸟 | 券后
        | 免费(?:试用|体验|试听|领取|使用|注册|获得|获取|下载) | 首月 | 随时(?:可以)?(?:取消|退) | 无理由退
            | 买一送 | 还?送(?:你|您)?一[本个套份块张]
        | 价格(?:非常|很|十分)?实惠 | 只要[\d一二两三四五六七八九十百千]+[块元] | 质保 | 签名本
        """,
    Cue.ACTION: r"""
        (?:想要|需要|喜欢|有兴趣)的(?:朋友|听众|同学|观众) | 备注[^。!?]{1,8} | \b(?:open|claim|start|book)\ (?:an?
            |your)\ (?:free\ )?(?:account|trial|call|demo)\b
        | \b(?:sign\ up|check\ (?:it|them)\ out|give\ (?:it|them)\ a\ try|get\ started|grab\ yours|order\ (?:now|yours
            |today)|download\ the|join\ (?:now|today|me|us)|tell\ them\ (?:we|i)\ sent|treat\ yourself)\b
        | \bif\ (?:that|this|it)\ (?:is|sounds)\ (?:\w+\ )?(?:interesting|of\ interest|like|your\ kind|good)
            | \bif\ you(?:'re|\ are)\ interested\b | \byou\ can\ (?:buy|order|get\ (?:it|yours))\b
        | 下单 | 报名(?:参加|就|即|后|还) | 注册(?:就|即|可|后|并|,) | 立即 | 赶紧 | 赶快 | 试试看 | 去看看
            | 就可以(?:下载|领取|购买|试听|享受|参加) | 购买
        | (?:如果)?(?:你|您|对此|对这)?[^。!?,]{0,6}感兴趣(?:的话|的朋友|的听众|,|,请) | 加入学习 | (?:添加
            |加)[^。!?]{0,5}微信
        """,
    Cue.AUDIENCE: r"""
        给(?:我们|我)的?(?:听众|观众|粉丝|听友)
        | \b(?:my|our|the|this\ show's)\ (?:listeners|viewers|audience|subscribers|community)\b(?=[^.!?]*\b(?:get|gets
            |save|off|free|discount|offer|deal|special)\b)
        | \blisteners\ of\ (?:this|the|our)\ (?:show|podcast)\ (?:get|can|save|receive)
        | \b(?:for|to)\ (?:you,?\ )?(?:my|our)\ (?:listeners|viewers|audience|community)\b
        | (?:听众|观众|粉丝|听友|网友)[^。!?]{0,6}(?:专享|专属|福利|特别|可以免费|优惠) | (?:为|给|向)(?:我|我们
            |本节目|大家)?的?(?:听众|观众|粉丝|听友|社区|社群)[^。!?]{0,10}(?:提供|申请|争取|准备|带来)
        """,
    Cue.TESTIMONY: r"""
        我[^。!?,]{0,4}[用喝吃穿戴]了[^。!?,]{1,4}[年月] | 我[^。!?,]{0,6}(?:试驾|试用|试穿|试吃)过 | 亲测
        | \bi(?:'ve|\ have)?\ (?:personally\ |actually\ |honestly\ |just\ |also\ )?(?:use|been\ using|used|love
            |swear\ by|been\ taking|drink|take|wear)\ (?:it|them|this|these|theirs|[a-z]+)\b[^.!?]{0,60}\b(?:every
            |day|daily|night|morning|year|years|months|weeks|myself|since)
        | \bthat's\ why\ i\ use\b | \bi\ (?:just\ )?wrote\ a\ book | \bmy\ (?:new\ |latest\ |first\ |own\ )?(?:book
            |newsletter|course|company|app|product|masterclass|patreon)\b | \b(?:sent|gave)\ me\ (?:one|some|a)\b
        | \bone\ of\ the\ (?:most|best)\ [^.!?]{0,30}(?:product|products)\b
        | 我(?:自己|本人|个人|们家|家里|女儿|儿子|太太|先生|最近)?[^。!?,]{0,8}(?:一直在(?:使)?用|都在(?:使)?用
            |每天(?:早晚|早上|晚上|睡前)?都[^。!?]{0,8}(?:用|喝|吃|戴)|用了[^。!?,]{1,5}[年月天周]
            |使用[^。!?,]{0,12}[年月]了|最近用)
        | 我[^。!?,]{0,10}(?:写了一本书|做了一门|我自己的课程|创办的?(?:公司|品牌)) | 我(?:自己)?(?:的)?(?:新书|课程
            |专栏|训练营|星球|淘宝店|小店|网店) | 是我(?:和|与)[^。!?,]{1,12}(?:一起)?(?:写|做|创办|开发)的
            | 我(?:已经)?使用了?(?:多|\d|[一二三四五六七八九十几])
        """,
    Cue.PITCH: r"""
        \bmy\ friends\ (?:at|over\ at)\b | \bit's\ an?\ (?:[\w-]+\ ){0,4}(?:app|software|platform|service|tool
            |newsletter)\b | \b(?:tired|sick)\ of\b
        | ^you\ get\b | \bhave\ already\ (?:switched|joined|signed\ up)\b | 全新 | 标配 | 续航 | 上市了 | 新品
            | 一家[^。!?,]{1,4},老板
        | \b(?:designed|made|built|created)\ (?:for\ you|for\ people|to\ help|from\ the\ ground)\b
            | \baward[- ]winning\b | \btrusted\ by\b
            | \b(?:helps?|lets?|gives|sends|tells)\ you\b | \bworks\ on\ all\ your\b
        | \bis\ (?:an?|the)\ (?:[\w-]+\ ){0,4}(?:app|software|platform|service|tool|newsletter|subscription|company
            |supplement|brand)\b
        | \b(?:more\ than|over)\ [\w,]+\ (?:thousand\ |million\ )?(?:people|customers|users|companies|teams|members
            |readers|subscribers)\b | \ball\ in\ one\ place\b | \bwith\ (?:just\ )?one\ (?:tap|click)\b
            | \bdelivered\ (?:straight\ )?to\ your
        | (?:推荐|介绍|分享|安利)(?:给)?[^。!?]{0,6}(?:一款|一个|一本|一家|一门|一种|一下我|产品|好物|课程) | (?:为
            |给|帮|让|帮助)(?:您|你|大家)[^。!?]{0,4}(?:提供|带来|解决|轻松|省)
        | (?:是一款|有一款|一款叫|这款|这门课|一门《) | 叫做?[^。!?,]{1,15}(?:的(?:乳液|产品|软件|工具|应用|公司
            |品牌)) | (?:这家|一家|家)公司(?:叫|名为|名叫) | 一家(?:名为|叫做?)[^。!?]{1,20}的?公司 | 工具,叫
        | (?:超过|已有|已经有|有)[\d一二三四五六七八九十百千万多,]+(?:名|位|个)?(?:用户|会员|同学|学员|读者|客户
            |家长) | 会员(?:报告|资格|提供) | 最(?:先进|令人难以置信|好)的[^。!?,]{0,8}(?:产品|检查|疗法|技术|课程
            |服务)(?:之一)? | 对(?:个人)?用户(?:完全)?免费
        """,
    Cue.OPENING: r"""
        \bright\ back\ after\b | \ba\ word\ about\ my\b | (?:给|跟|向)(?:大家|各位|你们)[^。!?]{0,6}(?:福利|好消息)
        | \b(?:quick|short|brief)\ (?:break|pause|interruption|announcement|plug)\b | \b(?:real\ quick
            |quickly)\b[^.!?]{0,12}\bbefore\ we\b | ^(?:but\ |and\ |now,?\ |so,?\ |okay,?\ )?before\ we\ (?:go\ on
            |get|start|begin|continue|dive|jump|move)
        | \b(?:i\ want|i'd\ like|want|let\ me|i\ wanted|we\ want)\ to\ (?:pause|interrupt|take\ a\ (?:quick\
            |short\ )?(?:break|moment|second)|tell\ you\ about|thank)\b | \blet\ me\ tell\ you\ about\b
        | ^by\ the\ way,?\ if\ you\b | ^if\ this\ is\ your\ kind\ of | \bi\ should\ (?:also\ )?mention\ that\ my\b
            | \bspeaking\ of\b[^.!?]{0,60}\bsponsor
        | (?:短暂|稍微|稍稍|先|容我)[^。!?]{0,4}(?:休息|打断|中断) | 在我们(?:正式)?(?:开始|继续
            |进入)[^。!?]{0,6}之?前[^。!?]{0,4}我想 | (?:跟|给|和|向)(?:大家|各位|你|你们|朋友们)[^。!?]{0,6}(?:推荐
            |介绍|安利|聊聊我|分享一[下个款本]|说(?:一)?个好消息)
        | 我想和你(?:们)?分享(?:一下)? | 顺便(?:感谢|推荐|说|打个?广告) | 打个?(?:小)?广告 | (?:想
            |来)[^。!?]{0,4}谈谈一家
        """,
    Cue.CLOSING: rf"""
        ^and\ we're\ back\b | ^welcome\ back[.!]?$ | ^(?:好的?|好了|ok)?,?(?:我们)?说回(?!来)
        | \b(?:back|return|get\ back|get)\ (?:in)?to\ (?:the|our|today's|this)\ (?:\w+\ )?{_SHOW}\b | \b(?:now|right
            |all\ right|alright|okay|ok|so|and),?\ (?:let's\ )?(?:get\ )?back\ to\b | \blet's\ (?:get|dive
            |jump)\ (?:right\ )?(?:back\ )?in(?:to)?\ (?:it|the|this|today's)\b
        | \blet's\ get\ back\ (?:to|into)\b | ^(?:okay[.,]?\ |so,?\ )?where\ were\ we\b
        | (?:让)?我们?(?:再|就|继续|先)?(?:回到|进入|说回|回归|接着回到)[^。!?]{{0,4}}(?:节目|本集|本期|正题|正片
            |访谈|对话|话题|刚才|内容|今天的) | 言归正传 | (?:好|好的|好了|ok),?(?:那么?)?(?:让)?(?:我们)?(?:继续
            |接着聊|接着说|回到) | 广告结束 | 我们接着聊
        """,
    Cue.LEAD: r"""
        ^if\ you(?:'ve|\ have)\ ever\b | ^running\ an?\b[^.!?]*\bmeans\b | ^(?:tired|sick)\ of\b
        | ^(?:have\ you\ ever|do\ you\ (?:ever|know\ that|struggle|find)|did\ you\ know|are\ you\ (?:tired|looking
            |struggling)|ever\ wonder|imagine|every\ time\ you|speaking\ of|when\ was\ the\ last\ time)\b
        | \bi\ have\ a\ confession\b | \blisten,?\ i\b
        | ^and\ (?:from|by)\ [\w\s]{2,30}\.$
        | (?:^|,)(?:你|您|大家)(?:有没有|是不是|是否|看过|听说过|知道|听过)[^。!?]{0,30}[吗?] | ^说到 | ^讲到
            | ^大家好,我想 | 很多(?:听众|朋友|家长|观众|人)(?:私信|问|留言)[^。!?]{0,4}我 | ^听着
        """,
}


@lru_cache(maxsize=1)
def _patterns() -> dict[Cue, re.Pattern[str]]:
    found = {cue: [part for part in (_CUES.get(cue), FRAMES.get(cue.name)) if part] for cue in Cue}
    return {cue: re.compile("|".join(parts), re.VERBOSE) for cue, parts in found.items()}


_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|「[^」]*」|'(?<=\s.)[^']{8,}'(?=\W)")
_HOST = re.compile(rf"({_SITE}|{_SPOKEN})")


def cues_of(text: str) -> frozenset[Cue]:
    """What gives a sentence away; what it quotes of others counts for nothing."""
    plain = _plain(text)
    return frozenset(cue for cue, pattern in _patterns().items() if pattern.search(plain))


def hosts(texts: Iterable[str]) -> set[str]:
    """The names of sites in texts, without their endings."""
    return {re.split(r" dot |\.", site)[0] for text in texts for site in _HOST.findall(_plain(text))}


def _plain(text: str) -> str:
    return _QUOTED.sub(" “” ", " ".join(folded(text.replace("’", "'")).split()))
