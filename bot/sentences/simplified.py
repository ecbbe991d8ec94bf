"""Every sentence in Chinese as it is written in China."""

SENTENCES = {
    "question": "问题",
    "topic": "对比话题",
    "not_answered": "这些文字稿没有回答这个问题。",
    "nearest": "以下只是最接近的段落,并非答案:",
    "ask_otherwise": "可以换个说法再问,或用 /sources 看看这里有什么。",
    "unknown": "说话人不明",
    "narration": "叙述文字",
    "quoted": "{name}(文中引述)",
    "line": "第 {line} 行",
    "open": "打开来源",
    "context": "上下文",
    "context_n": "上下文 {number}",
    "more": "更多",
    "another": "再来一条",
    "context_of": "上下文:{name}",
    "same_speaker": "请选两个不同的人,这里两次都是{name}。",
    "speaker_gone": "资料库里已经没有这个人了。",
    "no_more": "没有更多段落了。",
    "no_quote": "这里没有适合单独引用的话。",
    "not_addressed": "在这些文字稿里,{name}没有谈过这个话题。",
    "ad": "赞助口播",
    "speakers": "这里能听到谁",
    "sources": "文字稿",
    "empty": "这里还没有文字稿。",
    "and_more": "……还有 {count} 个",
    "ask_me": "提到我并附上问题,或使用 /ask。",
    "busy": "出了点问题,已记录,编号 {reference}。",
    "library_busy": "资料库正在整理,请过一会儿再问。",
    "library_unavailable": "资料库暂时无法使用,运行本机器人的人可以在日志里看到原因。",
    "unknown_speaker": "这里没有叫“{name}”的说话人。",
    "unknown_source": "这里没有叫“{name}”的来源。",
    "did_you_mean": "您是指 {names} 吗?",
    "or": " 或 ",
    "unknown_passage": "这段话已不在资料库中。",
    "empty_question": "请至少输入一个字。",
    "question_too_long": "问题请不要超过 {limit} 个字符,这一条有 {length} 个。",
    "help_title": "Verbatim 只引用人们真正说过的话",
    "help": (
        "**/ask** 用原话回答问题;可以限定 `speaker`(说话人)或 `source`(来源)。\n"
        "**/quote** 随机抽取一句话,可以限定 `speaker` 或 `topic`(话题)。\n"
        "**/compare** 把两个人对同一话题的原话并列。\n"
        "**/speakers** 和 **/sources** 列出资料库里的人和文字稿。\n"
        "**/privacy** 说明保存了什么。\n\n"
        "也可以直接提到我并提问。每段引文都一字不差;按钮会显示它前后的内容。文字稿里没有答案时,我会直说。"
    ),
    "privacy_title": "隐私",
    "privacy": (
        "除了发给 Discord 的消息,没有任何数据离开运行本机器人的机器。没有语言模型,也没有其他服务。\n"
        "只读取提到本机器人的消息。问题不会被保存,不写入磁盘,也不写入日志。\n"
        "保存的只有导入的文字稿及其索引,以及每个频道里 /quote 已经展示过哪些引文。"
    ),
}
