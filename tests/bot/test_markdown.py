"""Escaping: what is shown is what was said, character for character, and nothing acts."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.markdown import closed, escaped, masked_link, unescaped
from tests.bot.reading import bold, seen, without_closings

EXACT = settings(deadline=None, database=None, derandomize=True, max_examples=300)
NASTY = st.text(st.sampled_from("\\*_~|`[]()<>@#-+:/.1 \n\r\u202e\u202c\u2066\u2069\u200bah中😀"))
CLOSINGS = re.compile("[\u202c\u2069]*$")


@EXACT
@given(st.text() | NASTY)
@example("\\" * 3)
@example("1. a\n-# b\n||c|| https://d :e: <t:1:R>")
def test_unescaped_an_escaped_text_is_the_text(text: str) -> None:
    back = unescaped(escaped(text))
    assert back.startswith(text)
    assert CLOSINGS.fullmatch(back[len(text) :])


@EXACT
@given(NASTY)
def test_a_reader_of_markdown_sees_the_words_with_bold_or_without(text: str) -> None:
    assert seen(escaped(text, (0, len(text) // 2))) == without_closings(text)


@EXACT
@given(st.text() | NASTY)
def test_every_direction_that_a_text_opens_is_closed(text: str) -> None:
    once = closed(text)
    assert closed(once) == once


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** _it_ ~~no~~", r"\*\*bold\*\* \_it\_ \~\~no\~\~"),
        ("||spoiler||", r"\|\|spoiler\|\|"),
        ("```py\nx\n```", "\\`\\`\\`py\nx\n\\`\\`\\`"),
        ("# head\n-# small", "\\# head\n\\-# small"),
        ("- one\n  * two\n+ three", "\\- one\n  \\* two\n\\+ three"),
        ("1. first\n20. last", "1\\. first\n20\\. last"),
        ("> said\n>>> all", "\\> said\n\\>\\>\\> all"),
        ("[a](http://b)", r"\[a\](http\://b)"),
        ("HTTPS://A.b", r"HTTPS\://A.b"),
        ("<@1> <@&2> <#3>", r"\<\@1\> \<\@&2\> \<#3\>"),
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
    assert escaped("a\u202eb\u2066c") == "a\u202eb\u2066c\u2069\u202c"


def test_a_stray_closing_mark_does_not_count_for_a_later_opening() -> None:
    assert closed("\u202ca\u202e") == "\u202ca\u202e\u202c"


def test_an_isolate_that_closes_takes_along_what_it_held() -> None:
    assert closed("\u2066\u202ea\u2069") == "\u2066\u202ea\u2069"


def test_no_address_ends_its_link_early() -> None:
    assert masked_link("open", "https://a.b/(c)*d]?e=1&f=%20#g") == "[open](https://a.b/%28c%29%2Ad%5D?e=1&f=%20#g)"
