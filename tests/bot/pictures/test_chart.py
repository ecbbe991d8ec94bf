"""Charts: bars within the margin, colours that can be told apart, and the same in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.limits import units
from bot.pictures.chart import apart, topics_chart
from bot.pictures.picture import ALT
from bot.pictures.themes import DARK, LIGHT, Theme
from tests.bot.pictures.drawing import stays_inside

EXACT = settings(deadline=None, database=None, derandomize=True, max_examples=15)
NAMES = st.sampled_from(
    ["Ann", "萨姆·奥尔特曼", "W" * 90, "开放数据与隐私保护的长期影响" * 4, "AI safety and who decides"]
)
COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


@EXACT
@given(st.data(), st.sampled_from([DARK, LIGHT]))
def test_any_shares_stay_within_the_margin(data: st.DataObject, theme: Theme) -> None:
    people = data.draw(st.lists(st.tuples(NAMES, COLOURS), min_size=1, max_size=6))
    labels = data.draw(st.lists(NAMES, min_size=2, max_size=8))
    row = st.lists(st.floats(0, 1000), min_size=len(people), max_size=len(people))
    shares = data.draw(st.lists(row, min_size=len(labels), max_size=len(labels)))
    picture = topics_chart(labels, people, shares, title=labels[0], theme=theme)
    assert units(picture.alt) <= ALT
    assert stays_inside(picture, theme, people[0][1])


def test_the_alternative_text_says_who_speaks_how_much() -> None:
    people = [("Ann", (200, 90, 90)), ("鲍勃", (90, 90, 200))]
    alt = topics_chart(["开源", "Chips", "就业"], people, [[1, 3], [2, 0], [0, 0]], title="Who speaks on what").alt
    assert alt == "Who speaks on what\n开源: 鲍勃 75%, Ann 25%\nChips: Ann 100%\n就业: —"


def test_people_of_the_same_colour_are_told_apart() -> None:
    assert len(set(apart([(200, 90, 90)] * 4 + [(90, 200, 90)]))) == 5
    assert apart([(200, 90, 90), (90, 200, 90)]) == [(200, 90, 90), (90, 200, 90)]


def test_shares_that_do_not_fit_their_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="a row for every label"):
        topics_chart(["a"], [("Ann", (1, 2, 3))], [[1, 2]])
