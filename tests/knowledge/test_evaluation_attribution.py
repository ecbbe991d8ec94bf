"""How far proposed speakers agree with labelled ones."""

from pathlib import Path

import pytest

from knowledge.evaluation.attribution import Stripped, agreement, conversations, stripped
from knowledge.evaluation.run import on_attribution
from knowledge.model import Kind, Transcript, Turn
from knowledge.transcripts.labelled import read
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import SEEDS, labelled

TALK = read(labelled("[[skip]] Ann: [[ann-lee]] Why? [[ad]] Buy. [[bob-wu]] We can."))


def test_labels_and_headings_are_taken_off_and_all_else_stays() -> None:
    bare = stripped(TALK, "\n\n")
    assert bare.text == "Why?\n\nBuy.\n\nWe can."
    assert bare.owners == (*["ann-lee"] * 4, None, None, *["ad"] * 4, None, None, *["bob-wu"] * 7)


@pytest.mark.parametrize(
    ("speakers", "attributed", "agreeing"),
    [
        (["ann-lee", None, "bob-wu"], 1.0, 1.0),
        (["bob-wu", None, "bob-wu"], 1.0, 0.6),
        ([None, "ann-lee", None], 0.0, 0.0),
    ],
)
def test_what_is_credited_to_one_who_did_not_say_it_disagrees(
    speakers: list[str | None], attributed: float, agreeing: float
) -> None:
    bare = Stripped("Why?Buy.We can", (*["ann-lee"] * 4, *["ad"] * 4, *["bob-wu"] * 6))
    spans = [(0, 4), (4, 8), (8, 14)]
    turns = [Turn(i, who, Kind.SPEECH, *span) for i, (who, span) in enumerate(zip(speakers, spans, strict=True))]
    found = agreement(bare, Transcript("t", bare.text, tuple(turns)), ["ann-lee", "bob-wu"])
    assert (round(found["attributed"], 1), round(found["agreement"], 1)) == (attributed, agreeing)


def test_the_shipped_conversations_are_those_in_which_some_ask_and_some_answer() -> None:
    assert [name[:3] for name, _ in conversations(SEEDS)] == ["000", "002", "003", "004"]


def test_a_transcript_of_a_few_turns_is_not_measured(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK.text, encoding="utf-8")
    assert list(conversations(tmp_path)) == []


def test_every_conversation_makes_a_row_for_each_way_in_which_its_lines_may_stand(tmp_path: Path) -> None:
    talk = "\n\n".join("[[ann-lee]] What do you think of it, Bob?\n\n[[bob-wu]] I think it is open." for _ in range(6))
    (tmp_path / "a-talk-of-two.txt").write_text(
        labelled(talk).replace("name: Bob Wu", "name: Bob Wu\n    role: guest"), encoding="utf-8"
    )
    found = list(on_attribution(tmp_path, HashingEncoder()))
    assert [row["language"] for row in found] == ["in lines", "run on"]
    assert all(str(row["set"]).startswith("who says what in a-talk") for row in found)
    assert all(0 <= float(row[name]) <= 1 for row in found for name in ("attributed", "agreement"))
    assert float(found[0]["attributed"]) > 0.5
