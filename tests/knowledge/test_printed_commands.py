"""What commands print for people, where the others print JSON for programs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from typer.testing import CliRunner

from knowledge.cli import app
from knowledge.dictionary import Dictionary
from tests.knowledge.conftest import labelled

ON_LICENCES = "A licence without caps must always be a promise to everybody who builds on open models."
ON_HARM = "No licence of open models should ever be without a clause on the harm that these may do."
TALK = labelled(
    f"[[ann-lee 00:00:10]] {ON_LICENCES}\n\n[[bob-wu 00:01:12]] {ON_HARM}\n\n"
    + "".join(
        f"[[bob-wu 00:02:{n:02}]] {ON_HARM[:-1]}, as I said {n} times. [[ann-lee]] Hm.\n\n" for n in range(12, 20)
    )
)
Printed: TypeAlias = Callable[..., str]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, model: Path, dictionary: Dictionary) -> Printed:
    """What a command prints of a library with one talk."""
    room = tmp_path_factory.mktemp("printed")
    (room / "data").mkdir()
    (room / "data" / "models").symlink_to(dictionary._path.parent)
    (room / "talk.txt").write_text(TALK, encoding="utf-8")
    environment = {"EMBEDDING_MODEL": str(model), "COLUMNS": "200", "CHROMA_URL": "", "DATABASE_URL": ""}

    def run(*arguments: object) -> str:
        done = CliRunner().invoke(app, [*map(str, arguments), "--data", str(room / "data")], env=environment)
        assert done.exit_code == 0, done.output
        return done.stdout

    run("ingest", room / "talk.txt")
    return run


def test_speakers_and_sources_are_tables(printed: Printed) -> None:
    assert "Ann Lee" in printed("speakers")
    assert "The Example Podcast" in printed("sources")


def cells(table: str) -> list[list[str]]:
    """The rows of a printed table, without its rules."""
    rows = ([cell.strip() for cell in line.split("  ") if cell.strip()] for line in table.splitlines())
    return [row for row in rows if row and "─" not in row[0]]


def test_what_a_source_is_given_is_listed_with_it(printed: Printed) -> None:
    given = ("--title", "The [First] Talk", "--date", "2024-05-01", "--url", "https://example.org/8?t={seconds}")
    assert printed("describe", "talk", *given) == "Changed talk.\n"
    assert cells(printed("sources"))[1] == ["talk", "The [First] Talk", "2024-05-01", "Ann Lee, Bob Wu"]
    assert json.loads(printed("sources", "--json"))["url"] == "https://example.org/8?t={seconds}"
    assert printed("undo", "talk") == "Taken back: described anew.\n"
    assert "The Example Podcast" in printed("sources")


def test_a_source_is_shown_turn_by_turn(printed: Printed) -> None:
    head, *turns = cells(printed("show", "talk"))
    assert head == ["line", "kind", "speaker", "text"]
    assert [row[1:] for row in turns[:2]] == [["speech", "Ann Lee", ON_LICENCES], ["speech", "Bob Wu", ON_HARM]]


def test_a_drawn_quote_stands_with_its_speaker_and_place(printed: Printed) -> None:
    said = printed("quote", "--speaker", "Ann", "--seed", 1)
    assert said.startswith(f"Ann Lee · The Example Podcast · 0:00:10 · https://example.org/7\n{ON_LICENCES}\n")


def test_where_nothing_is_worth_quoting_it_says_so(printed: Printed) -> None:
    assert printed("quote", "--topic", "zebras on the savannah at night") == "Nothing worth quoting was found.\n"


def test_a_timeline_stands_in_order(printed: Printed) -> None:
    said = printed("timeline", "licence of open models")
    assert 0 < said.index(ON_LICENCES) < said.index("No licence of open models")


def test_a_comparison_has_each_side_under_its_name(printed: Printed) -> None:
    said = printed("compare", "Ann", "Bob Wu", "licence of open models")
    assert said.index("Ann Lee") < said.index("Bob Wu")
    assert "A licence without caps must" in said
    assert "No licence of open models" in said


def test_a_side_that_has_not_spoken_on_it_is_told(printed: Printed) -> None:
    said = printed("compare", "Ann", "Bob Wu", "zebras on the savannah")
    assert said.count("Has not spoken on this in these transcripts.") == 2


def test_a_verdict_is_a_sentence_with_the_place_below(printed: Printed) -> None:
    said = printed("verify", "A licence without caps must always be a promise")
    assert said.startswith("Ann Lee said these very words.")
    assert "0:10" in said


def test_the_same_words_in_many_places_are_counted(printed: Printed) -> None:
    said = printed("verify", "should ever be without a clause on the harm that these may do")
    assert "more.\n" in said[said.index("And ") :]


def test_what_one_named_did_say_stands_beside_what_another_said(printed: Printed) -> None:
    said = printed("verify", ON_HARM, "--speaker", "Ann")
    assert said.startswith("Not Ann Lee: Bob Wu said these very words.")


def test_without_topics_a_sentence_says_so_and_json_is_empty(printed: Printed) -> None:
    assert printed("topics") == "Too little is said here to find topics in.\n"
    assert printed("topics", "--json").strip() == ""
