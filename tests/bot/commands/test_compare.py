"""/compare as a member of a server sees it."""

from typing import Any

import pytest

from tests.bot.conftest import Ingest, World, labels, shown_text
from tests.bot.reading import bold, read

TOPIC = "every licence of models is a bet on trust, or a licence for models without a clause on harm"


async def compared(world: World, first: str = "ann", second: str = "吴波", topic: str = TOPIC) -> Any:
    result = await world.alice.slash(world.channel, "compare", first=first, second=second, topic=topic)
    return result.response


async def test_two_positions_face_each_other_each_in_its_own_words(world: World) -> None:
    cards = read(await compared(world)).cards
    said = [(bold(card)[0].rpartition("· ")[2], card) for card in cards]
    assert {name for name, _ in said} == {"Ann Lee", "Bob Wu"}
    assert not [card for name, card in said if name == "Ann Lee" and "Bob" not in card and "clause on harm" in card]


async def test_the_topic_is_repeated_and_every_quote_has_a_button(world: World) -> None:
    response = await compared(world)
    assert (read(response).question, read(response).label) == (TOPIC, "Compared on · Ann Lee · Bob Wu")
    count = "".join(read(response).cards).count("“")
    assert labels(response) == [f"Context {number}" for number in range(1, count + 1)]
    assert count >= 2


async def test_every_quote_names_its_source_its_time_and_its_link(world: World) -> None:
    words = shown_text(await compared(world))
    assert r"-# The \*Bold\* Talk · 0:00:30 · [go to the source](https://example.org/talk_%281%29)" in words


async def test_a_side_that_never_spoke_on_it_says_so(world: World, ingest: Ingest) -> None:
    ingest(
        other="Eve: Bread is baked at night by those who love it.\nEve: Dough needs rest more than it needs hands.\n"
    )
    page = read(await compared(world, second="Eve"))
    assert page.texts == ("Eve has not spoken on this in these transcripts.",)
    assert not [card for card in page.cards if bold(card)[0].endswith("Eve")]


async def test_up_to_four_people_are_compared(world: World, ingest: Ingest) -> None:
    ingest(other="Eve: A licence of models is bread to me.\nZoe: Every licence of models is a song to me.\n")
    result = await world.alice.slash(
        world.channel, "compare", first="ann", second="bob", third="eve", fourth="zoe", topic="licence of models"
    )
    page = read(result.response)
    assert page.label == "Compared on · Ann Lee · Bob Wu · Eve · Zoe"
    assert all(name in page.words for name in ("Ann Lee", "Bob Wu", "Eve", "Zoe"))


async def test_one_person_is_compared_in_two_transcripts(world: World, ingest: Ingest) -> None:
    ingest(
        later="---\ntitle: Later\ndate: 2025-03-01\nparticipants:\n  ann: {name: Ann Lee}\n---\n"
        "[[ann]] I no longer believe that a licence of models without caps is any promise at all.\n"
    )
    result = await world.alice.slash(
        world.channel, "compare", first="ann", topic="licence of models", then="talk", now="later"
    )
    page = read(result.response)
    assert (page.label or "").endswith(r"Ann Lee (The \*Bold\* Talk) · Ann Lee (Later, 1 March 2025)")
    assert "I no longer believe" in page.words


@pytest.mark.parametrize("options", [{}, {"then": "talk"}, {"second": "bob", "then": "talk", "now": "talk"}])
async def test_who_names_too_few_or_mixes_both_ways_is_told_how(world: World, options: dict[str, str]) -> None:
    result = await world.alice.slash(world.channel, "compare", first="ann", topic="licence", **options)
    assert shown_text(result.response).startswith("Please name two to four people; or one person and two transcripts")
    assert len(world.env.errors) == 1


async def test_one_person_cannot_be_compared_with_themselves(world: World) -> None:
    said = shown_text(await compared(world, "ann", "Ann Lee"))
    assert said == "Please name different people; two of these are Ann Lee."
    assert len(world.env.errors) == 1


async def test_an_unknown_side_is_told_by_one_sentence(world: World) -> None:
    assert shown_text(await compared(world, second="Zed")) == "No speaker here is called “Zed”."
    assert len(world.env.errors) == 1


async def test_a_comparison_is_deferred_first_and_pings_nobody(world: World) -> None:
    await compared(world, topic="licence @everyone")
    assert world.acknowledgements() == [5]
    assert not world.stored.mention_everyone


async def test_both_sides_are_suggested(world: World) -> None:
    for option in ("first", "second"):
        choices = await world.alice.autocomplete(world.channel, "compare", option, "an")
        assert [choice["value"] for choice in choices] == ["ann"]
