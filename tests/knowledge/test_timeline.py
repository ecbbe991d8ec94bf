"""What was said on a topic, in order of time."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.errors import EmptyQuestion, UnknownSpeaker
from knowledge.libraries import Libraries
from knowledge.library import Library
from tests.knowledge.conftest import Tell, labelled


def dated(date: str, body: str) -> str:
    return labelled(body).replace("title: The", f"date: {date}\ntitle: The", 1) if date else labelled(body)


@pytest.fixture
def told(library: Library, tell: Tell) -> Library:
    tell(
        late=dated("2024-07", "[[bob-wu]] Licences were a promise that we broke.\n"),
        early=dated(
            "2023-01-05",
            "[[ann-lee]] Licences are a burden for small teams.\n\n[[bob-wu]] Zebras are striped.\n\n"
            "[[bob-wu]] Licences protect whoever writes the code.\n\n[[ad]] Licences at half price from Acme.\n",
        ),
        unknown=dated("", "[[ann-lee]] Licences change nothing in a village.\n"),
        whole=dated("2024-07-09", "[[ann-lee]] Licences need a court behind them.\n"),
    )
    return library


def said(library: Library, topic: str = "licences", **options: str | int) -> list[str]:
    return [quote.text for quote in library.timeline(topic, **options).quotes]  # type: ignore[arg-type]


def test_quotes_stand_in_the_order_in_which_they_were_said(told: Library) -> None:
    assert said(told) == [
        "Licences are a burden for small teams.",
        "Licences protect whoever writes the code.",
        "Licences were a promise that we broke.",
        "Licences need a court behind them.",
        "Licences change nothing in a village.",
    ]


def test_quotes_from_sources_without_a_date_are_told_apart(told: Library) -> None:
    found = told.timeline("licences")
    assert [quote.text for quote in found.undated] == ["Licences change nothing in a village."]
    assert all(quote.passage.source.date for quote in found.dated)


def test_a_timeline_of_one_speaker_has_their_words_alone(told: Library) -> None:
    found = told.timeline("licences", speaker="吴波")
    assert found.speaker == told.speaker("bob-wu")
    assert [quote.text for quote in found.quotes] == [
        "Licences protect whoever writes the code.",
        "Licences were a promise that we broke.",
    ]


def test_neither_sponsor_reads_nor_what_is_beside_the_point_is_in_a_timeline(told: Library) -> None:
    assert not any("Acme" in text or "Zebras" in text for text in said(told))


def test_a_timeline_of_what_nobody_spoke_on_is_empty(told: Library) -> None:
    assert said(told, "量子计算") == []


def test_of_many_quotes_the_most_relevant_are_kept_and_every_source_has_its_share(told: Library) -> None:
    few = told.timeline("licences", limit=4).quotes
    assert len({quote.passage.source.id for quote in few}) == 4
    assert [quote.text for quote in few] == [text for text in said(told) if text in {quote.text for quote in few}]


def test_nearly_the_same_words_are_in_a_timeline_once(library: Library, tell: Tell) -> None:
    tell(
        one=dated("2023", "[[ann-lee]] Licences are a burden for small teams that build on models.\n"),
        two=dated("2024", "[[ann-lee]] So licences are a burden for small teams that build on models!\n"),
    )
    assert len(said(library)) == 1


def test_within_a_source_quotes_stand_by_their_time(library: Library, tell: Tell) -> None:
    tell(
        talk=dated(
            "2023",
            "[[bob-wu 00:00:09]] Licences are old.\n\n[[ann-lee 00:05:00]] Zebras are striped.\n\n"
            "[[ann-lee 00:07:00]] What licences need is a court behind them.\n",
        )
    )
    times = [quote.passage.start_ms for quote in library.timeline("licences").quotes]
    assert times == sorted(time for time in times if time is not None) == [9_000, 420_000]


def test_a_timeline_asks_for_a_topic_and_for_somebody_who_is_heard(told: Library) -> None:
    with pytest.raises(EmptyQuestion):
        told.timeline(" ?")
    with pytest.raises(UnknownSpeaker):
        told.timeline("licences", speaker="Zed")


@pytest.fixture
def libraries(told: Library) -> Iterator[Libraries]:
    with closing(Libraries(told)) as opened:
        yield opened


def test_a_community_s_own_words_stand_among_the_shared_ones(libraries: Libraries, tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    file.write_text(dated("2023-06", "[[ann-lee]] Licences bore our own members.\n"))
    with libraries.own("1") as own:
        list(own.ingest([file]))
    with libraries.of("1") as both:
        assert said(both)[2] == "Licences bore our own members."
    with libraries.of("2") as other:
        assert "Licences bore our own members." not in said(other)
