"""Words that say nothing about what is spoken of, and those by whose company Latin nouns and verbs are told."""

NOUN_FOLLOWS = frozenset(
    """
a about against an another any as at between by each every for from her his in into its my no of on other our over
per some than that the their these this those through under via with without your
""".split()
)
VERB_FOLLOWS = frozenset(
    """
also always can can't could couldn't did didn't do does doesn't don't gonna had has have he i i'd i'll i've it just
let let's may might must never not please she should shouldn't they they'll they've to wanna we we'd we'll we've who
will won't would wouldn't you you'd you'll you've
""".split()
)
VERB_PRECEDES = frozenset("a an her him his it me my our the their them these this those us you your".split())
ADJECTIVE_FOLLOWS = frozenset(
    """
am are be been being is it's more most pretty quite really so that's they're too very was we're were you're
""".split()
)

# Function words, forms of address, and what people say while they think, or a transcriber says of them.
FILLER = frozenset(
    """
a able about above absolutely across actual actually after afterwards again against ago agree ah all almost alone
along already alright also although altogether always am among an and another any anybody anyhow anymore anyone
anything anyway anywhere apparently applause are area areas aren't around as aside ask asked aspect at aw away awful
back bad based basically basis be became because become been before beginning behind being believe below best better
between beyond big bigger bit bits both bother bring brought bunch but by bye call called came can can't cannot case
cases cause certain certainly chance change class clear clearly come comes coming committed completely context cool
cos cough could couldn't couple course crosstalk cuz day days deal definitely detail details did didn't difference
different difficulty direction disfmarker do doctor does doesn't doing don't done double down dr during each earlier
early easier easily easy effort eight eighty either element else end ends enough entire entirely er erm especially
et etc even ever every everybody everyday everyone everything everywhere exactly example examples excellent except
excuse extra extremely eye fact fair fairly far feature feel feeling few fifty figure find fine finish first five
for forget form forth forty forward found four from front full fun further future gap gave general generally
gentlemen get gets getting give given gives giving go goes going gone gonna good got gotta great group guess guy
guys ha had hadn't half hand hands happen happened happening happens happy hard hardly has hasn't have haven't
having he he'd he'll he's head hear heard hello help hence her here here's hers herself hey hi high higher him
himself his hm hmm hmm-mm hon honestly honourable hope how how's however huge huh hundred i i'd i'll i'm i've idea
ideas if important improved in inaudible include including indeed inside instead interest interested interesting
into is isn't issue issues it it'd it'll it's item its itself just keep kept key kind kinda kindly kinds knew know
known knows ladies large largely last late later latter laugh laughs laughter least leave left less let let's level
like liked likely line list listen little ll long longer look looked looking looks lot lots love lovely low madam
made main mainly make makes making many matter may maybe me mean meaning means meant member members mentioned met
might million mind mine minister's minute minutes miss mister mm mm-hmm mm-mm mmm moment moments month months more
moreover most mostly mouth move mr mrs ms much music must my myself name namely national nature near nearly
necessarily necessary need needed needs neither never nevertheless new next nice nine no nobody none nonetheless
nonvocalsound noone nope nor normal normally not note nothing notice now nowhere number numbers obvious obviously of
off often oh ok okay old on once one one's ones only onto ooh oops open opportunity opposite option options or order
other others otherwise ought our ours ourselves out outside over overall own page pair part particular particularly
parts pass past pause people per percent perfect perhaps person pick piece place places please plus point points
possibility possible possibly pretty previous previously probably problem problems process professor put question
questions quick quickly quite rather re read ready real really reason reasons recent recently regard regarding
regards related respect result results right rough roughly round said sake same saw say saying says second seconds
see seeing seem seemed seems seen self sense sent serious session set seven several shall she she's should shouldn't
show side sides sign simple simply since sir situation six small so so-called some somebody somehow someone
something sometimes somewhat somewhere soon sorry sort sorts sounds speak speaking specific specifically st stage
start started starting state step still stop straight stuff such suggest suggested sum suppose supposed sure take
taken takes taking talk talked talking ten tend terms test than thank thanks that that'd that'll that's the their
theirs them themselves then thence there there'd there's therefore these they they'd they'll they're they've thing
things think thinking third thirty this those though thought thoughts thousand three through throughout thus time
times title to today today's together told tomorrow tonight too took top topic total totally toward towards track
tried trouble true truly truth try trying turn twenty twice two type types uh uh-huh uh-uh um under understand
understanding understood unless until up upon us use used useful uses using usual usually value various ve version
very via view vocalsound wanna want wanted wants was wasn't watch way ways we we'd we'll we're we've week weeks well
went were weren't what what's whatever when whence whenever where where's whereas wherever whether which while who
who's whoever whole whom whose why wide will with within without woah won't wonder wondering word words work worked
working works worse worst worth would wouldn't wow write wrong xxx yeah year years yep yes yesterday yet you you'd
you'll you're you've your yours yourself yourselves yup
""".split()
)

