"""Whether what was found answers: coarse, for the finer figures are the evaluation's."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any

import numpy as np
import pytest

from knowledge.confidence import (
    NUMBER,
    Calibration,
    Confidence,
    Evidence,
    Scale,
    fewer,
    is_about_word,
    is_known,
    of,
    tier,
)
from knowledge.encoder import Vectors
from knowledge.library import Library
from knowledge.model import Tier
from knowledge.scripts import is_chinese
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import Tell
from tests.knowledge.ingesting import TALK, ZEBRAS, in_another_process

UNIT = Calibration(Scale(0.0, 1.0), Scale(0.0, 1.0))
BETWEEN = Evidence(margin=1.5)  # neither sure nor hopeless, so that each piece of evidence shows


@pytest.fixture
def confidence() -> Confidence:
    return Confidence(HashingEncoder())


def margin(confidence: Confidence, question: str, nearest: float, scale: Calibration = UNIT) -> float:
    return confidence.margin(question, HashingEncoder().encode_questions([question]), nearest, scale)


# ---- the scale of a library


def measured(confidence: Confidence, similarity: dict[str, float]) -> tuple[Calibration, dict[str, float]]:
    """The scale of a library that is this near to each control, and each control's own margin, told by hand."""
    encoder = HashingEncoder()

    def nearest(questions: Sequence[str]) -> list[tuple[Vectors, float]]:
        return [(encoder.encode_questions([question]), similarity[question]) for question in questions]

    vectors = encoder.encode_questions(list(similarity))
    others = [sorted(np.delete(row, number))[-3:] for number, row in enumerate(vectors @ vectors.T)]
    margins = {
        asked: near - fmean(map(float, three)) for (asked, near), three in zip(similarity.items(), others, strict=True)
    }
    return confidence.calibrated(nearest), margins


def test_the_scale_is_the_mean_and_spread_of_the_controls_own_margins_in_each_script(confidence: Confidence) -> None:
    controls = confidence._questions
    scale, margins = measured(confidence, {question: (number % 7) / 10 for number, question in enumerate(controls)})
    for found, chinese in ((scale.chinese, True), (scale.latin, False)):
        own = [margin for question, margin in margins.items() if is_chinese(question) == chinese]
        assert len(own) > 20
        assert [found.mean, found.spread] == pytest.approx([fmean(own), pstdev(own)], abs=1e-5)


def test_a_library_to_which_chinese_lies_nearer_has_another_scale_for_chinese(confidence: Confidence) -> None:
    near = {question: 0.9 if is_chinese(question) else 0.1 for question in confidence._questions}
    scale, _ = measured(confidence, near)
    assert scale.chinese.mean - scale.latin.mean > 0.5


def test_controls_that_all_lie_equally_far_leave_a_scale_that_can_be_divided_by() -> None:
    class Blind(HashingEncoder):
        """Sees no difference between any two texts."""

        def encode_questions(self, texts: Any) -> Vectors:
            return np.tile(np.eye(1, 8, dtype=np.float32), (len(texts), 1))

    scale = Confidence(Blind()).calibrated(lambda questions: [(Blind().encode_questions(["x"]), 0.5)] * len(questions))
    assert scale.latin == scale.chinese
    assert scale.latin.mean == pytest.approx(-0.5)
    assert 0 < scale.latin.spread < 0.01


def test_a_margin_is_told_in_standard_deviations_of_the_questions_own_script(confidence: Confidence) -> None:
    scale = Calibration(chinese=Scale(0.1, 0.05), latin=Scale(0.2, 0.1))
    for question, own in (("许可证有上限吗", scale.chinese), ("licence caps promise", scale.latin)):
        plain = margin(confidence, question, 0.4)
        assert margin(confidence, question, 0.4, scale) == pytest.approx((plain - own.mean) / own.spread)


def test_a_control_itself_has_a_smaller_margin_than_what_no_control_asks(confidence: Confidence) -> None:
    control = margin(confidence, "what's the capital of australia", 0.5)
    assert control < margin(confidence, "licence caps promise", 0.5) - 0.2


def test_the_nearer_the_passage_the_larger_the_margin(confidence: Confidence) -> None:
    rising = [margin(confidence, "licence caps promise", nearest) for nearest in np.linspace(0, 1, 20)]
    assert rising == sorted(set(rising))


