"""Cards: any words fit, nothing leaves the margin, and the picture says what it shows."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import features

from bot.colours import INK, quote_colour
from bot.i18n import ENGLISH, SIMPLIFIED
from bot.limits import units
from bot.pictures import cards
from bot.pictures.cards import quote_card
from bot.pictures.picture import ALT, CannotDraw, MissingGlyphs
from bot.pictures.quotation import set_quote
from bot.pictures.themes import DARK, LIGHT, Theme, rgb
from knowledge.model import Kind
from tests.bot.pictures.drawing import made, stays_inside

EXACT = settings(deadline=None, database=None, derandomize=True, max_examples=25)
CHARACTERS = "abc defgWj fl’“”—… 3.5%开源模型開體，。！？（「《é\n👍🏽👨‍👩‍👧❤️"
WORDS = st.text(st.sampled_from(CHARACTERS), min_size=1, max_size=1500).filter(str.strip)
NAMES = st.sampled_from(["Ann", "", "萨姆·奥尔特曼", "W" * 300, "很长的名字" * 60, "👍🏽" * 90])


@EXACT
@given(WORDS, NAMES, NAMES, st.sampled_from([DARK, LIGHT]))
def test_whatever_is_said_stays_within_the_margin(words: str, name: str, title: str, theme: Theme) -> None:
    quote = made(words, name, title)
    picture = quote_card(quote, language=ENGLISH, theme=theme)
    assert picture.width == cards.WIDTH
    assert cards.HEIGHT <= picture.height <= cards.TALLEST
    assert stays_inside(picture, theme, rgb(quote_colour(quote)))


@EXACT
@given(WORDS, NAMES)
def test_the_alternative_text_holds_every_word_that_is_shown(words: str, name: str) -> None:
    quote = made(words, name)
    alt = quote_card(quote, language=ENGLISH).alt
    shown = alt.rpartition(" — ")[0].strip("…")[1:-1]
    assert shown
    assert shown in words
    assert units(alt) <= ALT


@EXACT
@given(WORDS, st.integers(300, 900))
def test_no_word_is_lost_between_the_quote_and_its_lines(words: str, width: int) -> None:
    setting = set_quote(made(words), made(words), 40, width).setting
    lines = "".join(setting.text[begin:end] for begin, end in setting.lines)
    assert "".join(lines.split()) == "".join(f"{words}{setting.text[-1]}".split())


def test_a_short_quote_is_shown_whole_with_who_said_it_and_where() -> None:
    picture = quote_card(made("开源很好。"), language=SIMPLIFIED)
    assert picture.alt == "“开源很好。” — Ann, Talk · 2024-05-10 · 第 7 行"
    assert (picture.width, picture.height) == (1200, 630)


def test_a_long_quote_is_clipped_to_whole_sentences_with_an_ellipsis_outside() -> None:
    words = "".join(f"这是第{number}句话，大家都听得见。" for number in range(200))
    shown = quote_card(made(words), language=SIMPLIFIED).alt.partition(" — ")[0]
    assert shown.startswith("“这是第0句话")
    assert shown.endswith("大家都听得见。”…")


def test_shorter_words_are_set_larger() -> None:
    short, long = made("开源很好。"), made("开源模型会变得非常好，我们也需要它。" * 6)
    assert quote_card(short, language=ENGLISH).height == quote_card(long, language=ENGLISH).height
    assert cards._fitted(short, short).setting.type.size > cards._fitted(long, long).setting.type.size


def test_narration_stands_without_quotation_marks() -> None:
    assert quote_card(made("It rained.", kind=Kind.NARRATION), language=ENGLISH).alt.startswith(
        "It rained. — Narration,"
    )


def test_an_unknown_speaker_is_said_to_be_unknown() -> None:
    picture = quote_card(made("Yes.", None), language=ENGLISH)
    assert "Speaker unknown" in picture.alt
    assert stays_inside(picture, DARK, rgb(INK))


@pytest.mark.parametrize("words", ["한국어", "ring \x07", "a\u202eb", "\U000f0000"])
def test_words_that_cannot_be_drawn_as_they_are_are_not_drawn(words: str) -> None:
    with pytest.raises(CannotDraw):
        quote_card(made(words), language=ENGLISH)


def test_what_is_missing_is_named_in_one_sentence() -> None:
    with pytest.raises(MissingGlyphs, match=r"^No font here can draw 한 \(U\+D55C\), 국 \(U\+AD6D\)\.$"):
        quote_card(made("한국"), language=ENGLISH)


def test_a_heap_of_marks_is_refused_before_it_covers_other_lines() -> None:
    with pytest.raises(CannotDraw):
        quote_card(made("Z" + "\u0301" * 60), language=ENGLISH)


@pytest.mark.skipif(not features.check("raqm"), reason="FriBiDi is not on this machine")
@pytest.mark.parametrize(
    "words", ["הקוד הפתוח הוא העתיד, ואין דרך אחרת.", "المصدر المفتوح هو المستقبل.", "ओपन सोर्स", "โอเพนซอร์ส"]
)
def test_scripts_with_joined_letters_are_drawn(words: str) -> None:
    quote = made(words * 3)
    assert stays_inside(quote_card(quote, language=ENGLISH), DARK, rgb(quote_colour(quote)))


@pytest.mark.skipif(not features.check("raqm"), reason="FriBiDi is not on this machine")
def test_numbers_among_words_that_run_leftwards_are_not_drawn_out_of_order() -> None:
    with pytest.raises(CannotDraw, match="run in both directions"):
        quote_card(made("הקוד 12 הפתוח"), language=ENGLISH)


def test_a_card_is_drawn_in_a_moment() -> None:
    quote = made("我认为开源模型会变得非常好，但我们也需要有人去做最前沿的东西。" * 3)
    quote_card(quote, language=SIMPLIFIED)  # opens the fonts
    begun = time.process_time()
    quote_card(quote, language=SIMPLIFIED)
    assert time.process_time() - begun < 0.3
