"""Asked words beside said ones, as numbers and as brute force has them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.alignment import BORDER, GAP, VOICE, WORD, Said, aligned, distances

WORDS = st.lists(st.integers(0, 3), min_size=1, max_size=6)


def said(*runs: list[int], voices: bool = False) -> Said:
    words = [number for at, run in enumerate(runs) for number in (VOICE if voices or not at else BORDER, *run)]
    return Said(np.asarray(words, dtype=np.int64))


def edit_distance(asked: list[int], words: list[int]) -> int:
    row = [WORD * at for at in range(len(words) + 1)]
    for i, word in enumerate(asked, 1):
        before, row = row, [WORD * i]
        for j, other in enumerate(words):
            row.append(min(before[j] + (word != other) * 3, before[j + 1] + WORD, row[j] + WORD))
    return row[-1]


@given(WORDS, WORDS, WORDS)
def test_the_distance_is_the_least_of_all_spans_of_any_run(asked: list[int], one: list[int], two: list[int]) -> None:
    spans = [run[a:b] for run in (one, two) for a in range(len(run)) for b in range(a, len(run) + 1)]
    assert min(distances(asked, said(one, two))) == min(edit_distance(asked, span) for span in spans)


@given(WORDS, WORDS)
def test_an_alignment_uses_every_asked_word_once_and_costs_what_was_measured(asked: list[int], one: list[int]) -> None:
    laid = said(one)
    far = distances(asked, laid)
    last = int(far.argmin())
    steps = aligned(asked, laid, last)
    costs = [WORD if word is None or at is None else 3 * int(asked[word] != laid.words[at]) for word, at in steps]
    assert [word for word, _ in steps if word is not None] == list(range(len(asked)))
    assert sum(costs) == far[last]


def test_a_gap_leads_over_a_border_and_words_do_not() -> None:
    assert min(distances([1, 2, GAP, 3], said([1, 2], [9, 3]))) == 0
    assert min(distances([1, 2, 3], said([1, 2], [3]))) > 0


def test_not_even_a_gap_leads_to_another_voice() -> None:
    assert min(distances([1, 2, GAP, 3, 4], said([1, 2], [3, 4], voices=True))) == 2 * WORD


def test_a_word_that_was_left_out_is_not_taken_for_one_that_was_replaced() -> None:
    assert aligned([7, 8], said([7, 5, 8]), 3) == [(0, 1), (None, 2), (1, 3)]
