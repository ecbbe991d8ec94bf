"""Escaping: what is shown is what was said, character for character, and nothing acts."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.markdown import (
    BOLD,
    FRAME,
    bare,
    closed,
    escaped,
    frame,
    masked_link,
    plain_name,
    unescaped,
    unframed,
    unstyled,
)
from tests.bot.client import depths
from tests.bot.limits import length
from tests.bot.reading import bold, seen, without_closings

EXACT = settings(deadline=None, database=None, derandomize=True, max_examples=300)
NASTY = st.text(st.sampled_from("\\*_~|`[]()<>@#-+:/.1 \n\r\u202e\u202c\u2066\u2069\u200bah中😀"))


@EXACT
@given(st.text() | NASTY)
@example("\\" * 3)
@example("1. a\n-# b\n||c|| https://d :e: <t:1:R>")
def test_unescaped_an_escaped_text_is_the_text(text: str) -> None:
    opening, closing = frame(text)
    assert unescaped(escaped(text)) == f"{opening}{text}{closing}"
    assert set(opening + closing) <= FRAME
    assert unstyled(bare(text, [((0, len(text) // 2), BOLD)])) == text


@EXACT
@given(NASTY)
def test_a_reader_of_markdown_sees_the_words_with_bold_or_without(text: str) -> None:
    assert seen(escaped(text, (0, len(text) // 2))) == without_closings(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** _it_ ~~no~~", r"\*\*bold\*\* \_it\_ \~\~no\~\~"),
        ("||spoiler||", r"\|\|spoiler\|\|"),
        ("```py\nx\n```", "\\`\\`\\`py\nx\n\\`\\`\\`"),
        ("# head\n-# small", "\\# head\n\\-\\# small"),
        ("- one\n  * two\n+ three", "\\- one\n  \\* two\n\\+ three"),
        ("1. first\n20. last", "1\\. first\n20\\. last"),
        ("> said\n>>> all", "\\> said\n\\>\\>\\> all"),
        ("[a](http://b)", r"\[a\](http\://b)"),
        ("HTTPS://A.b", r"HTTPS\://A.b"),
        ("<@1> <@&2> <#3>", r"\<\@1\> \<\@&2\> \<#3\>"),
        ("discord.gg/x discord.com/invite/x", r"discord.gg\/x discord.com\/invite/x"),
        ("a\u2028# b\x85- c", "a\u2028\\# b\x85\\- c"),
        ("\u3000# a", "\u3000\\# a"),
        ("@everyone @here", r"\@everyone \@here"),
        ("<t:1700000000:R>", r"\<t\:1700000000:R\>"),
        ("<:blob:123> :tada:", r"\<\:blob:123\> \:tada:"),
    ],
)
def test_marks_that_would_act_are_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize("text", ["It is 3.5 at 12:30, a-b + c # d", "GPT-4: yes. 1.5 (two)", "第1. 是", "a\u200bb"])
def test_what_does_not_act_is_left_alone(text: str) -> None:
    assert escaped(text) == text


def test_bold_holds_exactly_its_span_also_beside_marks() -> None:
    assert bold(escaped("*a* b* c*", (4, 6))) == ["b*"]


def test_an_override_is_closed_where_the_text_ends() -> None:
    assert escaped("a\u202eb\u2066c") == "\u2068a\u202eb\u2066c\u2069\u202c\u2069"


def test_a_text_without_direction_has_no_frame() -> None:
    assert frame("It is 3.5 – 中文, “Ünï” 😀\u200b") == ("", "")


def test_what_a_text_closes_too_often_is_opened_once_more() -> None:
    assert closed("\u2069a") == "\u2068\u2068\u2069a\u2069\u2069"


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("\u2069\u2069\u2069a", 4, ""),  # each that it closes too often is opened once more
        ("\u202aa\u202cb", 1, ""),
        ("\u202aa\u202bb\u202c", 1, "\u202c"),  # two opened, one closed
        ("\u202a\u202b\u202d\u202e", 1, "\u202c" * 4),
        ("\u202a\u202b\u202c\u202c", 1, ""),
        ("\u2066\u202a\u202bא\u2069", 1, ""),  # an isolate that ends takes along what was opened inside it
        ("\u202a\u2066\u202b\u2069", 1, "\u202c"),
        ("\u2067\u202c", 1, "\u2069"),  # an embedding's end means nothing where an isolate is open
        ("\u2066\u2067\u2068", 1, "\u2069" * 3),
        ("\u202a\u2066", 1, "\u2069\u202c"),
        ("\u202c\u202c", 1, ""),
    ],
)
def test_a_frame_closes_just_what_is_left_open(text: str, opens: int, closes: str) -> None:
    assert frame(text) == ("\u2068" * opens, closes + "\u2069" * opens)


def test_a_line_end_that_not_every_program_knows_is_read_both_ways() -> None:
    assert frame("\u2066a\u2028X") == ("\u2068", "\u2069\u2069")
    assert frame("\u2066a\nb") == ("\u2068", "\u2069")
    assert frame("\u2069\u2069\u2028\u2069a") == ("\u2068" * 4, "\u2069" * 4)


@pytest.mark.parametrize(
    ("name", "limit", "shown"),
    [
        ("Ann  \n Lee", 80, "Ann Lee"),
        ("Ann Lee", 7, "Ann Lee"),
        ("Ann Lee", 6, "Ann L…"),
        ("שלום", 6, "\u2068שלום\u2069"),
        ("שלום", 5, "\u2068של…\u2069"),
        ("\u0301" + "א" * 9, 8, "\u2068\xa0\u0301אאא…\u2069"),
        ("שלום לך", 8, "\u2068שלום …\u2069"),
    ],
)
def test_a_name_is_as_long_as_its_limit_lets_it(name: str, limit: int, shown: str) -> None:
    assert plain_name(name, limit) == shown


def test_what_a_line_opened_does_not_close_the_next_line() -> None:
    assert closed("\u2066\n\u202e\u2069").endswith("\u2069\u202c\u2069\u2069")


@pytest.mark.parametrize("first", ["\u0301", "\u20dd", "\ufe0f", "\u200d", "\U0001f3fd"])
def test_what_would_join_the_mark_before_it_is_kept_apart(first: str) -> None:
    assert escaped(f"{first}a") == f"\xa0{first}a"


@EXACT
@given(st.text() | NASTY)
def test_a_text_comes_back_out_of_its_frame(text: str) -> None:
    assert unframed(closed(text)) in {text, closed(text)}


@pytest.mark.parametrize("text", ["Why?", "X\u202eX", "למה?", "\u0301a", "\u202eabc"])
def test_a_question_comes_back_as_it_was_asked(text: str) -> None:
    assert unframed(unescaped(escaped(text))) == text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "discord://-/channels/1", "https://", "//a.b", "mailto:a@b.c"])
def test_only_web_pages_are_linked(url: str) -> None:
    assert masked_link("open", url) == ""


@pytest.mark.parametrize("url", ["http://a.b/c", "HTTPS://a.b", "Http://a.b?c=d"])
def test_a_web_page_is_linked_however_its_scheme_is_written(url: str) -> None:
    assert masked_link("open", url) == f"[open]({url})"


def test_no_address_ends_its_link_early() -> None:
    assert masked_link("open", "https://a.b/(c)*d]?e=1&f=%20#g") == "[open](https://a.b/%28c%29%2Ad%5D?e=1&f=%20#g)"


@EXACT
@given(st.text() | NASTY, st.integers(4, 100))
def test_a_name_without_markup_is_on_one_line_within_its_limit_and_turns_nothing(name: str, limit: int) -> None:
    shown = plain_name(name, limit)
    assert length(shown) <= limit
    assert shown.splitlines() in ([], [shown])
    assert depths(f"{shown}.")[-1] == 0
