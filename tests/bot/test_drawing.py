"""Quotes and comparisons as pictures, with their buttons."""

from typing import Any

import pytest

from tests.bot.conftest import Ingest, World, labels, shown_text
from tests.bot.reading import MEDIA, components, read, walk


def alt(response: Any) -> str:
    (gallery,) = [one for one in walk(components(response)) if one["type"] == MEDIA]
    return str(gallery["items"][0]["description"])


async def test_a_quote_card_is_a_picture_whose_description_has_the_words(world: World) -> None:
    response = (await world.alice.slash(world.channel, "quote", speaker="bob", style="card")).response
    (file,) = response.attachments
    assert file.filename == "quote.png"
    assert alt(response).startswith("“")
    assert "Bob Wu" in alt(response)
    assert labels(response) == ["Context", "Another"]


async def test_another_quote_under_a_card_is_a_card(world: World) -> None:
    response = (await world.alice.slash(world.channel, "quote", style="card")).response
    another = (await world.alice.click(response, label="Another")).response
    assert alt(another) != alt(response)


async def test_a_quote_that_cannot_be_drawn_is_sent_as_text(world: World, ingest: Ingest) -> None:
    ingest(runes="Eve: Everybody should believe in the sign \U000e0fff of a better world for all.\n")
    response = (await world.alice.slash(world.channel, "quote", speaker="eve", style="card")).response
    assert "Everybody should believe" in read(response).cards[0]
    assert list(response.attachments) == []


@pytest.mark.parametrize("topic", ["every licence of models is a bet on trust"])
async def test_a_comparison_card_shows_both_sides(world: World, topic: str) -> None:
    result = await world.alice.slash(world.channel, "compare", first="ann", second="bob", topic=topic, style="card")
    assert result.response.attachments[0].filename == "comparison.png"
    assert "Ann Lee" in alt(result.response)
    assert "Bob Wu" in alt(result.response)


async def test_a_comparison_of_people_who_have_not_spoken_on_it_is_not_drawn(world: World) -> None:
    options = {"first": "ann", "second": "bob", "topic": "zebra migration in Kenya", "style": "card"}
    response = (await world.alice.slash(world.channel, "compare", **options)).response
    assert list(response.attachments) == []
    assert "Ann Lee has not spoken on this in these transcripts." in shown_text(response)
