"""Podcasting 2.0 HTML: a cite names the paragraph right behind it, and nothing else of the page is said by anybody."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import TranscriptError
from knowledge.transcripts.podcasting_html import read, recognises
from tests.knowledge.reading import voices

DATA = Path(__file__).parents[1] / "data" / "transcripts" / "podcasting"


def said(html: str) -> list[tuple[str | None, str]]:
    return voices(read(html, title="talk"))


def test_a_page_is_its_paragraphs_with_their_voices_and_times() -> None:
    text = (DATA / "page.html").read_text(encoding="utf-8")
    assert recognises(text)
    transcript = read(text, title="talk")
    assert voices(transcript)[0] == ("Marian Lowe", "Welcome back to the garden hour. Today we talk about seed banks.")
    assert "“Never cook the archive,” as they say." in transcript.text
    assert [turn.start_ms for turn in transcript.turns[:3]] == [0, 5000, 11000]
    assert not [word for word in ("Home", "Seed banks", "margin", "loaded") if word in transcript.text]
    assert transcript.warnings == ()


def test_a_part_of_a_page_is_read_as_well() -> None:
    text = (DATA / "part.html").read_text(encoding="utf-8")
    assert recognises(text)
    assert said(text)[1] == ("罗大川", "谢谢邀请。我在江边住了四十年，渡口换了三次。")


@pytest.mark.parametrize(
    "text", [(DATA / "article.html").read_text(encoding="utf-8"), "<html></html>", "<html><cite>Ann</cite></html>"]
)
def test_a_page_without_marked_paragraphs_is_refused(text: str) -> None:
    assert recognises(text)
    with pytest.raises(TranscriptError, match=r"not in the Podcasting 2\.0 form"):
        read(text, title="talk")


def test_a_paragraph_without_its_own_cite_is_nobodys() -> None:
    assert said("<cite>Ann:</cite><time>0:00</time><p>One.</p><p>Two.</p><time>0:09</time><p>Three.</p>") == [
        ("Ann", "One."),
        (None, "Two. Three."),
    ]


@pytest.mark.parametrize("label", ["Ann", "Ann:", "Ann :", " Ann： ", "<b>Ann</b>:", "<!-- Bob -->Ann"])
def test_the_colon_of_a_cite_is_not_part_of_the_name(label: str) -> None:
    assert said(f"<cite>{label}</cite><p>One.</p>") == [("Ann", "One.")]


@pytest.mark.parametrize("between", ["words", "<h2>Part two</h2>", "<div><time>0:01</time></div>x"])
def test_a_cite_that_is_not_right_before_a_paragraph_names_nobody(between: str) -> None:
    html = f"<cite>Ann:</cite>{between}<p>One.</p><cite>Bob</cite><p>Two.</p>"
    assert said(html) == [(None, "One."), ("Bob", "Two.")]


def test_the_source_of_a_block_quotation_does_not_speak_the_next_paragraph() -> None:
    html = "<blockquote><p>One.</p><cite>Ann</cite></blockquote><time>0:05</time><p>Two.</p>"
    assert said(html) == [(None, "One. Two.")]


def test_a_title_inside_a_paragraph_is_a_word_of_it() -> None:
    html = "<cite>Ann</cite><p>I read <cite>Dune</cite> at <time>5:00</time>.</p>"
    assert said(html) == [("Ann", "I read Dune at 5:00.")]


def test_labels_before_a_colon_inside_a_paragraph_part_its_voices() -> None:
    html = "<p><cite>Ann:</cite> <time>1:02:03.5</time> One.<br><cite>Bob：</cite> Two.</p>"
    transcript = read(html, title="talk")
    assert voices(transcript) == [("Ann", "One."), ("Bob", "Two.")]
    assert [turn.start_ms for turn in transcript.turns] == [3_723_500, None]


def test_paragraphs_that_are_never_closed_end_where_the_next_begins() -> None:
    html = "<cite>Ann</cite><time>0:01</time><p>One.<cite>Bob</cite><time>0:02</time><p>Two.<p>Three."
    assert said(html) == [("Ann", "One."), ("Bob", "Two."), (None, "Three.")]


def test_a_cite_that_is_never_closed_names_nobody() -> None:
    assert said("<cite>Ann:<p>One.</p></cite><time>0:02</time><p>Two.</p>") == [(None, "One. Two.")]


@pytest.mark.parametrize(
    ("clock", "milliseconds"),
    [("0:09", 9000), ("75:00", 4_500_000), ("[1:00:00]", 3_600_000), ("0:75", None), ("soon", None), ("-0:01", None)],
)
def test_a_time_is_a_clock_or_unknown(clock: str, milliseconds: int | None) -> None:
    html = f"<cite>Ann</cite><time>{clock}</time><p>One.</p>"
    assert read(html, title="talk").turns[0].start_ms == milliseconds


def test_entities_are_characters_and_tags_within_words_are_none() -> None:
    assert said("<cite>Ann &amp; Co</cite><p>R&amp;D&nbsp;is <b>b</b>old &lt;p&gt; &#24320;源</p>") == [
        ("Ann & Co", "R&D is bold <p> 开源")
    ]


def test_words_outside_of_paragraphs_are_left_out_and_warned_of() -> None:
    transcript = read("<div>Stray.</div><cite>Ann</cite><p>One.</p>", title="talk")
    assert transcript.text == "One.\n"
    assert "left out" in transcript.warnings[0]


@pytest.mark.parametrize(
    "text",
    ["Ann: use <p> and <cite>.\n", "WEBVTT\n\n<v Ann>Hi", "<tt><body><p begin='0s'>Hi</p></body></tt>", "<3", ""],
)
def test_text_that_is_not_a_page_is_not_taken(text: str) -> None:
    assert not recognises(text)


@pytest.mark.parametrize(
    "text", ["<b>x" * 50_000 + "<cite>Ann</cite><p>One.", "<p>x" * 20_000 + "<cite>Ann</cite><p>One."]
)
def test_a_page_may_be_nested_deeper_than_python_can_call(text: str) -> None:
    assert said(text)[-1] == ("Ann", "One.")


def test_what_the_parser_rejects_is_refused_in_one_sentence() -> None:
    with pytest.raises(TranscriptError, match="cannot be parsed"):
        read("<![foo<p><time>0:01</time>", title="talk")


TAGS = ["<p>", "</p>", "<cite>", "</cite>", "<time>", "</time>", "<div>", "</div>", "<nav>", "</nav>", "<br>", "<!--"]
TEXT = ["-->", "<![CDATA[", "<?xml ?>", "Ann:", "Bob", "0:01", "开源。", "&amp;", "&#xd800;", " ", "<", "<script>"]


@given(st.lists(st.sampled_from([*TAGS, *TEXT]), max_size=40).map("".join) | st.text(max_size=40))
def test_any_page_at_all_is_refused_or_read_and_nothing_is_made_up(text: str) -> None:
    try:
        transcript = read(text, title="talk")
    except TranscriptError:
        return
    transcript.text.encode()
    rest = iter(text)
    assert all(char in rest for char in transcript.text if char.isalnum())
    assert all(set(speaker.name) - {" "} <= set(text) for speaker in transcript.speakers)


@given(st.lists(st.tuples(st.sampled_from([None, "Ann", "罗大川"]), st.text("ab 开源.。“”…'", max_size=9))))
def test_every_letter_stays_in_order_with_its_own_voice(spoken: list[tuple[str | None, str]]) -> None:
    html = "".join((f"<cite>{speaker}:</cite>" if speaker else "") + f"<p>{text}</p>" for speaker, text in spoken)
    expected = [(speaker, char) for speaker, text in spoken for char in text if char.isalnum()]
    if any(speaker for speaker, _ in expected):
        assert [(speaker, char) for speaker, text in said(html) for char in text if char.isalnum()] == expected
