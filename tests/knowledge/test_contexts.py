"""A transcript page by page around a quote."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.contexts import Stretch, stretch
from knowledge.model import Kind, Passage, Quote, Source, Speaker, SpokenTurn, Turn

ANN = Speaker("ann", "Ann")
SOURCE = Source("s", "S", None, None, None, None, (ANN,))
EXACT = settings(deadline=None, database=None, derandomize=True, max_examples=60)
TEXTS = st.lists(
    st.text(st.sampled_from("ab。. 中\n"), min_size=1, max_size=1200).filter(str.strip), min_size=1, max_size=30
)


def spoken(texts: list[str], kind: Kind = Kind.SPEECH) -> list[SpokenTurn]:
    turns, at = [], 0
    for index, text in enumerate(texts):
        turn = Turn(index, "ann", kind, at, at + len(text), 0, ((at, at * 10),))
        turns.append(SpokenTurn(turn, ANN, text, index + 1, index + 1))
        at += len(text)
    return turns


def quoted(turn: SpokenTurn, begin: int = 0, end: int | None = None) -> Quote:
    start = turn.turn.start
    text = turn.text[begin : end or begin + 300]
    passage = Passage(
        "p", SOURCE, ANN, Kind.SPEECH, turn.turn.index, start + begin, start + begin + len(text), 1, 1, text
    )
    return Quote(passage, 0, len(text))


def page(turns: list[SpokenTurn], quote: Quote, step: int = 0) -> Stretch:
    found = stretch(turns, quote, step)
    assert found
    return found


@EXACT
@given(TEXTS, st.data())
def test_pages_follow_each_other_without_a_gap_and_hold_every_word_once(texts: list[str], data: st.DataObject) -> None:
    turns = spoken(texts)
    quote = quoted(data.draw(st.sampled_from(turns)))
    pages = [page(turns, quote, step) for step in range(-60, 61)]
    distinct = {one.step: "".join(part.text for part in one.slices) for one in pages}
    whole = "".join(distinct[step] for step in sorted(distinct))
    assert "".join(whole.split()) == "".join("".join(texts).split())


@EXACT
@given(TEXTS, st.data())
def test_the_page_of_a_quote_holds_all_of_it(texts: list[str], data: st.DataObject) -> None:
    turns = spoken(texts)
    quote = quoted(data.draw(st.sampled_from(turns)))
    held = "".join(part.text for part in page(turns, quote).slices)
    assert "".join(quote.text.split()) in "".join(held.split())


def test_beyond_the_last_page_there_is_no_other() -> None:
    turns = spoken(["One. ", "Two. ", "Three."])
    assert page(turns, quoted(turns[1]), 7) == page(turns, quoted(turns[1]))
    assert not page(turns, quoted(turns[1])).has_before


def test_a_quote_stands_in_the_middle_of_its_page() -> None:
    turns = spoken([f"{n} {'word ' * 40}end. " for n in range(30)])
    shown = [part.spoken.turn.index for part in page(turns, quoted(turns[15])).slices]
    assert abs((15 - shown[0]) - (shown[-1] - 15)) <= 1


@pytest.mark.parametrize("step", [1, -1])
def test_a_page_further_on_begins_where_the_one_before_ends(step: int) -> None:
    turns = spoken([f"{n} {'word ' * 40}end. " for n in range(30)])
    here, there = page(turns, quoted(turns[15])), page(turns, quoted(turns[15]), step)
    first, second = (here, there) if step > 0 else (there, here)
    assert first.slices[-1].end == second.slices[0].start


def test_what_is_not_content_is_left_out() -> None:
    junk, said = spoken(["Junk. "], Kind.BOILERPLATE), spoken(["Word."])
    assert [part.text for part in page([*junk, *said], quoted(said[0])).slices] == ["Word."]


def test_a_quote_that_is_not_in_the_turns_has_no_page() -> None:
    turns = spoken(["One."])
    elsewhere = Passage("p", SOURCE, ANN, Kind.SPEECH, 9, 900, 905, 1, 1, "Words")
    assert stretch(turns, Quote(elsewhere, 0, 5), 0) is None


def test_a_sentence_that_is_longer_than_a_page_is_read_on_page_by_page() -> None:
    turns = spoken([f"{'and so on ' * 400}it went. It ended."])
    first = page(turns, quoted(turns[0]))
    assert (first.has_before, first.has_after, first.slices[0].start) == (False, True, 0)
    assert 0 < first.slices[0].end <= 1500
    assert page(turns, quoted(turns[0]), 99).slices[-1].text.endswith("it went. It ended.")


def test_white_space_of_a_turn_is_no_part_of_a_page() -> None:
    turns = spoken([f"One. {' ' * 1200}", "Two."])
    assert [part.text.strip() for part in page(turns, quoted(turns[1])).slices] == ["One.", "Two."]


def test_a_turn_on_a_page_is_one_piece_of_whole_sentences() -> None:
    turns = spoken([f"{'Words about words. ' * 60}", "Two."])
    (one, two) = page(turns, quoted(turns[1])).slices
    assert (one.text, two.text) == ("Words about words. " * 60, "Two.")
