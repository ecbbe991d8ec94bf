"""Sentences about a file that can be said again in another language."""

from copy import deepcopy
from pathlib import Path

from knowledge import transcripts
from knowledge.remarks import Remark


def test_a_remark_is_a_text_and_knows_what_it_says() -> None:
    remark = Remark("3 of 4 turns name no speaker.", "some_unnamed", count=3, total=4)
    assert f"{remark}" == "3 of 4 turns name no speaker."
    assert (remark.key, dict(remark.values)) == ("some_unnamed", {"count": 3, "total": 4})


def test_a_copy_of_a_remark_is_the_remark() -> None:
    remark = Remark("It is a draft: x", "draft", words="x")
    assert deepcopy(remark) is remark


def test_what_a_reader_warns_of_is_a_remark(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("Just some words that nobody is named for.\n", encoding="utf-8")
    (warning,) = transcripts.read(tmp_path / "words.txt").warnings
    assert isinstance(warning, Remark)
    assert warning.key == "nobody_named"
