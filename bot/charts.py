"""Who speaks how much on what as a picture for a page; how it is drawn is told by `pictures`."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest

from bot.colours import speaker_colour
from bot.i18n import say
from bot.page import Picture
from bot.pages.topics import topic_name
from bot.pictures.chart import topics_chart
from bot.pictures.picture import CannotDraw
from bot.pictures.themes import rgb
from knowledge.model import Speaker
from knowledge.topics import Topic

_PEOPLE = 7  # who speaks most on all topics together; the others are one
_OTHERS = 0x55585F

log = logging.getLogger(__name__)


def chart(topics: Sequence[Topic], language: str) -> Picture | None:
    """A bar a topic, as long as its part of what is said; None where there is nothing to compare, or no drawing it.

    Blocking, for a thread.
    """
    people = _people(topics)
    if not topics or len(people) < 2:
        return None
    named = [(person.name if person else say(language, "unknown"), rgb(speaker_colour(person))) for person in people]
    rows = [_row(topic, people) for topic in topics]
    if any(row[-1] for row in rows):
        named.append((say(language, "others"), rgb(_OTHERS)))
    else:
        rows = [row[:-1] for row in rows]
    try:
        drawn = topics_chart(list(map(topic_name, topics)), named, rows, title=say(language, "who_on_what"))
    except CannotDraw as error:
        log.info("the chart of topics could not be drawn: %s", error)
        return None
    return Picture("topics.png", drawn.png, drawn.alt)


def _people(topics: Sequence[Topic]) -> list[Speaker | None]:
    """Who speaks most on these topics, most first."""
    said: defaultdict[str, float] = defaultdict(float)
    known: dict[str, Speaker | None] = {}
    for topic in topics:
        for speaker, share in topic.shares:
            id = speaker.id if speaker else ""
            known[id] = speaker
            said[id] += share * topic.share
    return [known[id] for id in nlargest(_PEOPLE, said, key=said.__getitem__)]


def _row(topic: Topic, people: Sequence[Speaker | None]) -> list[float]:
    """What part of everything each of these people says on a topic, and last what all others do."""
    shares = {speaker.id if speaker else "": share for speaker, share in topic.shares}
    parts = [shares.pop(person.id if person else "", 0.0) * topic.share for person in people]
    return [*parts, sum(shares.values()) * topic.share]
