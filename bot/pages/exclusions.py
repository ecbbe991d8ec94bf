"""What is left out because somebody wants it: asked once more, done, listed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n import day_of, say
from bot.limits import NAME, cut
from bot.markdown import escaped
from bot.page import Page, Press, Row, Text, Tone
from bot.pages.lists import list_card
from knowledge.exclusions import Concerned, Exclusion, OfSpeaker, Wish

_SOURCES = 10  # that are named


@dataclass(frozen=True, slots=True)
class Listed:
    """An exclusion, and what is typed to take it back."""

    value: str
    exclusion: Exclusion

    def what(self, language: str) -> str:
        """Whom or what it leaves out, never the words."""
        return wished(self.exclusion.wish, language)

    def line(self, language: str) -> str:
        since = day_of(language, self.exclusion.made[:10])
        return f"`{self.value}` {self.what(language)}\n-# {since}"


def wished(wish: Wish, language: str) -> str:
    """Whom or what a wish leaves out."""
    if isinstance(wish, OfSpeaker):
        return f"**{escaped(cut(wish.name, NAME // 2))}**"
    return say(language, "exclusion_span", source=escaped(cut(wish.source, NAME // 2)), line=wish.line)


def confirmation_page(
    wish: Wish, concerned: Sequence[Concerned], button: str, language: str, *, elsewhere: bool
) -> Page:
    """What would be left out, source by source, over the button that does it."""
    told = [say(language, "exclude_what", what=wished(wish, language))]
    told += [say(language, "exclude_elsewhere")] if elsewhere else []
    card = list_card(say(language, "exclude_title"), _sources(concerned, language), language)
    warning = Text("\n".join([*told, say(language, "exclude_for_good")]))
    return Page((warning, card, Row((Press(say(language, "exclude"), button, Tone.GRAVE),))))


def excluded_page(concerned: Sequence[Concerned], language: str) -> Page:
    """What was left out."""
    return Page((list_card(say(language, "excluded_title"), _sources(concerned, language), language),))


def exclusions_page(every: Sequence[Listed], language: str) -> Page:
    """All that is left out; how it is taken back stands below."""
    lines = [one.line(language) for one in every] or [say(language, "nothing_excluded")]
    card = list_card(say(language, "exclusions_title"), lines, language, tail=say(language, "how_to_include"))
    return Page((card,))


def _sources(concerned: Sequence[Concerned], language: str) -> list[str]:
    lines = [
        f"**{escaped(cut(one.source.title, NAME // 2))}** · {say(language, 'passages', count=one.passages)}"
        for one in concerned[:_SOURCES]
    ]
    more = len(concerned) - _SOURCES
    return [*lines, *([say(language, "and_more", count=more)] if more > 0 else [])] or [say(language, "only_later")]
