"""What the commands' menu says in Chinese; in English it is the commands' own docstrings and descriptions."""

from discord import Locale, app_commands

# English: (simplified, traditional)
TRANSLATIONS = {
    "Answer a question with exact quotes from the transcripts": (
        "用文字稿里的原话回答问题",
        "用文字稿裡的原話回答問題",
    ),
    "What you want to know, in your own words": ("想知道什么，用自己的话问", "想知道什麼，用自己的話問"),
    "Only words of this person": ("只看这个人说的话", "只看這個人說的話"),
    "Show the answer to you alone": ("只让你自己看到回答", "只讓你自己看到回答"),
    "Only this transcript": ("只看这份文字稿", "只看這份文字稿"),
    "Draw a random quote that is worth quoting": ("随机抽一句值得引用的话", "隨機抽一句值得引用的話"),
    "Only words on this topic": ("只看关于这个话题的话", "只看關於這個話題的話"),
    "Set two people's own words on a topic side by side": (
        "把两个人对同一话题的原话并列",
        "把兩個人對同一話題的原話並列",
    ),
    "One person": ("一个人", "一個人"),
    "Another person": ("另一个人", "另一個人"),
    "What to compare them on, a word or a question": (
        "对比什么，一个词或一个问题",
        "對比什麼，一個詞或一個問題",
    ),
    "List everybody who is heard in the transcripts": ("列出文字稿里能听到的所有人", "列出文字稿裡能聽到的所有人"),
    "List the transcripts, with who speaks in them": ("列出文字稿及其中的说话人", "列出文字稿及其中的說話人"),
    "Manage this server's transcripts": ("管理本服务器的文字稿", "管理本伺服器的文字稿"),
    "Look at transcripts and add them to this server's library": (
        "查看文字稿并添加到本服务器的资料库",
        "查看文字稿並加入本伺服器的資料庫",
    ),
    "A transcript: subtitles, a text, Word, PDF, or the JSON of a transcribing service": (
        "文字稿：字幕、文本、Word、PDF 或转写服务的 JSON",
        "文字稿：字幕、文字檔、Word、PDF 或轉寫服務的 JSON",
    ),
    "Another transcript": ("另一份文字稿", "另一份文字稿"),
    "Take a transcript out of this server's library": ("从本服务器的资料库移除文字稿", "從本伺服器的資料庫移除文字稿"),
    "The transcript to take out": ("要移除的文字稿", "要移除的文字稿"),
    "Call a speaker otherwise in this server's transcripts": (
        "在本服务器的文字稿里给说话人改名",
        "在本伺服器的文字稿裡給說話人改名",
    ),
    "The speaker as they are called now": ("说话人现在的名字", "說話人現在的名字"),
    "What to call them": ("新的名字", "新的名字"),
    "List this server's own transcripts": ("列出本服务器自己的文字稿", "列出本伺服器自己的文字稿"),
    "Take back the last change to a transcript, or adding it": (
        "撤销对文字稿的最近一次更改或添加",
        "復原對文字稿的最近一次更改或新增",
    ),
    "The transcript whose last change is taken back": ("要撤销更改的文字稿", "要復原更改的文字稿"),
    "Show or hide the transcripts that are there for all servers": (
        "显示或隐藏所有服务器共用的文字稿",
        "顯示或隱藏所有伺服器共用的文字稿",
    ),
    "Whether this server also sees the transcripts that whoever runs the bot has added": (
        "本服务器是否也能看到运行者添加的文字稿",
        "本伺服器是否也能看到執行者加入的文字稿",
    ),
    "List quotes whose speaker somebody doubts": ("列出说话人受到质疑的引文", "列出說話人受到質疑的引文"),
    "Show what this bot can do": ("这个机器人能做什么", "這個機器人能做什麼"),
    "Show what this bot keeps, and what it never does": (
        "这个机器人保存什么，绝不做什么",
        "這個機器人保存什麼，絕不做什麼",
    ),
}


class Translations(app_commands.Translator):
    """Gives discord.py the Chinese of a description; names of commands stay as they are."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - of the signature
    ) -> str | None:
        simplified, traditional = TRANSLATIONS.get(string.message, (None, None))
        return {Locale.chinese: simplified, Locale.taiwan_chinese: traditional}.get(locale)
