"""/quote as a member of a server sees it."""

from knowledge.library import Library
from tests.bot.conftest import World, labels, shown_text


async def drawn(world: World, **options: str) -> str:
    return shown_text((await world.alice.slash(world.channel, "quote", **options)).response)


async def test_a_quote_has_a_button_for_its_context_and_one_for_another(world: World) -> None:
    result = await world.alice.slash(world.channel, "quote")
    assert labels(result.response) == ["Context", "Another"]


async def test_no_quote_comes_twice_in_a_channel_until_all_were_seen(world: World, library: Library) -> None:
    count = len(list(library.random_quotes()))
    assert len({await drawn(world) for _ in range(count)}) == count > 2


async def test_after_all_were_seen_it_begins_anew_with_another_than_the_last(world: World, library: Library) -> None:
    seen = [await drawn(world) for _ in [*library.random_quotes(), "and one"]]
    assert seen[-1] in seen[:-2]


async def test_another_channel_has_a_round_of_its_own(world: World, library: Library) -> None:
    first = {await drawn(world) for _ in library.random_quotes()}
    elsewhere = world.guild.create_text_channel("elsewhere")
    assert shown_text((await world.alice.slash(elsewhere, "quote")).response) in first


async def test_a_quote_is_of_the_speaker_asked_for(world: World) -> None:
    assert "Bob Wu" in await drawn(world, speaker="吴波")


async def test_a_quote_is_on_the_topic_asked_for(world: World) -> None:
    assert "licence" in await drawn(world, topic=" licence of models is a bet on trust between strangers ")


async def test_a_topic_of_which_nobody_spoke_has_no_quote(world: World) -> None:
    assert await drawn(world, topic="zebra") == "There is nothing here that is worth quoting by itself."


async def test_a_chinese_topic_is_answered_in_chinese(world: World) -> None:
    assert await drawn(world, topic="斑马") == "这里没有适合单独引用的话。"


async def test_a_topic_of_rare_characters_has_no_button_that_discord_would_refuse(world: World) -> None:
    result = await world.alice.slash(world.channel, "quote", topic="letter nobody reads " + "𠀀" * 40)
    assert result.response is not None


async def test_an_unknown_speaker_is_told_by_one_sentence(world: World) -> None:
    assert await drawn(world, speaker="Zed") == "No speaker here is called “Zed”."
    assert len(world.env.errors) == 1


async def test_a_draw_is_deferred_first_and_pings_nobody(world: World) -> None:
    await drawn(world)
    assert world.acknowledgements() == [5]
    assert world.stored.ping_user_ids == []


async def test_a_speaker_is_suggested(world: World) -> None:
    choices = await world.alice.autocomplete(world.channel, "quote", "speaker", "波")
    assert [choice["name"] for choice in choices] == ["Bob Wu"]
