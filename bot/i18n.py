"""Every sentence the bot says, in every language it speaks."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.limits import cut
from bot.markdown import escaped
from knowledge.errors import (
    EmptyQuestion,
    LibraryBusy,
    LibraryError,
    ModelUnavailable,
    QuestionTooLong,
    UnknownPassage,
    UnknownSource,
    UnknownSpeaker,
    VerbatimError,
)
from knowledge.folding import folded
from knowledge.scripts import chinese_characters

ENGLISH, SIMPLIFIED, TRADITIONAL = "en", "zh-CN", "zh-TW"
_NAME, _SENTENCE = 80, 900  # units of a name, and of another error's sentence, that are repeated to a person


# Errors that say nothing but what they are. What a library's own sentence tells, folders and
# settings, is the operator's, and in the log.
_SENTENCES: Mapping[type[VerbatimError], str] = MappingProxyType(
    {
        UnknownPassage: "unknown_passage",
        EmptyQuestion: "empty_question",
        LibraryBusy: "library_busy",
        LibraryError: "library_unavailable",
        ModelUnavailable: "library_unavailable",
    }
)


def language_of(locale: str, text: str = "") -> str:
    """The language to answer in: that of the question where its script tells, else the person's."""
    if locale in ("zh-TW", "zh-HK"):
        return TRADITIONAL
    han = chinese_characters(text)
    if not locale.startswith("zh") and any(folded(char) != char for char in han):
        return TRADITIONAL
    return SIMPLIFIED if han or locale.startswith("zh") else ENGLISH


def say(language: str, key: str, **values: object) -> str:
    """The sentence of this key; raises KeyError for a key that no catalogue has."""
    return CATALOGUE[language][key].format(**values)


def explain(language: str, error: VerbatimError) -> str:
    """An error as a sentence in a person's language, safe to send; English where it has no translation."""
    match error:
        case UnknownSpeaker() | UnknownSource():
            key = "unknown_speaker" if isinstance(error, UnknownSpeaker) else "unknown_source"
            return say(language, key, name=_repeated(error.name)) + _hint(language, error.nearest)
        case QuestionTooLong():
            return say(language, "question_too_long", limit=error.limit, length=error.length)
    key = next((key for kind, key in _SENTENCES.items() if isinstance(error, kind)), "")
    return say(language, key) if key else escaped(cut(str(error), _SENTENCE))


