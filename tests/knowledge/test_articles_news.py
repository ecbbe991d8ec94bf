"""News stories that nobody tuned the reader to line by line: no wrong credit, and most quotations credited."""

from pathlib import Path

import pytest

from knowledge.model import Kind, Transcript
from knowledge.transcripts import articles, labelled
from tests.knowledge.conftest import ROOT
from tests.knowledge.reading import quoted
from tests.knowledge.test_articles import by_letter, unlabelled

NEWS = sorted((ROOT / "tests/data/transcripts/news").glob("*.txt"))
RECALL = 0.9


def labelled_story(path: Path) -> Transcript:
    return labelled.read(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", NEWS, ids=lambda path: path.stem)
def test_nobody_is_credited_with_words_that_are_not_theirs(path: Path) -> None:
    assert articles.recognises(unlabelled(path))
    gold = by_letter(labelled_story(path))
    found = by_letter(articles.read(unlabelled(path), title="story"))
    assert found.keys() == gold.keys()
    wrong = [at for at, (kind, names) in found.items() if kind is Kind.QUOTE and not (names & gold[at][1])]
    assert not wrong


def test_most_quotations_of_the_stories_are_credited() -> None:
    gold = sum(turn.kind is Kind.QUOTE for path in NEWS for turn in labelled_story(path).turns)
    found = sum(len(quoted(unlabelled(path))) for path in NEWS)
    assert found >= RECALL * gold


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr Bob Wu met Ms Ann Lee.\n“It is open,” she said.", ["Ann Lee"]),
        ("Bob Wu met Ann Lee.\n“It is open,” she said.", []),
        ("Mr Bob Wu opened it.\n“It is open,” she said.", []),
        ("Bob Wu's wife opened it. “It is open,” she said.", []),
        ("Bob Wu opened it.\n“It is open,” Mrs Justice Hale said.", ["Hale"]),
        ("Bob Wu opened it.\nHale's brother came. “It is open,” he said.", []),
        ("Bob Wu opened it.\n“It is open,” Hale said.", []),
        ("“It is open,” said Tove Quill KC.\nQuill, 40, nodded.", ["Tove Quill"]),
        ("Tove Motors opened it.\n“It is open,” Motors said.", []),
        ("According to Ann Lee, a lawyer from Geneva, “it is open, and it stays open.”", ["Ann Lee"]),
        ("“It is open,” Ann Lee said on a call. “It stays open.”", ["Ann Lee", "Ann Lee"]),
        ("教授李明先生见到了律师王小红女士。\n“它是开放的。”她说。", ["王小红"]),
        ("教授珀西·梁说：“它是开放的。”", ["珀西·梁"]),
        ("对于外界的质疑，创始人李明回应称：“它是开放的。”", ["李明"]),
        ("“它是开放的。”罗桂兰说。\n罗桂兰笑了。", ["罗桂兰"]),
        ("创始人李明来了。\n罗桂兰来了。罗桂兰说，不行。“它是开放的。”她说。", ["罗桂兰"]),
    ],
)
def test_titles_decide_for_whom_a_pronoun_stands_and_who_is_a_person(text: str, names: list[str]) -> None:
    assert [name for name, _ in quoted(text)] == names