def test_a_scale_comes_back_from_its_note_as_it_was() -> None:
    scale = Calibration(Scale(0.1, 1 / 3), Scale(-2e-17, 0.004))
    assert Calibration.from_json(scale.to_json()) == scale


# ---- when it is taken


def scale_of(library: Library) -> tuple[str, Calibration]:
    """The noted scale, and the revision for which it was taken."""
    revision, _, scale = (library._held.catalogue.note("scale") or "").partition(" ")
    return revision, Calibration.from_json(scale)


def test_a_librarys_scale_is_noted_with_its_revision_and_taken_anew_after_every_change(
    library: Library, tell: Tell
) -> None:
    taken = []
    for change in (
        lambda: tell(talk=TALK),
        lambda: tell(zebras=ZEBRAS),
        lambda: library.remove("talk"),
        library.reindex,
    ):
        change()
        library.ask("licence")
        taken.append(scale_of(library))
        assert taken[-1][0] == library._held.catalogue.note("revision")
    first, second, third, rebuilt = taken
    assert first[1] != second[1] != third[1] != first[1]
    assert len({revision for revision, _ in taken}) == 4
    assert rebuilt[1] == third[1]  # the same passages in new indexes


def test_a_scale_is_taken_when_a_library_is_written_and_not_at_its_first_question(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    assert scale_of(library)[0] == library._held.catalogue.note("revision")
    before = library._held.catalogue.note("scale")
    library.ask("licence")
    assert library._held.catalogue.note("scale") == before


def test_a_scale_that_was_noted_is_used_and_not_taken_again(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    sure = library.ask("licence without caps").confidence
    far = Calibration(Scale(5.0, 0.1), Scale(5.0, 0.1))
    library._held.catalogue.set_note("scale", f"{library._held.catalogue.note('revision')} {far.to_json()}")
    assert library.ask("licence without caps").confidence < 0.01 < sure
    library._held.catalogue.set_note("scale", f"0 {far.to_json()}")
    assert library.ask("licence without caps").confidence == sure


@pytest.mark.parametrize("change", ["list(library.ingest([folder / 'more.txt']))", "library.reindex()"])
def test_what_another_process_changes_is_measured_on_a_scale_of_its_own(
    library: Library, tell: Tell, tmp_path: Path, change: str
) -> None:
    tell(talk=TALK)
    library.ask("licence")
    _, before = scale_of(library)
    (tmp_path / "more.txt").write_text(ZEBRAS)
    assert in_another_process(tmp_path, change) == 0
    library.ask("licence")
    revision, after = scale_of(library)
    assert (revision, after != before) == (library._held.catalogue.note("revision"), "ingest" in change)


def test_who_asks_while_somebody_writes_has_the_scale_from_before_and_the_writer_measures_once(
    library: Library, tell: Tell, tmp_path: Path
) -> None:
    tell(talk=TALK)
    before = library._held.catalogue.note("scale")
    for name, words in (("one", "Ann: Giraffes are tall.\n"), ("two", "Ann: Lions are not.\n")):
        (tmp_path / f"{name}.txt").write_text(words)
    during = []
    for _ in library.ingest([tmp_path / "one.txt", tmp_path / "two.txt"]):
        library.ask("licence")
        during.append(library._held.catalogue.note("scale"))
    assert during == [before, before]
    assert scale_of(library)[0] == library._held.catalogue.note("revision")
    assert not library._held.is_being_written


def test_an_empty_library_has_a_scale_as_well(library: Library) -> None:
    assert library.ask("licence").tier is Tier.NOTHING
    assert scale_of(library)[1].latin.spread > 0


# ---- evidence


@pytest.mark.parametrize(
    ("more", "surer"),
    [
        ({"margin": 2.0}, True),
        ({"margin": 1.0}, False),
        ({"names_speaker": True}, True),
        ({"unsaid": 0.5}, False),
        ({"stranger": True}, False),
        ({"nothing_known": True}, False),
        ({"no_number": True}, False),
    ],
)
def test_each_piece_of_evidence_moves_confidence_its_way(more: dict[str, Any], surer: bool) -> None:
    moved = of(replace(BETWEEN, **more))
    assert abs(moved - of(BETWEEN)) > 0.02
    assert (moved > of(BETWEEN)) == surer


def test_the_more_of_a_question_was_never_said_the_less_sure() -> None:
    falling = [of(replace(BETWEEN, unsaid=part)) for part in np.linspace(0, 1, 11)]
    assert all(first > second for first, second in pairwise(falling))


@pytest.mark.parametrize("deviations", [-30.0, -3.0, 0.0, 3.0, 30.0])
def test_confidence_is_between_nothing_and_all_whatever_the_evidence(deviations: float) -> None:
    against = Evidence(deviations, unsaid=1, stranger=True, nothing_known=True, no_number=True)
    assert 0 <= of(against) < of(Evidence(deviations, names_speaker=True)) <= 1


def test_a_question_as_near_as_everyday_ones_is_no_answer_and_one_far_nearer_is() -> None:
    assert tier(of(Evidence(0.0))) is not Tier.ANSWERED
    assert tier(of(Evidence(-2.0))) is Tier.NOTHING
    assert tier(of(Evidence(5.0))) is Tier.ANSWERED


def test_who_asks_for_a_stranger_needs_more_than_a_good_passage() -> None:
    assert tier(of(Evidence(3.0))) is Tier.ANSWERED
    assert tier(of(Evidence(3.0, stranger=True))) is not Tier.ANSWERED


# ---- what it is worth


@pytest.mark.parametrize(
    ("confidence", "worth"),
    [
        (1.0, Tier.ANSWERED),
        (0.5, Tier.ANSWERED),
        (0.4999, Tier.NEAREST),
        (0.2, Tier.NEAREST),
        (0.1999, Tier.NOTHING),
        (0.0, Tier.NOTHING),
    ],
)
def test_an_answer_is_worth_what_its_confidence_reaches(confidence: float, worth: Tier) -> None:
    assert tier(confidence) is worth


# ---- among fewer passages


def test_who_searched_everything_needs_no_allowance() -> None:
    assert fewer(1000, 1000) == fewer(1, 1) == fewer(0, 0) == fewer(0, 1) == 0


def test_the_fewer_passages_were_searched_the_larger_the_allowance() -> None:
    rising = [fewer(searched, 1000) for searched in (1000, 500, 100, 10, 2, 1)]
    assert rising == sorted(set(rising))


def test_the_allowance_is_the_difference_of_the_expected_maxima_of_normal_deviates() -> None:
    assert fewer(100, 10_000) == pytest.approx((2 * np.log(10_000)) ** 0.5 - (2 * np.log(100)) ** 0.5)
    assert fewer(0, 100) == fewer(1, 100)  # of none as of one: nothing to compare


# ---- words, names and numbers


@pytest.mark.parametrize(
    ("word", "margin", "said", "about"),
    [
        ("licence", 0.1, True, True),
        ("licence", 0.1, False, True),  # it may stand there in translation
        ("许可", 0.1, True, True),
        ("许可", 0.1, False, False),
        ("licence", -0.1, True, False),
        ("许可", -0.1, True, False),
    ],
)
def test_a_bare_word_is_spoken_of_where_it_lies_near_and_in_chinese_was_said(
    word: str, margin: float, said: bool, about: bool
) -> None:
    assert is_about_word(word, margin, said=said) == about


def test_a_name_is_known_however_it_is_hyphenated_and_with_a_slip_forgiven() -> None:
    library = {"zuckerberg", "gpt", "4"}
    for name in ("GPT-4", "Zuckerberg", "Zuckerburg"):
        assert is_known(name, library.__contains__, lambda _: sorted(library))
    for name in ("Xavier", "GTP"):
        assert not is_known(name, library.__contains__, lambda _: sorted(library))


@pytest.mark.parametrize(
    ("text", "has_one"),
    [
        ("There are 700 caps.", True),
        ("花了三年", True),
        ("八万亿的价值", True),
        ("Some caps.", False),
        ("一直如此", False),
    ],
)
def test_a_number_is_told_in_figures_and_in_chinese(text: str, has_one: bool) -> None:
    assert bool(NUMBER.search(text)) == has_one
