"""From ranked passages to the quotes that are shown."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from knowledge.model import Kind, Passage, Quote, Source
from knowledge.selection import LONGEST, outstanding, spread, together

TEXT = "One is first. Two is second.\n\nThree is third — Four is fourth.\n"
TALK = Source("talk", "T", None, None, None, None, ())
OTHER = replace(TALK, id="other")


def words(_: str, start: int, end: int) -> str:
    return TEXT[start:end]


def said(words: str, *, turn: int = 0, source: Source = TALK, score: float = 0.5) -> Quote:
    """Words of TEXT as a quote of their own passage."""
    start = TEXT.index(words)
    lines = [TEXT.count("\n", 0, at) + 1 for at in (start, start + len(words))]
    passage = Passage(words[:3], source, None, Kind.SPEECH, turn, start, start + len(words), lines[0], lines[1], words)
    return Quote(passage, 0, len(words), score=score)


def texts(quotes: Sequence[Quote]) -> list[str]:
    return [quote.text for quote in quotes]


ONE, TWO = said("One is first.", score=0.9), said("Two is second.", score=0.8)
THREE, FOUR = said("Three is third", score=0.7), said("Four is fourth.", score=0.6)


# ---- neighbours


@pytest.mark.parametrize("ranked", [(ONE, TWO), (TWO, ONE)])
def test_neighbours_of_one_turn_are_one_exact_span_whichever_is_better(ranked: tuple[Quote, Quote]) -> None:
    (quote,) = together(ranked, words)
    assert quote.text == TEXT[quote.start : quote.stop] == "One is first. Two is second."
    assert (quote.passage.id, quote.score) == (ranked[0].passage.id, ranked[0].score)
    assert quote.passage.text[slice(*(quote.decisive or (0, 0)))] == ranked[0].text


@pytest.mark.parametrize("ranked", [(ONE, TWO, THREE), (ONE, THREE, TWO), (ONE, FOUR, TWO, THREE)])
def test_neighbours_are_put_together_in_whatever_order_they_come(ranked: tuple[Quote, ...]) -> None:
    (quote,) = together(ranked, words)
    assert quote.text == TEXT[: quote.stop]
    assert (quote.passage.id, quote.score) == (ONE.passage.id, ONE.score)
    assert quote.passage.text[slice(*(quote.decisive or (0, 0)))] == ONE.text


def test_a_third_neighbour_is_put_together_with_both_over_the_lines_between_them() -> None:
    (quote,) = together([ONE, TWO, THREE], words)
    assert quote.text == TEXT[: TEXT.index(" —")]
    assert (quote.start_line, quote.end_line) == (1, 3)
    assert quote.passage.text[slice(*(quote.decisive or (0, 0)))] == ONE.text


def test_marks_between_neighbours_are_kept_and_go_along() -> None:
    assert texts(together([THREE, FOUR], words)) == ["Three is third — Four is fourth."]


def test_what_decides_stays_what_decides_wherever_the_other_is_put() -> None:
    marked = replace(TWO, decisive=(4, 6))
    for ranked in ([marked, ONE], [marked, THREE]):
        (quote,) = together(ranked, words)
        assert quote.passage.text[slice(*(quote.decisive or (0, 0)))] == "is"
    (quote,) = together([ONE, marked], words)
    assert quote.passage.text[slice(*(quote.decisive or (0, 0)))] == ONE.text


@pytest.mark.parametrize(
    "other",
    [
        said("Two is second.", turn=1),
        said("Two is second.", source=OTHER),
        said("Four is fourth."),
        said("Three is third"),
    ],
    ids=["another turn", "another source", "far away", "a sentence between"],
)
def test_what_does_not_adjoin_in_the_same_turn_stays_apart(other: Quote) -> None:
    assert together([ONE, other], words) == (ONE, other)


def test_words_between_two_passages_keep_them_apart_however_short_they_are() -> None:
    text = "One. A Two."
    one, two = (
        replace(
            quote,
            passage=replace(quote.passage, start=start, end=start + 4, text=text[start : start + 4]),
            begin=0,
            end=4,
        )
        for quote, start in ((ONE, 0), (TWO, 7))
    )
    assert together([one, two], lambda _, start, end: text[start:end]) == (one, two)


@pytest.mark.parametrize(("longer", "count"), [(0, 1), (1, 2)])
def test_neighbours_are_put_together_up_to_the_length_of_a_quote(longer: int, count: int) -> None:
    text = "甲" * 200 + "\n" + "乙" * (LONGEST - 201 + longer)
    first, second = (
        Quote(Passage(text[start], TALK, None, Kind.SPEECH, 0, start, end, 1, 1, text[start:end]), 0, end - start)
        for start, end in ((0, 200), (201, len(text)))
    )
    assert len(together([first, second], lambda _, start, end: text[start:end])) == count


# ---- repeats


@pytest.mark.parametrize("again", ["Open source.", "open SOURCE!", "“Open  source…”"])
def test_the_same_words_are_shown_once_whatever_their_case_and_marks(again: str) -> None:
    first, second = (
        Quote(Passage(id, source, None, Kind.SPEECH, 0, 0, len(text), 1, 1, text), 0, len(text))
        for id, source, text in (("a", TALK, "Open source."), ("b", OTHER, again))
    )
    assert together([first, second], words) == (first,)


def test_the_better_of_two_repeats_is_the_one_that_is_shown() -> None:
    second = replace(ONE, passage=replace(ONE.passage, source=OTHER), score=0.1)
    assert together([second, ONE], words) == (second,)


def test_the_order_of_what_stays_apart_is_kept() -> None:
    assert texts(together([FOUR, ONE, replace(ONE), THREE], words)) == [
        "Three is third — Four is fourth.",
        "One is first.",
    ]
    assert together([], words) == ()


# ---- one minute


def at(start: int, *, source: Source = TALK, turn: int = 0, ms: int | None = None) -> Quote:
    passage = Passage(f"{start}", source, None, Kind.SPEECH, turn, start, start + 1, 1, 1, "x", ms)
    return Quote(passage, 0, 1)


def starts(quotes: Sequence[Quote]) -> list[int]:
    return [quote.start for quote in quotes]


def test_of_one_minute_two_come_first_and_the_others_after_all() -> None:
    assert starts(spread([at(0), at(100), at(200), at(300), at(5000)])) == [0, 100, 5000, 200, 300]


def test_what_is_put_off_scores_no_more_than_what_is_before_it() -> None:
    scored = [replace(at(start), score=score) for start, score in ((0, 0.9), (1, 0.8), (2, 0.7), (3, 0.3), (5000, 0.5))]
    assert [(quote.start, quote.score) for quote in spread(scored)] == [
        (0, 0.9),
        (1, 0.8),
        (5000, 0.5),
        (2, 0.5),
        (3, 0.3),
    ]


def test_nothing_is_lost_where_all_is_from_one_minute() -> None:
    assert starts(spread([at(30), at(20), at(10), at(0)])) == [30, 20, 10, 0]


@pytest.mark.parametrize(("third", "order"), [(300, [0, 1, 9000, 300]), (302, [0, 1, 302, 9000])])
def test_without_times_a_minute_is_about_three_hundred_characters(third: int, order: list[int]) -> None:
    assert starts(spread([at(0), at(1), at(third), at(9000)])) == order


@pytest.mark.parametrize(("ms", "order"), [(60_000, [0, 1000, 9000, 2000]), (61_001, [0, 1000, 2000, 9000])])
def test_where_turns_have_times_a_minute_is_a_minute(ms: int, order: list[int]) -> None:
    quotes = [at(0, turn=1, ms=0), at(1000, turn=2, ms=1000), at(2000, turn=3, ms=ms), at(9000, turn=9, ms=900_000)]
    assert starts(spread(quotes)) == order


def test_in_one_long_turn_whose_passages_share_its_time_characters_tell() -> None:
    quotes = [*(at(i * 1000, turn=1, ms=0) for i in range(3)), at(7, source=OTHER)]
    assert starts(spread(quotes)) == [0, 1000, 2000, 7]


def test_sources_do_not_crowd_each_other() -> None:
    assert starts(spread([at(0), at(1), at(2, source=OTHER), at(3)])) == [0, 1, 2, 3]
    assert spread([at(0), at(1), at(2, source=OTHER), at(3), at(900)])[3:] == (at(900), at(3))


# ---- how many stand out

FAR = [0.82, 0.82, 0.81, 0.81, 0.8, 0.8]


@pytest.mark.parametrize(
    ("near", "count"),
    [
        ([0.95, 0.82, 0.82], 1),
        ([0.95, 0.9, 0.82], 2),
        ([0.95, 0.9, 0.86], 3),
        ([0.95, 0.82, 0.82, 0.82], 1),
    ],
)
def test_what_is_but_as_far_as_the_rest_does_not_stand_out(near: list[float], count: int) -> None:
    assert outstanding([*near, *FAR]) == count


def test_a_quarter_of_the_way_to_the_best_stands_out() -> None:
    far = [0.5] * 7
    assert outstanding([0.9, 0.601, *far]) == 2
    assert outstanding([0.9, 0.599, *far]) == 1


def test_where_all_are_alike_none_stands_back() -> None:
    assert outstanding([0.8] * 10) == 10


def test_those_behind_the_ninth_are_not_looked_at() -> None:
    assert outstanding([0.9, 0.5, 0.4, 0.4, *[0.8] * 5, 0.1, 0.1]) == 1


@pytest.mark.parametrize("scores", [[], [0.9], [0.9, 0.1, 0.1, 0.1, 0.1]])
def test_among_few_there_is_no_telling(scores: list[float]) -> None:
    assert outstanding(scores) == len(scores)
