"""On what a question asks for somebody's view."""

import pytest

from knowledge.library import Library
from knowledge.views import topic_of_view
from tests.knowledge.conftest import Tell, labelled

NAMES = ("Sam Altman", "奥特曼", "Altman")


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What does Altman say about China?", "China"),
        ("what did sam altman think of Taylor Swift", "Taylor Swift"),
        ("What's Altman's view on open source?", "open source"),
        ("Sam Altman's stance on regulation", "regulation"),
        ("and what does Altman actually think about robots?", "robots"),
        ("奥特曼怎么看足球?", "足球"),
        ("奧特曼怎麼看監管？", "监管"),
        ("奥特曼对开源有什么看法？", "开源"),
        ("奥特曼对监管的态度是什么", "监管"),
    ],
)
def test_a_question_for_a_view_has_its_topic(question: str, topic: str) -> None:
    assert topic_of_view(question, NAMES) == topic


@pytest.mark.parametrize(
    "question",
    [
        "Why does Altman prefer robots shaped like people?",
        "What does Emad say about China?",
        "When did Altman talk?",
        "奥特曼为什么被解雇?",
        "What does Altman think about the question whether models should be open to everyone?",
    ],
)
def test_another_question_has_none(question: str) -> None:
    assert topic_of_view(question, NAMES) is None


@pytest.mark.parametrize(("topic", "answered"), [("licences", True), ("football", False)])
def test_who_never_said_a_word_of_a_topic_has_no_view_on_it(
    library: Library, tell: Tell, topic: str, answered: bool
) -> None:
    tell(
        talk=labelled(
            "[[ann-lee]] Licences are promises, I say, and I think about licences a lot of the time.\n"
            "[[bob-wu]] Football is what I think about all day, and what I say about it is true.\n"
        )
    )
    assert library.ask(f"What does Ann Lee say about {topic}?").answered is answered
