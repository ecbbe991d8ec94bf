"""Which statements face each other: the rows of a table, made one by one, the best meeting first. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from knowledge.model import Quote, Row

FACING = 3.0  # likeness from which two statements face each other
_WORTH = 0.5  # what each 1 of the worth of both adds to it, in choosing which of them do
_MOST = 3.0  # worth above this adds no more


@dataclass(frozen=True, slots=True)
class Position:
    """A statement with its worth for the topic, 0 being barely worth it; `of` tells the quote it is from."""

    quote: Quote
    worth: float
    of: int


Sides = Sequence[Sequence[Position]]
At = tuple[int, int]
"""Which side, and which of its positions."""
Likeness = Callable[[At, At], float]
"""How much two statements are alike, in standard deviations."""


def rows(sides: Sides, likeness: Likeness, *, limit: int) -> tuple[Row, ...]:
    """A row for each meeting, the most alike first, then a row for what one side alone spoke of, sides in turn.

    No side has more than `limit` statements, and from one quote comes one statement at most.
    """
    table = _Table(sides, likeness, limit)
    for one, other in table.meetings():
        table.place(one, other)
    met = sorted(table.rows, key=table.alike, reverse=True)
    alone = [table.fill(side) for side in range(len(sides))]
    in_turn = [group[i] for i in range(limit) for group in alone if i < len(group)]
    return tuple(table.row(made) for made in (*met, *in_turn))


@dataclass(slots=True)
class _Table:
    """Rows in the making, each a position of some sides."""

    sides: Sides
    likeness: Likeness
    limit: int
    rows: list[dict[int, int]] = field(default_factory=list)

    def meetings(self) -> list[tuple[At, At]]:
        """Every two statements of two sides that may face each other, the best first."""
        every = [
            ((first, i), (second, j))
            for first, second in combinations(range(len(self.sides)), 2)
            for i, j in product(range(len(self.sides[first])), range(len(self.sides[second])))
        ]
        found = [pair for pair in every if self._likeness(*pair) >= FACING]
        return sorted(found, key=lambda pair: (-self._likeness(*pair) - _WORTH * sum(map(self._worth, pair)), pair))

    def place(self, one: At, other: At) -> None:
        """Gives two statements a row of their own, or lets one join that of the other where it faces all of it."""
        row, others = self._row_of(one), self._row_of(other)
        if row is None and others is None:
            if self._is_free(one) and self._is_free(other):
                self.rows.append(dict((one, other)))
            return
        for joining, there in ((one, others), (other, row)):
            if there is None or joining[0] in there or not self._is_free(joining):
                continue
            if all(self._likeness(joining, at) >= FACING for at in there.items()):
                there[joining[0]] = joining[1]

    def fill(self, side: int) -> list[dict[int, int]]:
        """Rows of what a side alone spoke of, the most worth first, as many as it has room for."""
        count = len(self.rows)
        for at in sorted(range(len(self.sides[side])), key=lambda i: self.sides[side][i].worth, reverse=True):
            if self._is_free((side, at)):
                self.rows.append({side: at})
        return self.rows[count:]

    def alike(self, row: dict[int, int]) -> float:
        """The likeness of those two in a row which are least alike."""
        return min((self._likeness(one, other) for one, other in combinations(row.items(), 2)), default=0.0)

    def row(self, made: dict[int, int]) -> Row:
        quotes = (self.sides[side][made[side]].quote if side in made else None for side in range(len(self.sides)))
        return Row(tuple(quotes), self.alike(made))

    def _likeness(self, one: At, other: At) -> float:
        return self.likeness(*sorted((one, other)))

    def _worth(self, at: At) -> float:
        return min(_MOST, self.sides[at[0]][at[1]].worth)

    def _row_of(self, at: At) -> dict[int, int] | None:
        return next((row for row in self.rows if row.get(at[0]) == at[1]), None)

    def _is_free(self, at: At) -> bool:
        """Whether a statement may still have a place: neither its quote nor its side has had its share."""
        side, position = at
        given = [self.sides[side][row[side]].of for row in self.rows if side in row]
        return len(given) < self.limit and self.sides[side][position].of not in given
