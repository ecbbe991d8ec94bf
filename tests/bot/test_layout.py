"""Pages as components and as embeds: exactly what Discord is told of each part."""

from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from bot import embeds, layout
from bot.limits import CHOICES
from bot.page import (
    Asked,
    Block,
    Card,
    Choice,
    Choose,
    ChooseOf,
    Link,
    Page,
    Part,
    Picture,
    Press,
    Row,
    Sort,
    Text,
    Tone,
)

PRESS, GOOD, GRAVE = Press("More", "more"), Press("Yes", "yes", Tone.GOOD), Press("Delete", "no", Tone.GRAVE)
LINK = Link("Open", "https://a.b/c")
CARD = Card((Block("Ann", ("Open.",), PRESS), Block("Bob", ("Closed.",))), 0x112233)
PICTURE = Picture("card.png", b"png", "What is in it")
CHOOSE = Choose("scope", (Choice("Own", "own"), Choice("All", "all")), "all")
ROLES = ChooseOf("roles", Sort.ROLES, "Who?", (5, 6))
CHANNELS = ChooseOf("channels", Sort.CHANNELS, "Where?", ())


def laid_out(*parts: Part) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", layout.layout(Page(parts)).to_components())  # type: ignore[no-untyped-call]


def as_embeds(*parts: Part) -> list[dict[str, Any]]:
    return [dict(one.to_dict()) for one in embeds.embeds(Page(parts))]


def rows(*parts: Part) -> list[list[dict[str, Any]]]:
    made = embeds.view(Page(parts))
    return [row["components"] for row in made.to_components()] if made else []


