"""What the commands' menu says in Chinese; in English it is the commands' own docstrings and descriptions."""

from discord import Locale, app_commands

# English: (simplified, traditional)
TRANSLATIONS = {
    "Answer a question with exact quotes from the transcripts": (
        "用文字稿里的原话回答问题",
        "用文字稿裡的原話回答問題",
    ),
    "What you want to know, in your own words": ("想知道什么,用自己的话问", "想知道什麼,用自己的話問"),
    "Only words of this person": ("只看这个人说的话", "只看這個人說的話"),
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
        "对比什么,一个词或一个问题",
        "對比什麼,一個詞或一個問題",
    ),
    "List everybody who is heard in the transcripts": ("列出文字稿里能听到的所有人", "列出文字稿裡能聽到的所有人"),
    "List the transcripts, with who speaks in them": ("列出文字稿及其中的说话人", "列出文字稿及其中的說話人"),
    "Show what this bot can do": ("这个机器人能做什么", "這個機器人能做什麼"),
    "Show what this bot keeps, and what it never does": (
        "这个机器人保存什么,绝不做什么",
        "這個機器人保存什麼,絕不做什麼",
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
