"""A quote can say nothing but what its source says."""

import pytest

from knowledge.model import Kind, Passage, Quote, Source, Speaker, Turn

ANN = Speaker("ann", "Ann")
WORDS = "One is first.\nTwo is second. Three is third."
PASSAGE = Passage("id", Source("talk", "T", None, None, None, None, (ANN,)), ANN, Kind.SPEECH, 0, 100, 144, 7, 8, WORDS)
WHOLE = Quote(PASSAGE, 0, len(WORDS))


@pytest.mark.parametrize(("begin", "end"), [(-1, 5), (5, 5), (6, 5), (0, len(WORDS) + 1)])
def test_a_quote_outside_its_passage_cannot_be_made(begin: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        Quote(PASSAGE, begin, end)


@pytest.mark.parametrize("decisive", [(0, 20), (14, 14), (30, 40)])
def test_a_decisive_sentence_outside_its_quote_cannot_be_made(decisive: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="decisive"):
        Quote(PASSAGE, 14, 28, decisive)


def test_a_quote_knows_where_it_stands_in_its_source() -> None:
    quote = Quote(PASSAGE, 14, 28)
    assert (quote.text, quote.start, quote.stop) == ("Two is second.", 114, 128)
    assert (quote.start_line, quote.end_line) == (8, 8)
    assert (WHOLE.start_line, WHOLE.end_line) == (7, 8)


def test_a_clipped_quote_is_a_shorter_span_that_ends_at_a_sentence() -> None:
    assert WHOLE.clip(20).text == "One is first."
    assert WHOLE.clip(30).text == "One is first.\nTwo is second."
    assert WHOLE.clip(1000) == WHOLE


def test_a_clipped_quote_keeps_its_decisive_sentence() -> None:
    clipped = Quote(PASSAGE, 0, len(WORDS), (29, 44)).clip(20)
    assert (clipped.text, clipped.decisive) == ("Three is third.", (29, 44))


def test_a_clipped_quote_keeps_its_score() -> None:
    assert Quote(PASSAGE, 0, len(WORDS), score=0.7).clip(20).score == 0.7


def test_a_decisive_sentence_over_the_limit_is_cut_with_its_mark() -> None:
    clipped = Quote(PASSAGE, 0, len(WORDS), (14, 28)).clip(6)
    assert (clipped.text, clipped.decisive) == ("Two", (14, 17))


@pytest.mark.parametrize(("offset", "time"), [(0, 500), (9, 500), (10, 2000), (11, 2000), (19, 2000), (20, 3000)])
def test_a_word_was_said_when_the_last_time_before_it_says(offset: int, time: int) -> None:
    assert Turn(0, "ann", Kind.SPEECH, 0, 30, 500, ((10, 2000), (20, 3000))).time_at(offset) == time


def test_without_times_a_word_was_said_when_its_turn_began_if_that_is_known() -> None:
    assert Turn(0, "ann", Kind.SPEECH, 0, 30, 500).time_at(7) == 500
    assert Turn(0, "ann", Kind.SPEECH, 0, 30).time_at(7) is None
