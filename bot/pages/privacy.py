"""What /privacy and /forget-me show: what is kept, for how long and where, by the settings of now. Pure."""

from collections.abc import Iterator

from bot.i18n import say
from bot.keeping import Keeping
from bot.page import Page, Press, Row, Text, Tone
from bot.pages.lists import list_page

_HISTORY = 20  # changes to a source that can be taken back


def privacy_page(keeping: Keeping, language: str) -> Page:
    """Everything, a line each."""
    return list_page(say(language, "privacy_title"), list(_lines(keeping, language)), language)


def forget_page(button: str, language: str) -> Page:
    """What would be forgotten of a person, over the button that does it."""
    press = Press(say(language, "forget_me"), button, Tone.GRAVE)
    return Page((Text(say(language, "forget_what")), Row((press,))))


def _lines(keeping: Keeping, language: str) -> Iterator[str]:
    yield say(language, "privacy_machine")
    if keeping.server:
        yield say(language, "privacy_server")
    yield say(language, "privacy_content_on" if keeping.message_content else "privacy_content_off")
    yield say(language, "privacy_questions")
    kept = keeping.retention
    yield "**" + say(language, "privacy_kept") + "**"
    yield "• " + say(language, "privacy_transcripts")
    yield "• " + say(language, "privacy_history", number=_HISTORY) + _at_most(kept.history, language)
    yield "• " + say(language, "privacy_uploads")
    yield "• " + say(language, "privacy_settings")
    yield "• " + say(language, "privacy_feedback") + _until(kept.feedback, language)
    yield "• " + say(language, "privacy_reports") + _until(kept.reports, language)
    yield "• " + say(language, "privacy_shown") + _until(kept.shown, language)
    yield say(language, "privacy_database" if keeping.database else "privacy_folder")
    yield "**" + say(language, "privacy_rights") + "**"
    yield say(language, "privacy_forget")


def _until(days: int | None, language: str) -> str:
    return say(language, "kept_until_left") if days is None else say(language, "kept_days", count=days)


def _at_most(days: int | None, language: str) -> str:
    return "" if days is None else say(language, "kept_days", count=days)
