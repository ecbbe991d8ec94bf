"""Turns of speech that every kind of read shares, each put together from slots, in Chinese and English.

They add to the patterns of `promotion_cues` under the names of its cues, and are matched against folded text.
"""

_COUNT = (
    r"(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|sixteen|twenty|thirty|forty"
    r"|fifty|sixty|ninety|hundred|thousand|million)"
)
_COUNTS = rf"(?:{_COUNT}(?:[\ -]{_COUNT})*)"
_MONEY = rf"(?:[$€£]\ ?\d[\d,.]*|{_COUNTS}\ (?:dollars|bucks|euros|pounds|cents)\b)"
_SPAN = r"(?:day|night|week|month|year|meal|box|lesson|class|book|session|issue|episode|credit)s?"
_MOMENT = r"(?:word|thing|note|message|plug|moment|minute|second|sec|break|pause|announcement|interruption|reminder)"
_SMALL = r"(?:quick|short|brief|small|little|tiny)"
_ZH_COUNT = r"[\d一二两三四五六七八九十百千万亿多,.]+"
_ZH_ALL = r"(?:大家|各位|你们?|您|朋友们|听众|观众)"
_ZH_SHOP = r"(?:官网|旗舰店|专卖店|门店|专柜|商城|小程序|公众号|app|应用商店|应用市场|客户端|直播间)"
_ZH_GET = r"(?:预[订定约]|购买|下单|选购|了解|体验|下载|注册|报名|领取?|订阅|加入|开通)"

_SHOW = r"(?:episode|podcast|show|video|stream|month|week|season|series)"
_ZH_SHOW = r"(?:节目|期|集|播客|频道|栏目|视频|专栏|系列)"
_ZH_OURS = r"(?:公众号|社群|读者群|听友群|微店|小店|会员|课程|新书|训练营|星球|小程序|app)"

