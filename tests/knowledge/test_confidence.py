"""Whether what was found answers: coarse, for the finer figures are the evaluation's."""

import numpy as np
import pytest

from knowledge.confidence import Confidence, is_known
from tests.conftest import HashingEncoder


@pytest.fixture
def confidence() -> Confidence:
    return Confidence(HashingEncoder())


def judged(
    confidence: Confidence, question: str, nearest: float, best: str = "Some words.", known: bool = True
) -> float:
    vector = HashingEncoder().encode_questions([question])
    margin = confidence.margin(vector, nearest, 100, 100)
    return confidence.of_answer(question, margin, [best], lambda _: known)


def test_an_everyday_question_is_never_answered_however_near_a_passage_lies(confidence: Confidence) -> None:
    assert judged(confidence, "what's the capital of australia", 0.3) < 0.1


def test_a_question_that_a_passage_meets_is_answered(confidence: Confidence) -> None:
    assert judged(confidence, "licence caps promise", 0.8) > 0.9


def test_the_nearer_the_passage_the_surer_the_answer(confidence: Confidence) -> None:
    rising = [judged(confidence, "licence caps promise", nearest) for nearest in np.linspace(0, 0.4, 20)]
    assert rising == sorted(rising)
    assert all(0 <= value <= 1 for value in rising)


def test_a_name_that_the_library_has_never_heard_makes_less_sure(confidence: Confidence) -> None:
    question = "What does Xavier say of licence caps?"
    assert judged(confidence, question, 0.4, known=False) < judged(confidence, question, 0.4)


def test_a_question_for_a_number_wants_one(confidence: Confidence) -> None:
    question = "how many licence caps"
    without, with_one = (judged(confidence, question, 0.35, best) for best in ("Some caps.", "There are 700 caps."))
    assert without < with_one


def test_a_name_is_known_however_it_is_hyphenated_and_with_a_slip_forgiven() -> None:
    library = {"zuckerberg", "gpt", "4"}
    for name in ("GPT-4", "Zuckerberg", "Zuckerburg"):
        assert is_known(name, library.__contains__, lambda _: sorted(library))
    for name in ("Xavier", "GTP"):
        assert not is_known(name, library.__contains__, lambda _: sorted(library))
