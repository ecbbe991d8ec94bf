"""What is spoken about in some passages, and who speaks how much on it: clusters, named by their own phrases."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from knowledge.clusters import FEWEST, clustered
from knowledge.folding import folded
from knowledge.model import Passage, Quote, Source, Speaker
from knowledge.phrases import Key, phrases
from knowledge.scripts import is_chinese
from knowledge.sentences import width
from knowledge.store import Vectors

_TELLING = 2  # phrases from which on a passage is about anything
_PHRASES = 5  # of a topic
_FEWEST = 3  # passages of a topic
_LIFT = 1.5  # times as frequent as everywhere that a topic's phrase must be in it
_LABELLED = 0.15  # part of a topic's passages in which its label must stand
_PART, _TWICE = 0.05, 2  # part of them, and how many, in which its other phrases must stand
_LONGER = 0.2  # what every further word of a phrase adds to its weight
_SWALLOWED = 0.5  # part of a phrase's passages with a longer one around it from which on that stands for both
_HOME = 0.4  # times as often as in a whole group that a source's part of it must say its label
_EXAMPLE = 40  # width from which on a passage can stand for others


@dataclass(frozen=True, slots=True)
class Topic:
    """Passages about the same; its phrases, the label first, are spelt as they are in them.

    `share` is their part of all passages that were looked at; `shares` say who speaks how much on it, by
    characters, most first.
    """

    label: str
    phrases: tuple[str, ...]
    passages: int
    share: float
    shares: tuple[tuple[Speaker | None, float], ...]
    example: Quote


@dataclass(frozen=True, slots=True)
class _Member:
    """A passage, its phrases, and how near it is to the middle of its cluster."""

    passage: Passage
    phrases: dict[Key, str]
    centrality: float = 0.0


def topics(passages: Sequence[Passage], vectors: Vectors) -> tuple[Topic, ...]:
    """The topics of own words in reading order, the greatest first; `vectors` is (len(passages), dimensions)."""
    sources = {passage.source.id: passage.source for passage in passages}.values()
    found = phrases([passage.text for passage in passages], _names(sources), _spellings(sources))
    telling = [at for at, each in enumerate(found) if len(each) >= _TELLING]
    if len(telling) < FEWEST:
        return ()
    about, said = [passages[at] for at in telling], [found[at] for at in telling]
    voices = [(one.source.id, one.speaker.id if one.speaker else "") for one in about]
    follows = [False, *(_goes_on(*pair) for pair in pairwise(about))]
    clusters = clustered(vectors[telling], voices, said, follows)
    groups: dict[int, list[_Member]] = {}
    for number, member in zip(clusters.of, map(_Member, about, said, clusters.centrality), strict=True):
        if number is not None:
            groups.setdefault(number, []).append(member)
    holding = Counter(key for each in said for key in each)
    named = _named([groups[number] for number in sorted(groups)], holding, len(said), len(passages))
    return tuple(sorted(named, key=lambda topic: (-topic.passages, topic.label)))


def _named(groups: Sequence[Sequence[_Member]], holding: Counter[Key], telling: int, looked_at: int) -> Iterator[Topic]:
    """A topic for each group that has a name of its own; a phrase names the one group that it tells most of."""
    weights = [_weights(group, holding, telling) for group in groups]
    owner = {key: _argmax([other.get(key, 0.0) for other in weights]) for each in weights for key in each}
    for number, (group, weight) in enumerate(zip(groups, weights, strict=True)):
        own = {key for key in weight if owner[key] == number}
        keys = _keys(group, {key: weight[key] for key in own})
        here = _at_home(group, keys[0]) if keys else []
        now = _weights(here, holding, telling) if here else {}
        keys = _keys(here, {key: now[key] for key in own & now.keys()})
        if keys and len(here) >= _FEWEST:
            yield _topic(here, keys[:_PHRASES], looked_at)


def _argmax(values: Sequence[float]) -> int:
    return max(range(len(values)), key=values.__getitem__)


def _counts(group: Iterable[_Member]) -> Counter[Key]:
    return Counter(key for member in group for key in member.phrases)


def _weights(group: Sequence[_Member], holding: Counter[Key], telling: int) -> dict[Key, float]:
    """Class-based TF-IDF: how much of a group holds a phrase, by how much more that is than of all passages."""
    found = {}
    for key, count in _counts(group).items():
        lift = count / len(group) / (holding[key] / telling)
        if count >= max(_TWICE, _PART * len(group)) and lift >= _LIFT:
            found[key] = count / len(group) * log(lift) * (1 + _LONGER * (len(key) - 1))
    return found


def _keys(group: Sequence[_Member], weights: dict[Key, float]) -> list[Key]:
    """The phrases that name a group, none within another: first its label, which stands in many of its passages."""
    counts = _counts(group)
    chosen: list[Key] = []
    for key in sorted(weights, key=lambda key: (-weights[key], key)):
        longer = (other for other in weights if len(other) > len(key) and set(key) <= set(other))
        swallowed = any(counts[other] >= _SWALLOWED * counts[key] for other in longer)
        if not swallowed and not any(_overlap(key, other) for other in chosen):
            chosen.append(key)
    label = next((key for key in chosen if counts[key] >= max(_FEWEST, _LABELLED * len(group))), None)
    return [label, *(key for key in chosen if key != label)] if label else []


def _at_home(group: Sequence[_Member], label: Key) -> list[_Member]:
    """A group without those from sources that hardly speak of its label: they are there for want of a better one."""
    every = Counter(member.passage.source.id for member in group)
    saying = Counter(member.passage.source.id for member in group if label in member.phrases)
    usual = saying.total() / len(group)
    home = {id for id, count in every.items() if count <= _FEWEST or saying[id] / count >= _HOME * usual}
    return [member for member in group if member.passage.source.id in home]


def _overlap(one: Key, other: Key) -> bool:
    return set(one) <= set(other) or set(other) <= set(one)


def _topic(group: Sequence[_Member], keys: Sequence[Key], looked_at: int) -> Topic:
    names = tuple(_spelling(group, key) for key in keys)
    return Topic(
        label=names[0],
        phrases=names,
        passages=len(group),
        share=len(group) / looked_at,
        shares=_shares([member.passage for member in group]),
        example=_example(group, keys),
    )


def _spelling(group: Iterable[_Member], key: Key) -> str:
    """How a phrase is most often spelt; of equally frequent spellings, the first."""
    spelt = Counter(" ".join(member.phrases[key].split()) for member in group if key in member.phrases)
    return max(spelt, key=spelt.__getitem__)


def _shares(passages: Sequence[Passage]) -> tuple[tuple[Speaker | None, float], ...]:
    """Who says how much of these passages; who speaks in several sources is one."""
    speakers: dict[str | None, Speaker | None] = {}
    said: Counter[str | None] = Counter()
    for passage in passages:
        id = passage.speaker.id if passage.speaker else None
        speakers.setdefault(id, passage.speaker)
        said[id] += len(passage.text)
    return tuple((speakers[id], count / said.total()) for id, count in said.most_common())


def _example(group: Sequence[_Member], keys: Sequence[Key]) -> Quote:
    """The passage nearest to the middle that says what the topic is called; rather a statement, by somebody known."""

    def fitness(member: _Member) -> tuple[bool, bool, bool, float]:
        text = member.passage.text
        statement = width(text) >= _EXAMPLE and not text.endswith(("?", "？"))
        return keys[0] in member.phrases, member.passage.speaker is not None, statement, member.centrality

    best = max(group, key=fitness).passage
    return Quote(best, 0, len(best.text))


def _goes_on(one: Passage, other: Passage) -> bool:
    """Whether a passage is said right after another: in the same turn, or in answer to it."""
    return one.source.id == other.source.id and 0 <= other.turn - one.turn <= 2


def _names(sources: Iterable[Source]) -> Collection[str]:
    """All spellings of the names of those who speak, and their parts: whoever speaks is not what is spoken about."""
    every = {name for source in sources for speaker in source.speakers for name in speaker.names}
    parts = {part for name in every for part in [name, *re.split(r"[\s·・.\-]+", name)] if len(part) > 1}
    # A dictionary cuts Chinese names anywhere.
    chinese = [part for part in parts if is_chinese(part)]
    return parts | {part[i:j] for part in chinese for i in range(len(part)) for j in range(i + 2, len(part) + 1)}


def _spellings(sources: Iterable[Source]) -> dict[str, str]:
    return {folded(name): folded(names[0]) for source in sources for names in source.names for name in names}
