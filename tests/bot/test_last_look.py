"""What the last look lets through and what not, told by values alone."""

import pytest

from bot.checking import Withheld, checked, extracts
from bot.markdown import bare, escaped, unescaped
from bot.page import Asked, Block, Card, Drawn, Page, Picture, Said, Text
from knowledge.model import Kind
from knowledge.standing import Extract, Standing

WORDS = "Open *models* are a promise."
EXTRACT = Extract("talk", 0, len(WORDS), "Ann Lee", Kind.SPEECH, "id")
HELD = Standing(WORDS, "Ann Lee", Kind.SPEECH)
OTHER = Extract("talk", 50, 60, "Bob Wu", Kind.SPEECH, "other")


def written(
    words: str = bare(WORDS),
    opening: str = "“",
    closing: str = "”",
    name: str = "",
    extract: Extract = EXTRACT,
) -> Said:
    return Said(opening, words, closing, name, extract, "Withheld.")


def why(said: Said, head: str = "", *, held: Standing | None = HELD) -> str | None:
    """Why words are withheld; None if they are sent."""
    page = Page((Card((Block(head, (said,)),)),))
    kept, withheld = checked(page, {said.extract: held})
    assert (kept == page) is not bool(withheld)
    return withheld[0].reason if withheld else None


def test_words_as_they_stand_are_sent() -> None:
    assert why(written()) is None


@pytest.mark.parametrize(
    ("opening", "closing", "reason"),
    [
        ("A heading.\nAnd one more.\n…“", "”…", None),
        ("indeed “", "”", "words"),
        ("“not ", "”", "words"),
        ("A heading.\nnot “", "”", "words"),
        ("“", "” indeed", "words"),
        ("“\u2068", "\u2069”", None),
    ],
)
def test_nothing_but_marks_stands_between_the_words_and_what_encloses_them(
    opening: str, closing: str, reason: str | None
) -> None:
    assert why(written(opening=opening, closing=closing)) == reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (WORDS, "words"),  # what is not escaped would be in italics
        (r"**Open** \*models\* are __a promise__.", None),
        (bare(WORDS).replace("models", "model"), "words"),
    ],
)
def test_words_are_those_of_the_source_with_every_mark_that_acts_escaped(words: str, reason: str | None) -> None:
    assert why(written(words)) == reason


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        (None, "gone"),
        (Standing(WORDS, "Bob Wu", Kind.SPEECH), "speaker"),
        (Standing(WORDS, None, Kind.SPEECH), "speaker"),
        (Standing(WORDS, "Ann Lee", Kind.QUOTE), "speaker"),
        (Standing(WORDS + " No.", "Ann Lee", Kind.SPEECH), "words"),
    ],
)
def test_what_the_library_no_longer_holds_so_is_withheld(held: Standing | None, reason: str) -> None:
    assert why(written(), held=held) == reason


@pytest.mark.parametrize(
    ("speaker", "name", "head", "reason"),
    [
        ("Ann Lee", "Ann Lee", "**Ann Lee**", None),
        ("Ann Lee", "Ann Lee", "**Bob Wu**", "speaker"),
        ("Ann Lee", "Bob Wu", "**Bob Wu**", "speaker"),
        ("Ann Lee", "Ann L…", "**Ann L…**", None),
        ("Ann Lee", "Lee", "**Lee**", "speaker"),
        ("Xavier X", "Xavier X", "**Xavier X**", None),
        ("A_n", escaped("A_n"), f"**{escaped('A_n')}**", None),
        ("Ann \n Lee", "Ann Lee", "**Ann Lee**", None),
        ("דנה", escaped("דנה"), f"**{escaped('דנה')}**", None),
        ("\u2068דנה\u2069", escaped("\u2068דנה\u2069"), f"**{escaped(chr(0x2068) + 'דנה' + chr(0x2069))}**", None),
        ("\u2068Xדנה\u2069", escaped("\u2068Xדנה\u2069"), f"**{escaped(chr(0x2068) + 'Xדנה' + chr(0x2069))}**", None),
        (None, "X", "**X**", "speaker"),
        (None, "", "", None),
    ],
)
def test_the_name_beside_the_words_is_that_of_their_speaker_or_its_beginning(
    speaker: str | None, name: str, head: str, reason: str | None
) -> None:
    extract = Extract("talk", 0, len(WORDS), speaker, Kind.SPEECH, "id")
    held = Standing(WORDS, speaker, Kind.SPEECH)
    assert why(written(name=name, extract=extract), head, held=held) == reason


def test_the_name_may_stand_before_the_words_themselves() -> None:
    assert why(written(opening="**Ann Lee**\n“", name="Ann Lee")) is None


def test_under_a_heading_that_credits_somebody_all_is_withheld_and_else_only_what_is_wrong() -> None:
    wrong, right = written("No."), written()
    kept, withheld = checked(Page((Card((Block("**Ann Lee**", (wrong, "\n", right)),)),)), {EXTRACT: HELD})
    assert kept == Page((Card((Block("Withheld."),)),))
    assert withheld == (Withheld(EXTRACT, "words"),)
    kept, _ = checked(Page((Card((Block("", (wrong, "\n", right)),), 7), Asked("?", "Why?"))), {EXTRACT: HELD})
    assert kept == Page((Card((Block("", ("Withheld.", "\n", right)),), 7), Asked("?", "Why?")))


def test_of_a_card_the_other_blocks_stand_and_what_rests_on_wrong_words_goes() -> None:
    wrong, right = written("No."), Block("**Ann Lee**", (written(),))
    verdict = Block("Said so.", ("Exactly.",), None, (wrong,))
    kept, _ = checked(Page((Card((verdict, right, Block("", (wrong,)))),)), {EXTRACT: HELD})
    assert kept == Page((Card((Block("Withheld."), right, Block("", ("Withheld.",)))),))


def test_a_picture_is_withheld_for_any_word_that_is_drawn_wrongly() -> None:
    right, wrong = Drawn(WORDS, EXTRACT), Drawn("No.", EXTRACT)
    for drawn, sent in (((right,), True), ((right, wrong), False), ((wrong, right), False)):
        picture = Picture("a.png", b"", "alt", drawn, "Instead.")
        kept, withheld = checked(Page((picture,)), {EXTRACT: HELD})
        assert kept == Page((picture if sent else Text("Instead."),))
        assert [one.reason for one in withheld] == ([] if sent else ["words"])
    gone = Picture("a.png", b"", "alt", (right,), "Instead.")
    assert [one.reason for one in checked(Page((gone,)), {EXTRACT: None})[1]] == ["gone"]


def test_a_picture_stands_beside_words_that_are_withheld() -> None:
    picture = Picture("a.png", b"", "alt", (Drawn(WORDS, EXTRACT),), "Instead.")
    kept, _ = checked(Page((picture, Card((Block("", (written("No."),)),)))), {EXTRACT: HELD})
    assert kept == Page((picture, Card((Block("", ("Withheld.",)),))))


def test_where_words_are_said_to_stand_is_told_once_each() -> None:
    picture = Picture("a.png", b"", "alt", (Drawn(WORDS, EXTRACT), Drawn("x", OTHER)))
    page = Page((picture, Card((Block("", (written(), written("No."))),))))
    assert extracts(page) == (EXTRACT, OTHER)


@pytest.mark.parametrize("text", [r"a\Ab", r"a\zb", r"\0", r"\9", "\\ ", "\\"])
def test_a_backslash_that_escapes_nothing_stays(text: str) -> None:
    assert unescaped(text) == text