FILLER_ZH = frozenset(
    """
一下 一些 一切 一半 一方面 一点 一直 一般 一部分 万 上下 上午 上面 下午 下面 不同 世界上 东西
个人 中间 为例 主持人 主要 主题 之前 之后 之间 了解 事 事业 事儿 事实 事实上 事情 事物 产生 人
人们 人会 人家 人民币 人物 亿 今天 今年 代表 令人 以上 以下 以内 以前 以后 以外 件 优势 伙计
似乎 作为 作用 使用 例子 假设 做法 停止 允许 兆 先生 全部 关心 关系 关键 其中 其实 具体 具有
内容 内部 决定 出现 分钟 利用 别人 前后 前面 办法 努力 包含 包括 区别 单位 单词 历史上 原因
去年 参与者 双重 发挥作用 发现 发生 变化 变成 句子 可以 可能 可能性 合理 同学 名字 名称 后来
后面 含义 听众 听到 周 哥们 喜欢 嘉宾 回答 困难 地方 坏处 块 基本上 基础 复杂 外部 外面 多少
多数 大 大多数 大家 大概 大约 大部分 大量 天 天前 太大 太棒了 女士 好 好事 好像 好处 如下 字
存在 学会 完全 完成 实现 实际上 家伙 家里 容易 对面 导致 将来 小 小时 小组 少数 尝试 就是 层面
属于 工作 左右 差异 希望 帮助 年 年代 年前 应该 建立 开始 引起 强调 当中 当前 当时 当然 形式
影响 很多 心里 必须 怀疑 总体 情况 想 想到 想法 想象 意义 意味着 意思 意识 感兴趣 感觉 感谢
愿意 成为 我会 所有 所有人 手里 担心 拥有 指出 描述 提供 提到 播客 支持 改变 数字 数量 整个
整体 新 方向 方式 方法 方面 旁边 日 早上 时 时代 时候 时光 时刻 时期 时段 时间 明天 明年 明白
星期 昨天 晚上 普通 最近 月 有人 有关 有意思 有点 有趣 朋友 期待 期间 未来 本质 本身 机会 某人
某种 样子 核心 棘手 概念 欢迎 正常 正确 比例 水平 没人 点 特别 现在 理解 生命中 男士 百分之
百分比 目前 目标 相似 相信 相关 看到 看法 真实 真是 真正 真的 眼里 知道 确实 种 秒 程度 答
答案 简单 类 类似 类型 级别 细节 经历 结束 结构 结果 给予 绝对 继续 美元 老 老师 考虑 聊 能够
自己 节目 范围 表示 表达 要求 观众 观点 觉得 角度 角色 解释 认为 讨论 许多 词 词语 话 话题
语气 说到 说明 说法 谈 谈到 谈论 谈话 谢谢 身上 过去 过程 这方面 这是 进展 进步 进行 选择 通常
造成 那方面 那是 部分 采用 里面 重点 重要 链接 错误 问 问题 阶段 阿 难度 需求 需要 非常 麻烦
""".split()
)

# Words that are too general to be what is spoken of, though they may be a part of it, as in private company.
GENERAL = frozenset(
    """
世界 产品 人类 价值 企业 信息 公司 制作 功能 历史 发展 团队 国家 工作 工具 市场 平台 应用 技术
时代 服务 机构 版本 生活 社会 系统 组织 网络 能力 行业 规模 计划 资源 运作 速度 项目 领域
action actions committee companies company countries country development discussion discussions government home
homes information job jobs kid kids life machine machines man market markets meeting meetings men money plan plans
product products program programs project projects report reports response room service services society space
system systems team teams technology woman women world
""".split()
)