def _hint(language: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    return say(language, "did_you_mean", names=say(language, "or").join(_repeated(name) for name in names))


def _repeated(name: str) -> str:
    return escaped(cut(name, _NAME))


_EN = {
    "question": "Question",
    "topic": "Compared on",
    "not_answered": "The transcripts do not answer this.",
    "nearest": "Nearest passages, not an answer:",
    "ask_otherwise": "It may help to ask in other words, or to look at /sources for what is here.",
    "unknown": "Speaker unknown",
    "narration": "Narration",
    "quoted": "{name}, as quoted",
    "line": "line {line}",
    "open": "go to the source",
    "context": "Context",
    "context_n": "Context {number}",
    "more": "More",
    "another": "Another",
    "context_of": "Context: {name}",
    "same_speaker": "Please name two different people; both of these are {name}.",
    "speaker_gone": "This person is no longer heard in the library.",
    "no_more": "There are no further passages.",
    "no_quote": "There is nothing here that is worth quoting by itself.",
    "not_addressed": "{name} has not spoken on this in these transcripts.",
    "ad": "Sponsor read",
    "speakers": "Who is heard here",
    "sources": "Transcripts",
    "empty": "There are no transcripts here yet.",
    "and_more": "… and {count} more",
    "ask_me": "Mention me with a question, or use /ask.",
    "busy": "Something went wrong, and it has been noted as {reference}.",
    "library_busy": "The library is being worked on; please ask again in a minute.",
    "library_unavailable": "The library cannot be used just now. Whoever runs this bot finds the reason in its log.",
    "unknown_speaker": "No speaker here is called “{name}”.",
    "unknown_source": "No source here is called “{name}”.",
    "did_you_mean": " Did you mean {names}?",
    "or": " or ",
    "unknown_passage": "This passage is no longer in the library.",
    "empty_question": "Please ask with at least one word.",
    "question_too_long": "Please ask in at most {limit} characters; this question has {length}.",
    "help_title": "Verbatim quotes what people actually said",
    "help": (
        "**/ask** answers a question with exact passages; narrow it to a `speaker` or a `source`.\n"
        "**/quote** draws a random quote, of a `speaker` or on a `topic`.\n"
        "**/compare** sets two speakers' own words on a topic side by side.\n"
        "**/speakers** and **/sources** show who and what is in the library.\n"
        "**/privacy** says what is kept.\n\n"
        "Or mention me with a question. Every quote is word for word; the buttons show what was said before and"
        " after it. Where the transcripts do not answer, I say so."
    ),
    "privacy_title": "Privacy",
    "privacy": (
        "Nothing leaves the machine this bot runs on but its messages to Discord. There is no language model and no"
        " other service.\n"
        "Of messages, only those that mention the bot are read. Questions are not stored, neither on disk nor in the"
        " log.\n"
        "Kept are the transcripts that were brought in, their index, and for each channel which quotes /quote has"
        " already shown there."
    ),
}

_ZH_CN = {
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

_ZH_TW = {
    "question": "問題",
    "topic": "對比話題",
    "not_answered": "這些文字稿沒有回答這個問題。",
    "nearest": "以下只是最接近的段落,並非答案:",
    "ask_otherwise": "可以換個說法再問,或用 /sources 看看這裡有什麼。",
    "unknown": "說話人不明",
    "narration": "敘述文字",
    "quoted": "{name}(文中引述)",
    "line": "第 {line} 行",
    "open": "開啟來源",
    "context": "上下文",
    "context_n": "上下文 {number}",
    "more": "更多",
    "another": "再來一則",
    "context_of": "上下文:{name}",
    "same_speaker": "請選兩個不同的人,這裡兩次都是{name}。",
    "speaker_gone": "資料庫裡已經沒有這個人了。",
    "no_more": "沒有更多段落了。",
    "no_quote": "這裡沒有適合單獨引用的話。",
    "not_addressed": "在這些文字稿裡,{name}沒有談過這個話題。",
    "ad": "贊助口播",
    "speakers": "這裡能聽到誰",
    "sources": "文字稿",
    "empty": "這裡還沒有文字稿。",
    "and_more": "……還有 {count} 個",
    "ask_me": "提及我並附上問題,或使用 /ask。",
    "busy": "出了點問題,已記錄,編號 {reference}。",
    "library_busy": "資料庫正在整理,請過一會兒再問。",
    "library_unavailable": "資料庫暫時無法使用,執行本機器人的人可以在日誌裡看到原因。",
    "unknown_speaker": "這裡沒有叫「{name}」的說話人。",
    "unknown_source": "這裡沒有叫「{name}」的來源。",
    "did_you_mean": "您是指 {names} 嗎?",
    "or": " 或 ",
    "unknown_passage": "這段話已不在資料庫中。",
    "empty_question": "請至少輸入一個字。",
    "question_too_long": "問題請不要超過 {limit} 個字元,這一則有 {length} 個。",
    "help_title": "Verbatim 只引用人們真正說過的話",
    "help": (
        "**/ask** 用原話回答問題;可以限定 `speaker`(說話人)或 `source`(來源)。\n"
        "**/quote** 隨機抽取一句話,可以限定 `speaker` 或 `topic`(話題)。\n"
        "**/compare** 把兩個人對同一話題的原話並列。\n"
        "**/speakers** 和 **/sources** 列出資料庫裡的人和文字稿。\n"
        "**/privacy** 說明保存了什麼。\n\n"
        "也可以直接提及我並提問。每段引文都一字不差;按鈕會顯示它前後的內容。文字稿裡沒有答案時,我會直說。"
    ),
    "privacy_title": "隱私",
    "privacy": (
        "除了發給 Discord 的訊息,沒有任何資料離開執行本機器人的機器。沒有語言模型,也沒有其他服務。\n"
        "只讀取提及本機器人的訊息。問題不會被保存,不寫入磁碟,也不寫入日誌。\n"
        "保存的只有匯入的文字稿及其索引,以及每個頻道裡 /quote 已經展示過哪些引文。"
    ),
}

CATALOGUE: Mapping[str, Mapping[str, str]] = MappingProxyType({ENGLISH: _EN, SIMPLIFIED: _ZH_CN, TRADITIONAL: _ZH_TW})
