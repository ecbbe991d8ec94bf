"""Articles as files: what is one, and what becomes of everything in it that nobody is quoted with."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import transcripts
from knowledge.model import Kind, Transcript
from knowledge.transcripts import articles, labelled
from tests.knowledge.conftest import ROOT, SEEDS
from tests.knowledge.reading import quoted

DATA = ROOT / "tests/data/transcripts/articles"
ARTICLE = (
    "A library opens its scanner\n"
    "Ann Lee, the founder of Openlight, spoke in Geneva on Monday. “Open” is a word that she likes.\n"
    "“It is open,” Lee said. “It stays open.”\n"
    "“We have no comment,” a spokesman said.\n"
)


def unlabelled(path: Path) -> str:
    """The article of which a labelled file is made."""
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    return re.sub(r"\[\[[^\]]*\]\] ?", "", body).lstrip()


def by_letter(transcript: Transcript) -> dict[int, tuple[Kind, frozenset[str]]]:
    """For each letter of what is content, counted without those of labels: what it is, and under what names."""
    names = {speaker.id: frozenset(speaker.names) for speaker in transcript.speakers}
    whose = [
        (turn.kind, names.get(turn.speaker or "", frozenset[str]()))
        for turn in transcript.turns
        for char in transcript.text[turn.start : turn.end]
        if char.isalnum()
    ]
    return dict(enumerate(whose))


def agreement(path: Path) -> float:
    """How much of an article is understood as its labels say."""
    expected = by_letter(labelled.read(path.read_text(encoding="utf-8")))
    found = by_letter(articles.read(unlabelled(path), title="article"))
    assert found.keys() == expected.keys()
    pairs = zip(found.values(), expected.values(), strict=True)
    same = [kind == known and (not names or bool(names & others)) for (kind, names), (known, others) in pairs]
    return sum(same) / len(same)


def kinds(text: str) -> list[tuple[str, str]]:
    transcript = articles.read(text, title="article")
    return [(turn.kind.value, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.txt")), ids=lambda path: path.stem)
def test_a_whole_article_is_understood_as_a_careful_reader_labelled_it(path: Path) -> None:
    gold = labelled.read(path.read_text(encoding="utf-8"))
    names = {speaker.id: set(speaker.names) for speaker in gold.speakers}
    quotes = [(turn, gold.text[turn.start : turn.end]) for turn in gold.turns if turn.kind is Kind.QUOTE]
    found = quoted(unlabelled(path))
    assert [words for _, words in found] == [words for _, words in quotes]
    assert all(name in names[turn.speaker or ""] for (name, _), (turn, _) in zip(found, quotes, strict=True))
    assert agreement(path) == 1


def test_the_shipped_article_without_its_labels_is_understood_much_as_it_was_labelled() -> None:
    assert agreement(next(SEEDS.glob("001_*.txt"))) > 0.98


def test_prose_in_which_people_are_quoted_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert transcripts.opened(path).format == "article"


@pytest.mark.parametrize("path", sorted(SEEDS.glob("00[0234]_*.txt")), ids=lambda path: path.stem[:3])
def test_conversations_without_their_labels_are_no_articles(path: Path) -> None:
    assert not articles.recognises(unlabelled(path))


@pytest.mark.parametrize(
    "text",
    [
        "Ann: “It is open,” Bob Wu said. “It stays open.”\nBob: “It is open,” Ann Lee said. “It stays open.”\n",
        "And then Bob Wu said, “I like it,” and I told him I was glad. “I do,” said Bob Wu, and I believed him.\n",
        "Nobody said “open”. Nobody said “free”. Nobody said “shut”.\n",
        "A word.\n",
    ],
)
def test_talk_and_text_without_quotations_are_read_as_before(text: str) -> None:
    assert not articles.recognises(text)


def test_an_articles_headings_are_not_content_and_its_other_words_are_the_authors() -> None:
    assert kinds(ARTICLE)[:3] == [
        ("boilerplate", "A library opens its scanner"),
        ("narration", ARTICLE.split("\n")[1]),
        ("boilerplate", "“"),
    ]
    assert ("narration", "“We have no comment,” a spokesman said.") in kinds(ARTICLE)


def test_quotations_that_nobody_is_named_for_are_warned_of() -> None:
    assert articles.read(ARTICLE, title="article").warnings == (
        "1 quotation names nobody and is left in the narration.",
    )


def test_a_person_is_one_speaker_under_every_name_that_the_article_has() -> None:
    text = "Meta首席执行官马克·扎克伯格（Mark Zuckerberg）说：“好。”\n扎克伯格说：“很好。”\n"
    (speaker,) = articles.read(text, title="article").speakers
    assert (speaker.id, speaker.names) == ("mark-zuckerberg", ("Mark Zuckerberg", "马克·扎克伯格", "扎克伯格"))


def test_a_name_in_traditional_characters_stays_as_it_is_written() -> None:
    (speaker,) = articles.read("創始人陳思遠說：「好。」", title="article").speakers
    assert speaker.name == "陳思遠"


PROSE = st.lists(
    st.sampled_from(
        [
            *"“”‘’\"'「」『』—:：,，.。?？!！()（）\n -·",
            *(
                " Ann Lee",
                " Lee",
                " Bob Wu",
                "Dr. ",
                " said",
                " asked",
                " told",
                " she",
                " according to",
                " It is open",
            ),
            *(
                "李明",
                "王小红",
                "马克·扎克伯格",
                "扎克伯格",
                "（Mark Zuckerberg）",
                "说",
                "表示",
                "他",
                "在会上",
                "据",
                "开放",
                "的",
            ),
        ]
    ),
    max_size=60,
).map("".join)


@given(PROSE | st.text(max_size=60))
def test_any_text_is_cut_into_what_it_says_and_quotes_stand_between_marks_under_a_name_in_it(text: str) -> None:
    transcript = articles.read(text, title="article")
    names = {speaker.id: speaker.names for speaker in transcript.speakers}
    spans = [(turn.start, turn.end) for turn in transcript.turns]
    assert all(begin < end for begin, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert [char for begin, end in spans for char in text[begin:end] if not char.isspace()] == list(
        "".join(text.split())
    )
    for turn in transcript.turns:
        if turn.kind is Kind.QUOTE:
            assert re.search(r"[“‘\"'「『]\s*$", text[: turn.start])
            assert re.match(r"\s*[”’\"'」』\r\n]", text[turn.end :])
            assert any(name in text for name in names[turn.speaker or ""])
        else:
            assert turn.speaker is None


def test_one_credited_quotation_will_do_where_there_are_many_of_nobodys() -> None:
    nobodys = "“谁也没有问过我们的意见。”一位不愿具名的居民说。\n" * 4
    credited = "“第一场台风就会让我们与世隔绝，”在岛上经营面包店31年的林秀珍说。\n"
    assert articles.recognises(f"渡轮保住了。\n{credited}{nobodys}")
    assert not articles.recognises(f"渡轮保住了。\n{nobodys}")
    assert quoted(f"渡轮保住了。\n{credited}{nobodys}") == [("林秀珍", "第一场台风就会让我们与世隔绝，")]
