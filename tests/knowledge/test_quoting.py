"""Which words are worth quoting for themselves."""

from dataclasses import replace

import pytest

from knowledge.model import Kind, Passage, Source, Speaker
from knowledge.quoting import is_quotable, quotable, thought

ANN = Speaker("ann", "Ann")
WORDS = "Openness must be a promise to all people. Closed models should be safer for a while. Is it so?"
PASSAGE = Passage(
    "id", Source("talk", "T", None, None, None, None, (ANN,)), ANN, Kind.SPEECH, 0, 0, len(WORDS), 1, 1, WORDS
)


@pytest.mark.parametrize(
    "sentence",
    [
        "开源让任何人都能检查一个模型到底在做什么,这就是信任的来源。",
        "A licence without caps must be a promise to all people.",
    ],
)
def test_a_whole_thought_is_worth_quoting(sentence: str) -> None:
    assert is_quotable(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "太短了。",
        "你们为什么要把最好的模型开放给所有的人来使用呢?",
        "Why should you open the best of all your models?",
        "但是我们没有别的办法可以让所有的人都来使用它。",
        "And that is why models must be open to all people.",
        "欢迎来到我们的节目,今天的嘉宾是一位开源的先驱。",
        "Thank you so much, for openness must be a promise.",
        "Openness must be, you know, a promise to all people.",
        "Openness must be a promise to all the people and",
        "开源必须是承诺" * 50 + "。",
    ],
)
def test_questions_greetings_filler_fragments_and_hanging_thoughts_are_not(sentence: str) -> None:
    assert not is_quotable(sentence)


def test_of_a_passage_only_its_quotable_sentences_are_quoted() -> None:
    assert [WORDS[begin:end] for begin, end in quotable(PASSAGE)] == [
        "Openness must be a promise to all people.",
        "Closed models should be safer for a while.",
    ]


def test_narration_and_unknown_speakers_are_never_quoted_for_themselves() -> None:
    assert list(quotable(replace(PASSAGE, kind=Kind.NARRATION, speaker=None))) == []
    assert list(quotable(replace(PASSAGE, speaker=None))) == []


@pytest.mark.parametrize(
    "broken", ["我们原来以为\uff0c", "We used to think,", "We used to think…", "We used to think..."]
)
def test_what_goes_on_from_words_that_were_broken_off_is_not_quoted(broken: str) -> None:
    said = f"{broken}\nOpenness must be a promise to all people."
    spoken = replace(PASSAGE, text=said, end=len(said))
    assert list(quotable(spoken)) == []


@pytest.mark.parametrize("comma", [",", "\uff0c"])
def test_what_is_said_to_somebody_or_answers_somebody_is_not_quotable(comma: str) -> None:
    assert not is_quotable(f"Mark{comma} openness must be a promise to all people.")
    assert not is_quotable(f"对{comma}开源必须是对所有人的承诺和信任的来源。")


@pytest.mark.parametrize(
    ("said", "worth"),
    [
        ("Openness must be a promise.", 1.0),
        ("Openness was a promise.", 0.0),
        ("Openness must, you know, be a promise.", 0.5),
        ("Openness must be a promise, as I said.", 0.5),
        ("Thank openness for it must be a promise.", 0.5),
        ("Thank openness, as I said, it must, you know, be a promise.", -0.5),
        ("But openness must be a promise.", 0.5),
        ("Openness must be a promise", 0.5),
        ("so then openness was a promise, you know", -1.5),
    ],
)
def test_a_thought_is_worth_more_than_telling_and_what_hangs_points_or_fills_is_worth_less(
    said: str, worth: float
) -> None:
    assert thought(said) == worth