def without_ids(tree: Any) -> Any:
    """What was told, without the numbers and the switches that discord.py fills in."""
    if isinstance(tree, list):
        return [without_ids(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    return {key: without_ids(one) for key, one in tree.items() if one is not None and (key, one) != ("disabled", False)}


def button(label: str, style: int, **told: str) -> dict[str, Any]:
    return {"type": 2, "style": style, "label": label, **told}


def test_a_question_is_a_text_that_is_found_again_by_its_number() -> None:
    (shown,) = laid_out(Asked("Ann asks", "Is it open?"))
    assert without_ids(shown) == {"type": 10, "id": layout.QUESTION, "content": "-# Ann asks\nIs it open?"}
    assert as_embeds(Asked("Ann asks", "Is it open?"))[0]["description"] == "-# Ann asks\nIs it open?"


def test_a_paragraph_is_a_text() -> None:
    assert without_ids(laid_out(Text("Words."))) == [{"type": 10, "content": "Words."}]
    assert as_embeds(Text("Words."))[0]["description"] == "Words."


def test_a_card_has_its_colour_its_blocks_apart_and_each_button_beside_its_heading() -> None:
    (shown,) = without_ids(laid_out(CARD))
    assert (shown["type"], shown["accent_color"]) == (17, 0x112233)
    section, body, separator, plain = shown["components"]
    assert section == {
        "type": 9,
        "components": [{"type": 10, "content": "Ann"}],
        "accessory": button("More", 2, custom_id="more"),
    }
    assert body == {"type": 10, "content": "Open."}
    assert separator["type"] == 14
    assert plain == {"type": 10, "content": "Bob\nClosed."}


def test_a_card_as_an_embed_has_its_colour_and_its_blocks_apart() -> None:
    (shown,) = as_embeds(CARD)
    assert (shown["description"], shown["color"]) == ("Ann\nOpen.\n\nBob\nClosed.", 0x112233)
    assert "color" not in as_embeds(Card((Block("Ann"),)))[0]


def test_what_a_block_has_not_leaves_no_empty_line_or_part() -> None:
    (shown,) = without_ids(laid_out(Card((Block("", ("Open.",)), Block("Bob"), Block("Cid", (), PRESS)))))
    assert [part["type"] for part in shown["components"]] == [10, 14, 10, 14, 9]
    assert [part["content"] for part in shown["components"][:3:2]] == ["Open.", "Bob"]
    assert as_embeds(Card((Block("", ("Open.",)), Block("Bob"))))[0]["description"] == "Open.\n\nBob"


def test_a_picture_has_its_file_and_its_words() -> None:
    (shown,) = without_ids(laid_out(PICTURE))
    (item,) = shown["items"]
    assert (shown["type"], item["media"]["url"], item["description"]) == (
        12,
        "attachment://card.png",
        "What is in it",
    )
    (file,) = layout.files(Page((Text("x"), PICTURE)))
    assert (file.fp.read(), file.filename, file.description) == (b"png", "card.png", "What is in it")


def test_a_picture_belongs_to_the_embed_before_it_or_has_one_of_its_own() -> None:
    before, after = as_embeds(Text("x"), PICTURE, Text("y"))
    assert (before["description"], before["image"]["url"]) == ("x", "attachment://card.png")
    assert "image" not in after
    (alone,) = as_embeds(PICTURE)
    assert alone["image"]["url"] == "attachment://card.png"
    assert "description" not in alone


def test_buttons_look_like_what_they_do() -> None:
    shown = without_ids(laid_out(Row((PRESS, GOOD, GRAVE, LINK))))
    assert shown == [
        {
            "type": 1,
            "components": [
                button("More", 2, custom_id="more"),
                button("Yes", 3, custom_id="yes"),
                button("Delete", 4, custom_id="no"),
                button("Open", 5, url="https://a.b/c"),
            ],
        }
    ]


def test_a_menu_has_its_choices_and_what_is_chosen() -> None:
    (row,) = without_ids(laid_out(CHOOSE))
    (shown,) = row["components"]
    assert (row["type"], shown["type"], shown["custom_id"]) == (1, 3, "scope")
    assert [(one["label"], one["value"], one["default"]) for one in shown["options"]] == [
        ("Own", "own", False),
        ("All", "all", True),
    ]


@pytest.mark.parametrize(("part", "sort"), [(ROLES, 6), (CHANNELS, 8)])
def test_a_menu_of_a_servers_own_has_many_or_none_of_them(part: ChooseOf, sort: int) -> None:
    (row,) = without_ids(laid_out(part))
    (shown,) = row["components"]
    assert (shown["type"], shown["custom_id"], shown["placeholder"]) == (sort, part.id, part.hint)
    assert (shown["min_values"], shown["max_values"]) == (0, CHOICES)
    assert [int(one["id"]) for one in shown.get("default_values", [])] == list(part.chosen)
    assert shown.get("channel_types") == ([0, 5, 15] if sort == 8 else None)


async def test_nothing_that_is_sent_is_remembered() -> None:
    shown = layout.layout(Page((Row((PRESS,)),)))
    assert shown.is_finished()
    assert shown.timeout is None
    beside = embeds.view(Page((Row((PRESS,)),)))
    assert beside
    assert beside.is_finished()
    assert beside.timeout is None


def test_beside_embeds_the_buttons_of_blocks_come_first_in_rows_of_five_and_there_are_five_rows() -> None:
    many = Card(tuple(Block("x", (), Press(f"{number}", f"{number}")) for number in range(6)))
    shown = rows(many, Row((LINK,)), Card((Block("y"),)), CHOOSE, ROLES, CHANNELS)
    assert [[one.get("custom_id") for one in row] for row in shown] == [
        ["0", "1", "2", "3", "4"],
        ["5"],
        [None],
        ["scope"],
        ["roles"],
    ]
    assert rows(Text("x"), Card((Block("y"),))) == []
    assert embeds.view(Page((Text("x"),))) is None


def message(**parts: Any) -> discord.Message:
    return cast("discord.Message", SimpleNamespace(**parts))


def display(content: str, id: int) -> discord.TextDisplay:
    return discord.TextDisplay(cast("Any", {"type": 10, "content": content, "id": id}))


def test_the_question_above_components_is_read_again() -> None:
    other, asked = display("-# no\nNo.", 5), display("-# Ann asks\nIs it\nopen?", layout.QUESTION)
    divider = discord.SeparatorComponent(cast("Any", {"type": 14, "id": layout.QUESTION}))
    assert layout.question_of(message(components=[divider, other, asked])) == "Is it\nopen?"
    assert layout.question_of(message(components=[other])) is None
    assert layout.question_of(message(components=[display("-# Ann asks", layout.QUESTION)])) is None
    assert layout.question_of(message(components=[])) is None


def test_the_question_above_embeds_is_read_again() -> None:
    def described(text: str | None) -> discord.Message:
        return message(embeds=[discord.Embed(description=text), discord.Embed(description="-# no\nNo.")])

    assert embeds.question_of(described("-# Ann asks\nIs it\nopen?")) == "Is it\nopen?"
    assert embeds.question_of(described("Ann\nIs it open?")) is None
    assert embeds.question_of(described("-# Ann asks")) is None
    assert embeds.question_of(described(None)) is None
    assert embeds.question_of(message(embeds=[])) is None
