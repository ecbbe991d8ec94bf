"""What is spoken about, and who speaks how much on it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.errors import UnknownSource, UnknownSpeaker
from knowledge.libraries import Libraries
from knowledge.library import Library
from knowledge.model import OWN_WORDS
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import SEEDS, Tell, labelled

CHEESE = "the cheese in the cellar needs salt from the dairy"
GLACIER = "the glacier in the valley loses ice to the river"
VIOLIN = "the violin in the orchestra wants strings from the workshop"


def talk(*lines: tuple[str, str]) -> str:
    return labelled("\n\n".join(f"[[{who}]] {text}" for who, text in lines) + "\n")


def about(who: str, text: str, count: int = 6) -> list[tuple[str, str]]:
    """So many ways of saying one thing."""
    openings = "First Second Third Fourth Fifth Sixth Seventh Eighth".split()
    return [(who, f"{opening}, {text}, and again {text}.") for opening in openings[:count]]


@pytest.fixture
def told(library: Library, tell: Tell) -> Library:
    tell(
        one=talk(*about("ann-lee", CHEESE), *about("bob-wu", CHEESE, 2), *about("ann-lee", GLACIER)),
        two=talk(*about("bob-wu", VIOLIN), *about("bob-wu", GLACIER, 4), ("ad", "Buy a mattress from the dairy.")),
    )
    return library


def phrases_of(library: Library, **only: str) -> list[set[str]]:
    return [set(topic.phrases) for topic in library.topics(**only)]  # type: ignore[arg-type]


def test_passages_on_one_thing_are_a_topic_whoever_says_it_and_wherever(told: Library) -> None:
    found = told.topics()
    assert [sum(word in topic.phrases for topic in found) for word in ("cheese", "glacier", "violin")] == [1, 1, 1]
    (glacier,) = (topic for topic in found if "glacier" in topic.phrases)
    assert {speaker.id for speaker, _ in glacier.shares if speaker} == {"ann-lee", "bob-wu"}


def test_who_speaks_how_much_on_a_topic_is_counted_in_characters(told: Library) -> None:
    (cheese,) = (topic for topic in told.topics() if "cheese" in topic.phrases)
    assert [speaker.id for speaker, _ in cheese.shares if speaker] == ["ann-lee", "bob-wu"]
    assert cheese.shares[0][1] == pytest.approx(0.75, abs=0.05)


def test_the_shares_of_every_topic_sum_to_one_and_no_label_is_there_twice(told: Library) -> None:
    found = told.topics()
    assert all(sum(share for _, share in topic.shares) == pytest.approx(1) for topic in found)
    assert sum(topic.share for topic in found) <= 1
    assert len({topic.label for topic in found}) == len(found)


def test_topics_of_one_speaker_or_source_are_found_in_these_alone(told: Library) -> None:
    assert not any("violin" in phrases for phrases in phrases_of(told, speaker="Ann"))
    assert not any("cheese" in phrases for phrases in phrases_of(told, source="two"))
    assert any("violin" in phrases for phrases in phrases_of(told, source="two"))


def test_neither_sponsor_reads_nor_speakers_names_are_topics(library: Library, tell: Tell) -> None:
    lines = [line for text in (CHEESE, GLACIER, VIOLIN) for line in about("ann-lee", f"Bob said that {text}", 4)]
    tell(one=talk(*lines, *[("ad", "The mattress of the mattress shop.")] * 5))
    found = set().union(*phrases_of(library))
    assert found
    assert not {word for phrase in found for word in phrase.casefold().split()} & {"bob", "mattress", "shop"}


def test_the_same_topics_are_found_every_time(told: Library) -> None:
    with closing(Library(told.folder, HashingEncoder())) as again:
        assert again.topics() == told.topics()


def test_topics_follow_what_is_brought_in(told: Library, tell: Tell) -> None:
    before = told.topics()
    assert told.topics() is not None
    tell(three=talk(*about("ann-lee", "the tax on the harbour pays for a bridge", 8)))
    assert told.topics() != before
    assert any("bridge" in phrases for phrases in phrases_of(told))


@pytest.mark.parametrize("count", [0, 1, 5])
def test_in_a_few_passages_there_are_no_topics(library: Library, tell: Tell, count: int) -> None:
    if count:
        tell(one=talk(*about("ann-lee", CHEESE, count)))
    assert library.topics() == ()


def test_passages_that_all_say_the_same_are_no_error(library: Library, tell: Tell) -> None:
    tell(one=talk(*[("ann-lee", f"The cheese, {CHEESE}.")] * 12))
    assert len(library.topics()) <= 1


def test_topics_of_nobody_who_is_heard_are_refused(told: Library) -> None:
    with pytest.raises(UnknownSpeaker):
        told.topics(speaker="Zed")
    with pytest.raises(UnknownSource):
        told.topics(source="nine")


def test_a_community_s_topics_hold_its_own_words_and_the_shared_ones(told: Library, tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    file.write_text(talk(*about("ann-lee", "the tax on the harbour pays for a bridge", 8)))
    with closing(Libraries(told)) as libraries:
        with libraries.own("1") as own:
            list(own.ingest([file]))
        with libraries.of("1") as both:
            every = set().union(*phrases_of(both))
            assert {"bridge", "violin"} <= every
        with libraries.of("2") as other:
            assert "bridge" not in set().union(*phrases_of(other))


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with closing(Library(tmp_path_factory.mktemp("seeds"), HashingEncoder())) as opened:
        list(opened.ingest([SEEDS]))
        yield opened


def test_every_example_is_somebody_s_own_words_as_they_stand_in_the_transcript(seeds: Library) -> None:
    for topic in seeds.topics(limit=12):
        passage = topic.example.passage
        text = "".join(turn.text for turn in seeds.turns(passage.source.id) if turn.turn.index == passage.turn)
        assert topic.example.text in text
        assert passage.kind in OWN_WORDS


def test_every_phrase_is_spelt_as_in_some_transcript(seeds: Library) -> None:
    words = " ".join(turn.text for source in seeds.sources() for turn in seeds.turns(source.id))
    found = [phrase for topic in seeds.topics(limit=12) for phrase in topic.phrases]
    assert found
    assert all(phrase in words for phrase in found)


def test_topics_of_a_whole_library_are_told_by_what_is_said_not_by_who_says_it_where(seeds: Library) -> None:
    found = seeds.topics()
    assert len(found) >= 3
    assert any(len([share for _, share in topic.shares if share > 0.1]) > 1 for topic in found)


def test_a_phrase_is_of_one_topic_only(seeds: Library) -> None:
    for speaker in (None, "mark-surman", "sam-altman"):
        found = [phrase for topic in seeds.topics(speaker=speaker, limit=12) for phrase in topic.phrases]
        assert len(set(found)) == len(found)
