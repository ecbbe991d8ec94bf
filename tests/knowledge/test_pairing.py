"""Which statements face each other."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Kind, Passage, Quote, Row, Source
from knowledge.pairing import At, Position, rows

TALK = Source("talk", "Talk", None, None, None, None, ())


def position(word: str, worth: float = 1.0, of: int | None = None) -> Position:
    passage = Passage(word, TALK, None, Kind.SPEECH, 0, 0, len(word), 1, 1, word)
    return Position(Quote(passage, 0, len(word)), worth, hash(word) if of is None else of)


def side(*words: str) -> list[Position]:
    return [position(word) for word in words]


def table(sides: Sequence[Sequence[Position]], alike: dict[str, float], limit: int = 3) -> list[str]:
    """Each row as its words, where two words are as much alike as `alike` says of them together."""

    def likeness(one: At, other: At) -> float:
        return alike.get(words(one) + words(other), 0.0)

    def words(at: At) -> str:
        return sides[at[0]][at[1]].quote.text

    return [shown(row) for row in rows(sides, likeness, limit=limit)]


def shown(row: Row) -> str:
    return " ".join(quote.text if quote else "-" for quote in row.quotes)


def test_those_which_are_most_alike_face_each_other_and_come_first() -> None:
    sides = (side("a", "b"), side("x", "y"))
    assert table(sides, {"ax": 3.0, "ay": 5.0, "bx": 4.0, "by": 3.0}) == ["a y", "b x"]


def test_what_is_not_alike_stands_alone_the_sides_in_turn() -> None:
    assert table((side("a", "b"), side("x", "y")), {"bx": 9.0}) == ["b x", "a -", "- y"]


def test_of_what_is_about_as_much_alike_that_which_is_worth_more_meets() -> None:
    sides = ([position("a", worth=3), position("b", worth=0)], side("x"))
    assert table(sides, {"ax": 4.0, "bx": 5.0}, limit=1) == ["a x"]
    assert table(sides, {"ax": 2.9, "bx": 5.0}, limit=1) == ["b x"]


def test_from_one_quote_comes_one_statement() -> None:
    sides = ([position("a", of=0), position("b", of=0), position("c", of=1)], side("x", "y"))
    assert table(sides, {"ax": 5.0, "by": 4.0}) == ["a x", "c -", "- y"]


def test_no_side_has_more_statements_than_it_may() -> None:
    assert table((side("a", "b", "c"), side("x")), {"bx": 5.0}, limit=2) == ["b x", "a -"]


def test_a_third_joins_a_row_only_where_it_faces_all_of_it() -> None:
    sides = (side("a"), side("x"), side("p"))
    assert table(sides, {"ax": 5.0, "ap": 4.0, "xp": 3.0}) == ["a x p"]
    assert table(sides, {"ax": 5.0, "ap": 4.0, "xp": 1.0}) == ["a x -", "- - p"]


def test_the_likeness_of_a_row_is_that_of_the_two_least_alike() -> None:
    likenesses = {(0, 1): 5.0, (0, 2): 4.0, (1, 2): 3.0}
    (row,) = rows((side("a"), side("x"), side("p")), lambda one, other: likenesses[one[0], other[0]], limit=3)
    assert (row.likeness, row.faces) == (3.0, True)


def test_a_side_without_statements_leaves_its_column_empty() -> None:
    assert table((side("a"), ()), {}) == ["a -"]


@given(
    counts=st.lists(st.integers(0, 4), min_size=2, max_size=4),
    limit=st.integers(1, 4),
    draw=st.randoms(use_true_random=False),
)
def test_whatever_is_alike_each_statement_stands_in_one_row_and_rows_that_face_come_first(
    counts: list[int], limit: int, draw: object
) -> None:
    values: dict[tuple[At, At], float] = {}
    random = getattr(draw, "uniform")  # noqa: B009
    sides = [[position(f"{i}.{j}") for j in range(count)] for i, count in enumerate(counts)]
    found = rows(sides, lambda one, other: values.setdefault((one, other), random(0, 6)), limit=limit)
    placed = [quote.text for row in found for quote in row.quotes if quote]
    assert len(placed) == len(set(placed))
    assert [row.faces for row in found] == sorted((row.faces for row in found), reverse=True)
    likenesses = [row.likeness for row in found]
    assert likenesses == sorted(likenesses, reverse=True)
    for i, count in enumerate(counts):
        assert sum(row.quotes[i] is not None for row in found) == min(limit, count)
