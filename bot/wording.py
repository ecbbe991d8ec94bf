"""How the place of a quote is said, in plain text. Pure: neither Markdown nor Discord."""

from bot.i18n import say
from knowledge.model import Quote


def position(quote: Quote, language: str) -> str:
    """The time if the source has times, else the line."""
    if quote.passage.start_ms is None:
        return say(language, "line", line=quote.start_line)
    return clock(quote.passage.start_ms, approximate=quote.passage.source.approximate)


def clock(milliseconds: int, *, approximate: bool = False) -> str:
    """A time in a recording, H:MM:SS."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{'≈ ' if approximate else ''}{minutes // 60}:{minutes % 60:02}:{seconds:02}"