FRAMES = {
    "ANNOUNCED": rf"""
        \b(?:this|today's)\ (?:{_SHOW}|hour|half\ hour|programme|program)\ (?:is|was)\ (?:\w+\ )?(?:underwritten|funded
            |powered)\ by\b
        | (?:我们|节目|本期|今天)的?赞助(?:伙伴|方|品牌|商)[^。!?]{{0,12}}(?:打|是|:|带来|送)
            | 广告(?:就)?到(?:这里|此)
        | \b(?:our|this\ {_SHOW}'s|today's)\ (?:\w+\ )?(?:partner|sponsor)s?\ (?:for\ |on\ )?(?:this\ {_SHOW}|today)
            \ (?:is|are)\b
        | \bthis\ (?:portion|part|segment|hour|half)\b[^.!?]{{0,20}}\ (?:is|was)\ (?:brought\ to\ you
            |made\ possible)\ by\b
        | \b(?:in\ partnership|partnered|teamed\ up)\ with\ [^.!?]{{2,40}}
            \ to\ (?:bring|offer|give)\ you
        | [本此](?:{_ZH_SHOW})+[^。!?]{{0,12}}由[^。!?]{{1,24}}(?:赞助|冠名|特约|支持|呈现|播出)
        """,
    "OPENING": rf"""
        ^(?:and\ )?one\ (?:more|last)\ thing\b | 占用{_ZH_ALL}?[^。!?,]{{0,4}}(?:分钟|时间) | (?:做
            |来)个?[^。!?,]{{0,4}}预告
        | \b(?:popping|jumping|cutting|chiming)\ in\b[^.!?]{{0,20}}\b(?:second|moment|sec|here)\b
        | \b(?:got\ to|gotta|have\ to|need\ to|must)\ tell\ you\ about\b | \b(?:it's|this\ is)\ (?:just\ )?me\ again\b
        | 节目(?:中间|开始(?:之)?前|最后|结束(?:之)?前)[^。!?]{{0,6}}(?:说|聊|插|介绍|推荐|提) | (?:来|先)说说我们的
        | ^(?:[^:]{{1,6}}:)?(?:说到|聊到|讲到|提到)[^。!?,]{{1,16}},(?:我们|我|给|要|必须|就)[^。!?,]{{0,6}}
            (?:{_ZH_OURS}|推荐|介绍|感谢|提)
        | \b{_SMALL}\ {_MOMENT}\ (?:about|from|for|on|to|before|because)\b
        | (?:^|[,.:]\ )(?:a\ |one\ )?{_SMALL}\ (?:\w+\ )?{_MOMENT}\ (?:about|from|before)\b
        | \b(?:let's|we'll|we're\ going\ to|i'll|i'm\ going\ to|i\ (?:need|have|want)\ to|i'd\ like\ to|let\ me|gotta)
            \ (?:just\ |quickly\ )?(?:take|pause|stop|interrupt|jump\ in)\b[^.!?]{{0,30}}\b{_MOMENT}\b
        | :\ before\ we\ (?:go|get|start|begin|continue|dive|jump|move|carry)
        | ^before\ we\ (?:carry|keep|return|hear)\b | \btake\ a\ (?:{_SMALL}\ )?{_MOMENT}\ to\ (?:tell|talk|thank
            |mention)
        | ^speaking\ of\ [^.!?]{{2,40}},\ (?:we|i|our|my)\b
        | \bwe'?ll\ be\ (?:right\ )?back\b
        | 插播(?:一)?(?:下|条|段|则|个) | (?:我|我们|这里|容我)[^。!?,]{{0,4}}(?:打断|暂停|插
            |占用)[^。!?,]{{0,6}}(?:一下
            |下|分钟|时间|秒)
        | (?:^|[,:])先?暂停一下 | (?:跟|给|和|向){_ZH_ALL}(?:说|讲|提|预告|宣布|推荐|介绍|安利
            |分享)(?:一?[个件条款本门下]
            |一下)
        """,
    "CLOSING": r"""
        (?:^|,)我们说回 | ^back\ to\ [\w\s]{1,20}\.?$
        | (?:^|:\ )(?:right|okay|ok|all\ right|alright|anyway|so|now)[,.]?\ where\ (?:were\ we|was\ i)\b
        | (?:下面|接下来|现在)[^。!?,]{0,6}(?:继续|回到)[^。!?,]{0,6}(?:节目|话题|内容|访谈|对话)
        """,
    "CODE": rf"""
        \b(?:mention|tell\ them|say)\ (?:us|me|you\ heard|the\ (?:show|podcast)|this\ (?:show|podcast)|we\ sent|i\ sent)
            \b[^.!?]{{0,40}}
        | \btext\ (?:the\ word\ )?[\w-]+\ to\ {_COUNTS}
        | (?:报|说|输入|回复|备注|凭)(?:上|出)?(?:我们?的?|本|节目的?|频道的?)?(?:节目|频道|店)?的?(?:名字|名称|暗号
            |口令)
        """,
    "CALL": rf"""
        ^(?:find|visit|see|meet|discover|explore|book|start|try|shop)\ [^.!?]{{1,40}}\ (?:at
            |on)\ [a-z][\w-]+\.[a-z]{{2,8}}\b
        | \b(?:set\ up|made|built|put\ together)\ a\ (?:\w+\ )?(?:page|offer|deal|link|bundle)\ for\ (?:us|you|our|my
            |this)\b
        | (?:各大|所有|主流)[^。!?,]{{0,4}}(?:平台|商城|超市|门店|书店)[^。!?,]{{0,6}}(?:搜|买|有售|找)
        | 尽快[^。!?,]{{0,12}}(?:搜索|买票|报名|下单|预约) | (?:首箱|首单|首杯|首次)[^。!?,]{{0,4}}(?:立减|免|半价)
        | (?:^|[,;:]\ ?)(?:so\ |just\ )?(?:sign\ up|join|download|order|subscribe|register|apply
            |book)\ (?:[\w-]+\ ){{0,3}}
            (?:now|today)\b
        | (?:^|[,;:])(?:现在|今天|立即|马上|赶快|赶紧)(?:就|去)?(?:注册|下载|报名|下单|预订|预约|扫码|加入|购买)(?!的
            |了|吗|也)
        | (?:^|[,:;]\ |\b(?:and|or|so|just|please|to|can|then|now)\ )(?:stop\ by|swing\ by|drop\ by|pop\ into
            |walk\ into|call
            |look\ for|search\ for|ask\ for)\b[^.!?]{{0,40}}\b(?:branch|store|shop|dealer|wherever|app|online|counter)\b
        | \b(?:pre-?order|order|buy|pick\ up|get)\ (?:it|one|yours|a\ copy|your\ copy)\ (?:now\ )?(?:from|at|in
            |on)\ (?:your
            |any|all|our|my)\b
        | 详情[^。!?]{{0,14}}(?:咨询|登录|查询|查看|网点|致电|官网|门店) | (?:就|便)(?:能|可以)找到我们 | 设(?:成
            |为)星标
        | (?:^|[,:;]\ |\b(?:and|or|so|just|please|to|can|then|now)\ )(?:download|install|get|grab|open)\ (?:the|our
            |their
            |its)\ (?:free\ )?(?:[\w-]+\ )?app\b
        | \b(?:tickets?|copies|details|available|sign\ up|registration|applications?|order|orders)
            \b[^.!?]{{0,30}}\b(?:at|on|from)\ [\w-]+(?:\ dot\ |\.)(?:com|org|net|io|co|app|dev|fm|shop)\b
        | \b(?:buy|grab|reserve|pick\ up|order|see\ (?:what|how|more)|read\ more)\b[^.!?]{{0,50}}\b(?:at|on
            |from)\ (?:[\w-]+(?:\ dot\ |\.))+(?:com|org|net|io|co|app|dev|fm|shop|uk)\b
        | (?:^|[,:;]|请|可以|就能?|现在|马上|直接)(?:大家|你们?|您)?(?:打开|下载|登录|关注|搜索?|扫码|进入
            |[去到上在])[^。!?,]{{0,14}}{_ZH_SHOP}
            (?:[^。!?]{{0,16}}(?:搜|{_ZH_GET}|回复|点|加入)|(?=[,。!]?$))
        | (?:^|[,:;]|请|可以|就能?|现在)(?:在)?[^。!?,]{{0,10}}搜索?[^。!?,]{{0,6}}[“《「]
        | 搜索?(?:一下)?{_ZH_SHOP} | 加(?:上)?[^。!?,]{{0,8}}微信 | [,;](?:点|扫码)[^。!?,]{{0,10}}(?:菜单|加入)
        | 链接[^。!?,]{{0,8}}(?:放|贴|挂|写|在)[^。!?,]{{0,10}}(?:评论|简介|置顶|下方|描述|说明|详情|shownotes)
        """,
    "OFFER": rf"""
        \b(?:is|are)\ on\ (?:us|them)\b | \bhalf[\ -]price\b | \b(?:joining|sign-?up|booking|delivery)\ fee\b
        | \bcan't\ get\ in\ the\ shops\b | 门票 | 凭证 | 签售 | 座位只有 | (?:口令|暗号)[“《]
        | \b(?:no|zero|without)\ (?:any\ )?(?:\w+\ )?(?:fees?|minimum|contracts?|subscription|interest)\b
        | \b(?:knock(?:ing)?|take|taking|save|saving)\ (?:an?\ )?(?:extra\ |up\ to\ )?{_MONEY}
        | \byou\ pay\ once\b | \bpre-?order(?:s|ed)?\b | \binsured\ by\b | \bequal\ (?:housing|opportunity)\ \w+
            | \bmember\ fdic\b
        | 首年免 | 免(?:年费|息|手续费|运费|货币) | 返现 | 送{_ZH_COUNT}[次张份节天个]
        | \b(?:try|get|read|have|use|start)\ (?:it\ |them\ |one\ |yours\ )?free\b
            | \bfree\ for\ (?:\w+\ ){{0,2}}{_SPAN}\b
        | \bfree\ (?:version|plan|account|{_SPAN})\b | \bextra\ (?:\w+\ )?{_SPAN}\ (?:for\ )?free\b
        | \b{_MONEY}\ (?:a|per|each)\ (?:month|year|week|seat|head)\b | \b{_MONEY}\ (?:off|until|till|if\ you)\b
        | \b{_COUNTS}[\ -](?:day|night|month|year)s?(?:'s?)?\ (?:guarantee|warranty|trial|return)
        | \bterms\ (?:and\ conditions\ )?apply\b | \bno\ (?:commitment|strings|contract|hidden\ fees|credit\ card)\b
        | \b(?:don't|do\ not)\ (?:wait|miss\ (?:out|it|this))\b | \bwhile\ (?:stocks?|supplies)\ last
            | \b(?:seats|spots|places|tickets)\ are\ (?:limited|going)
        | \bsold\ out\ in\b | \blimited\ number\ of\b | \bstudents\ (?:pay|get)\b
        | (?:首发|到手|活动|预售|团购|会员|优惠|起售|入门)价 | {_ZH_COUNT}(?:元|块钱?)起 | 减{_ZH_COUNT}[元块]
        | (?:一年|每年|每个?月|一个月|全年)(?:只要|仅需|才|不到)?{_ZH_COUNT}[元块](?!的) | 每天(?:不到|只要
            |才){_ZH_COUNT}
        | 送(?:出|你|您|大家)?(?:价值|一[张份对套个本]|全套) | 领(?:取|到|走)?[^。!?,]{{0,8}}(?:券|报告|资料|礼包|红包
            |试听|体验|福利)
        | 免费试[^。!?,] | 全额退款 | 上门取件 | 前{_ZH_COUNT}[名位] | (?:名额|席位|数量)有限 | 先到先得 | 售完即止
        | 不要错过 | 别错过 | 投资需谨慎 | 有风险 | 最终解释权 | (?:618|双十一|双11|双十二|周年庆)[^。!?,]{{0,4}}期间
        """,
    "AUDIENCE": r"""
        \banyone\ (?:who|that)\ mentions\b | \b(?:anybody|anyone|everyone)\ who\ (?:mentions|signs\ up|listens)\b
        | \bnew\ (?:members|customers|users|subscribers|listeners)\ (?:can|get|save|receive|try)
        | (?:今天|正在|现在)?(?:收?听|看)(?:到)?(?:这里|这期|本期|节目|我们节目|视频)的(?:朋友|听众|观众|你|同学)
        | 新(?:用户|会员|客户)[^。!?,]{0,6}(?:注册|免费|可以|能|专享|首次) | (?:成为|加入|开通)[^。!?,]{0,4}会员
        """,
    "TESTIMONY": rf"""
        \bi\ am\ a\ convert\b | \bi(?:'ve|\ have)\ been\ \w+ing\ [^.!?]{{0,40}}\b(?:on|with|in)\ (?:a\ pair|the|a|my)\b
        | 我家[^。!?,]{{1,6}}(?:以前|现在|也|特别|每天)
        | \bi\ speak\ from\ experience\b | \b(?:my|our)\ (?:new\ )?(?:book|record|album|course|tour
            |film)\b[^.!?]{{0,40}}\bout\b
        | \bwriting\ a\ book\b[^.!?]{{0,60}}\bout\b | 我们的?{_ZH_OURS}(?!的)
        | \bi(?:'m|\ am)\ (?:currently\ |already\ )?(?:halfway\ through|wearing|hooked|obsessed)
        | (?:^|\b)(?:is\ )?where\ i\ (?:get|put|buy|keep)\b
        | \bi\ use(?:d)?\ (?:it|them)\ (?:to|for|on|in|every)\b | 我(?:自己)?(?:也)?(?:换上|入手|用上|装上)
        """,
    "TALK": r"""
        \b(?:i|he|she|they|we|you|everybody)\ (?:said|asked|told|replied|argued|answered|wondered|thought|complained)\b
        | \bi'm\ told\b | \b(?:i|we)\ (?:suggest|propose)\b | \byour\ (?:new\ |last\ )?(?:book|question|honou?r)\b
        | 我(?:的)?(?:建议|猜|问|以为) | 反馈 | 数据(?:显示|来看|上) | 他们?(?:说|问|觉得) | 为什么[^。!,]{0,12}\?
            | 上次 | 方案
        """,
    "PITCH": rf"""
        \bthe\ battery\ lasts\b | \b(?:they'll|they\ will)\ (?:replace|refund|ship|send|deliver)\b
            | \bopen\ around\ the\ clock\b
        | \bhas\ {_COUNTS}\ (?:locations|branches|stores|shops|stations)\b | \bbring\ a\ friend\b | \byour\ nearest\b
        | 配送 | 放在你家 | 含量 | 线下(?:分享|活动|见面) | 现场(?:会|还)(?:有|展出|送) | 期待[^。!?,]{{0,8}}(?:见到你
            |你的|见面)
        | \bis\ an?\ (?:[\w-]+\ ){{0,3}}(?:school|bank|marketplace|store|community|programme|program|website|site
            |studio)\ (?:for
            |that|where|built|made)\b
        | ^it's\ called\b | \bmakes\ a\ (?:\w+\ )?(?:gift|present)\b | \bfor\ life\b | \bthey'll\ \w+\ you\ (?:through
            |in|with)\b
        | \bhas\ been\ [^.!?]{{3,50}}\ since\ \d{{4}}\b | \b(?:signed|free|exclusive)\ (?:copy|print|poster|edition)\b
        | 没有中间商 | 独家 | 出门在外 | (?:帮|让)你[^。!?,]{{2,12}} | 自动[^。!?,]{{1,6}} | 不用你 | 再也不用
            | 最怕的就是
        | 每[周天](?:[一二三四五六日天])?更新 | 开通了 | 你可以直接 | 一对一 | 根据你的
        | \byou\ can\ (?:also\ |even\ |always\ )?(?:skip|pause|cancel|listen|watch|read|choose|pick|sign|swap|browse
            |track)\b
        | \b(?:over|more\ than|about|nearly|almost)\ {_COUNTS}\ (?:of\ you|titles|recipes|courses|servers|boards|lessons
            |books|songs|stores|countries|reviews|subscribers|readers)\b
        | \b(?:comes|arrives|shows\ up|delivered|goes\ out|lands)\ (?:\w+\ )?(?:every\ (?:week|month|day|\w+day)
            |in\ a\ box
            |at\ your|to\ your|portioned|pre-\w+) | \bwhenever\ you\ (?:like|want)\b
        | \bthere\ (?:will\ be|are)\ {_COUNTS}\ (?:talks|lessons|sessions|episodes|workshops|recipes)\b
        | \btakes\ place\ (?:on|from|in)\b
        | 一?共{_ZH_COUNT}[讲节集课期] | 每[讲节集课次]{_ZH_COUNT}分钟 | 好评率 | (?:无论|不管)(?:你|您)是
        | (?:累计|已经?)[^。!?,]{{0,4}}(?:服务|帮助|积累|获得)[^。!?,]{{0,4}}{_ZH_COUNT}
        | {_ZH_COUNT}(?:多)?(?:名|位)?(?:投资者|同学|学员|用户|会员|家庭|人)(?:已经)?(?:加入|选择|在用|报名)
        | {_ZH_COUNT}(?:像素|尼特|毫安时?|赫兹|英寸|瓦快充) | (?:刚刚|最新|全新|重磅)(?:发布|上线|推出|升级)的?
        | (?:我们|平台|他们)[^。!?,]{{0,4}}(?:推出|上线)了? | (?:你|您)(?:还|也|就)?(?:可以|能)[^。!?,]{{0,12}}(?:提前
            |解锁
            |专享|无限|随时|享受) | 还能(?:解锁|享受|获得|进|领) | 一键[^。!?,]{{1,4}} | (?:特别|非常)适合
        """,
}
