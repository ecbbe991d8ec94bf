"""What is spoken about as a page, with a button for an example of each topic. Pure."""

from collections.abc import Iterator, Sequence

from bot import ids
from bot.colours import INK
from bot.i18n import percent, say
from bot.limits import units
from bot.page import ROOM, Block, Card, Page, Picture, Press, Text, rows
from bot.pages.answers import doubts, quote_card
from bot.quotation import TITLE, one_line, speaker_label
from knowledge.model import Quote, Source, Speaker
from knowledge.questions import is_bare
from knowledge.topics import Topic

MOST = 8  # topics: each takes four of the 40 components
_PHRASE = 40  # units of a phrase, and of a name
_VOICES = 4  # who speaks most on a topic
_LEAST = 0.005  # of what is said, less than which would be written as 0 %


def topics_page(
    topics: Sequence[Topic],
    speaker: Speaker | None,
    source: Source | None,
    language: str,
    picture: Picture | None = None,
) -> Page:
    """The topics of all, or of a speaker or a source: as many as fit, the greatest first."""
    if not topics:
        return Page((Text(say(language, "no_topics")),))
    title = Block(_title(speaker, source, language))
    card = Card((title, *_fitting(topics, speaker, ROOM - units(title.head), language)), INK)
    return Page((card, picture) if picture else (card,))


def example_page(quote: Quote, language: str) -> Page:
    """The quote that stands for a topic."""
    return Page((quote_card(quote, language), *rows(doubts([quote], language))))


def topic_name(topic: Topic) -> str:
    """The label, and the next phrase with it where it is but a word or two; as plain text."""
    return " · ".join(topic.phrases[: _named(topic)])


def _named(topic: Topic) -> int:
    """How many of its phrases name a topic."""
    return 2 if is_bare(topic.label) else 1


def _title(speaker: Speaker | None, source: Source | None, language: str) -> str:
    """What this is a list of, and how its numbers are meant."""
    who = speaker_label(speaker) if speaker else ""
    where = one_line(source.title, TITLE) if source else ""
    title = " · ".join(filter(None, [say(language, "topics"), who, where]))
    return f"### {title}\n-# {say(language, 'topics_hint')}"


def _fitting(topics: Sequence[Topic], speaker: Speaker | None, room: int, language: str) -> Iterator[Block]:
    for number, topic in enumerate(topics[:MOST], 1):
        block = _block(topic, number, speaker, language)
        room -= units(block.head) + 2
        if room < 0:
            return
        yield block


def _block(topic: Topic, number: int, speaker: Speaker | None, language: str) -> Block:
    """A topic with its share, its other phrases and, unless it is of one speaker, who speaks how much on it."""
    name = " · ".join(_short(phrase) for phrase in topic.phrases[: _named(topic)])
    others = " · ".join(_short(phrase) for phrase in topic.phrases[_named(topic) :])
    voices = "" if speaker else " · ".join(_voices(topic, language))
    lines = [f"**{number} · {name}** · {percent(language, topic.share)}", f"-# {others}" if others else "", voices]
    button = Press(say(language, "example", number=number), ids.example(topic.example.passage.id))
    return Block("\n".join(filter(None, lines)), button=button)


def _voices(topic: Topic, language: str) -> Iterator[str]:
    """Who speaks most on a topic, and all others together."""
    left = 1.0
    alone = len(topic.shares) == _VOICES + 1  # one more need not be called others
    for speaker, share in topic.shares[: _VOICES + alone]:
        if share >= _LEAST:
            yield f"{_who(speaker, language)} {percent(language, share)}"
            left -= share
    if left >= _LEAST:
        yield f"{say(language, 'others')} {percent(language, left)}"


def _who(speaker: Speaker | None, language: str) -> str:
    return _short(speaker.name) if speaker else say(language, "unknown")


def _short(name: str) -> str:
    return one_line(name, _PHRASE)
