"""How the place of a quote is said, in plain text. Pure: neither Markdown nor Discord."""

from bot.i18n import say
from knowledge.model import Quote


def position(quote: Quote, language: str) -> str:
    """The time if the source has times, else the line."""
    if quote.passage.start_ms is None:
        return say(language, "line", line=quote.start_line)
    minutes, seconds = divmod(quote.passage.start_ms // 1000, 60)
    about = "≈ " if quote.passage.source.approximate else ""
    return f"{about}{minutes // 60}:{minutes % 60:02}:{seconds:02}"
