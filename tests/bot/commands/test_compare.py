"""/compare as a member of a server sees it."""

from typing import Any

from tests.bot.conftest import Ingest, World, labels, shown_text
from tests.bot.reading import bold, read

TOPIC = "every licence of models is a bet on trust, or a licence for models without a clause on harm"


async def compared(world: World, first: str = "ann", second: str = "吴波", topic: str = TOPIC) -> Any:
    result = await world.alice.slash(world.channel, "compare", first=first, second=second, topic=topic)
    return result.response


async def test_two_positions_stand_side_by_side_with_as_many_quotes_each(world: World) -> None:
    cards = read(await compared(world)).cards
    assert [(bold(card)[0], card.count("“")) for card in cards] == [("1 · Ann Lee", 2), ("3 · Bob Wu", 2)]


async def test_each_side_has_only_words_of_its_own(world: World) -> None:
    ann, bob = read(await compared(world)).cards
    assert ["bet on trust" in ann, "clause on harm" in bob, "clause on harm" in ann] == [True, True, False]


async def test_the_topic_is_repeated_and_every_quote_has_a_button(world: World) -> None:
    response = await compared(world)
    assert read(response).question == TOPIC
    assert labels(response) == [f"Context {number}" for number in (1, 2, 3, 4)]


async def test_every_quote_names_its_source_its_time_and_its_link(world: World) -> None:
    ann, _ = read(await compared(world)).cards
    assert r"-# The \*Bold\* Talk · 0:00:30 · [go to the source](https://example.org/talk_%281%29)" in ann


async def test_a_side_that_never_spoke_on_it_says_so(world: World, ingest: Ingest) -> None:
    ingest(
        other="Eve: Bread is baked at night by those who love it.\nEve: Dough needs rest more than it needs hands.\n"
    )
    eve = read(await compared(world, second="Eve")).cards[1]
    assert eve == "**Eve**\nEve has not spoken on this in these transcripts."


async def test_one_person_cannot_be_compared_with_themselves(world: World) -> None:
    assert shown_text(await compared(world, "ann", "安妮")) == (
        "Please name two different people; both of these are Ann Lee."
    )


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
