"""What was altered in words, where it is more than there is room for."""

from bot.i18n import ENGLISH
from bot.limits import units
from bot.pages.differences import change_lines, said_words
from knowledge.model import Quote
from knowledge.verification import Change, Difference, Piece
from tests.bot.test_pages import made


def piece(text: str, *changes: Difference) -> Piece:
    return Piece(Quote(made(text).passage, 0, len(text)), changes)


def test_of_a_long_piece_as_much_is_shown_as_there_is_room_for() -> None:
    text = "It is so. " + "And so it goes on for ever. " * 20
    shown = said_words(piece(text, Difference(Change.EQUAL, (0, 2), (0, 2))), 80, ENGLISH)
    assert sum(map(units, (shown.opening, shown.words, shown.closing))) <= 80
    assert shown.words.startswith("**It** is so.")
    assert shown.closing.endswith("”…")


def test_differences_for_which_there_is_no_room_are_counted() -> None:
    asked, said = "ab " * 6, "cd " * 6
    changes = [Difference(Change.REPLACED, (3 * n, 3 * n + 2), (3 * n, 3 * n + 2)) for n in range(6)]
    every = change_lines(asked, [piece(said, *changes)], ENGLISH, 1000)
    some = change_lines(asked, [piece(said, *changes)], ENGLISH, 100)
    assert len(every) == 6
    assert some[:-1] == every[: len(some) - 1]
    assert some[-1] == (f"- … and {7 - len(some)} more",)
