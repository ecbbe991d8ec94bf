"""Short statements out of quotes, and how much each is a position."""

import pytest

from knowledge.model import Kind, Passage, Quote, Source
from knowledge.positions import LONGEST, holds, statements
from knowledge.sentences import width

TALK = Source("talk", "Talk", None, None, None, None, ())


def quote(text: str) -> Quote:
    return Quote(Passage("p", TALK, None, Kind.SPEECH, 0, 0, len(text), 1, 1, text), 0, len(text))


def stated(text: str) -> list[str]:
    return [one.text for one in statements(quote(text))]


def test_a_question_states_nothing() -> None:
    assert stated("谁来管理这一切,由谁决定规则?") == []
    assert stated("开源模型会让世界变得更加安全。") == ["开源模型会让世界变得更加安全。"]


def test_a_statement_ends_with_its_line() -> None:
    text = "我们应该对最强的模型做安全测试。\n开源和闭源各有各的优点和位置。"
    assert stated(text) == text.split("\n")


def test_a_long_sentence_is_cut_where_a_clause_ends_and_without_the_comma() -> None:
    text = ",".join(["我们必须让每一个国家都拥有自己的人工智能和数据集"] * 9) + "。"
    found = stated(text)
    assert len(found) > 1
    assert all(width(one) <= LONGEST and one in text and not one.endswith(",") for one in found)


def test_a_statement_is_a_span_of_the_same_passage() -> None:
    part = Quote(quote("嗯。开源会让世界变得更加安全可靠。").passage, 2, 17)
    (found,) = statements(part)
    assert (found.text, found.begin) == ("开源会让世界变得更加安全可靠。", 2)


@pytest.mark.parametrize(
    ("position", "talk"),
    [
        ("我认为开源模型应该对所有人开放。", "欢迎收听本期的节目,我们很高兴。"),
        ("Every open model should be tested before it is released.", "Last week, you know, we met some people."),
        ("每个国家都应该拥有自己的模型。", "在2022年,他们发布了第一个模型。"),
    ],
)
def test_a_view_holds_more_than_telling_and_courtesy(position: str, talk: str) -> None:
    assert holds(quote(position)) > holds(quote(talk))
