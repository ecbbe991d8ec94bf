"""Timelines and topics as the command line prints them."""

import io
import json

from rich.console import Console

from knowledge.display_topics import print_timeline, print_topics, timeline_json, topic_json
from knowledge.library import Library
from tests.knowledge.conftest import Tell, labelled
from tests.knowledge.test_timeline import dated
from tests.knowledge.test_topics import CHEESE, GLACIER, VIOLIN, about, talk


def printed(show: object, value: object) -> str:
    console = Console(file=io.StringIO(), width=200)
    show(console, value)  # type: ignore[operator]
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_a_timeline_stands_under_its_dates_and_says_where_there_is_none(library: Library, tell: Tell) -> None:
    tell(
        one=dated("2023-06", "[[ann-lee]] Licences are old.\n"), two=labelled("[[bob-wu]] Licences bore many of us.\n")
    )
    found = library.timeline("licences")
    lines = printed(print_timeline, found)
    places = [lines.index(part) for part in ("2023-06", "Licences are old.", "without a date", "Licences bore")]
    assert places == sorted(places)
    row = json.loads(json.dumps(timeline_json(found)))
    assert [quote["date"] for quote in row["dated"]] == ["2023-06"]
    assert [quote["text"] for quote in row["undated"]] == ["Licences bore many of us."]


def test_an_empty_timeline_says_so(library: Library, tell: Tell) -> None:
    tell(one=labelled("[[ann-lee]] Zebras are striped.\n"))
    found = library.timeline("量子计算")
    assert printed(print_timeline, found) == "Nobody has spoken on this in these transcripts.\n"
    assert timeline_json(found) == {"topic": "量子计算", "speaker": None, "dated": [], "undated": []}


def test_topics_are_a_table_with_an_example_of_each(library: Library, tell: Tell) -> None:
    tell(one=talk(*about("ann-lee", CHEESE), *about("bob-wu", GLACIER), *about("unknown", VIOLIN)))
    found = library.topics()
    text = printed(print_topics, found)
    assert all(topic.label in text and topic.example.text in text for topic in found)
    assert "speaker unknown 100%" in text
    assert {row["speaker"] for topic in found for row in topic_json(topic)["shares"]} == {"ann-lee", "bob-wu", None}


def test_where_there_are_no_topics_that_is_said(library: Library, tell: Tell) -> None:
    tell(one=labelled("[[ann-lee]] Zebras are striped.\n"))
    assert printed(print_topics, library.topics()) == "Too little is said here to find topics in.\n"
