"""/verify as a member of a server sees it: a story for each verdict."""

import pytest

from tests.bot.conftest import Ingest, World, labels, shown_text
from tests.bot.reading import bold, read

MIXED = """---
title: Mixed
participants:
  ann: {name: Ann Lee}
---
[[ann]] The harbour has to stay open for all of the small boats.
[[ad]] Buy the softest mattress of the whole northern coast.
[[narration]] The map was printed in the winter of 1999.
[[unknown]] Somebody should frame that chart and hang it up.
"""


async def verified(world: World, text: str, **options: str) -> str:
    return shown_text((await world.alice.slash(world.channel, "verify", text=text, **options)).response)


async def test_these_very_words_are_told_with_who_where_and_their_sentence(world: World) -> None:
    result = await world.alice.slash(world.channel, "verify", text="“a letter that nobody reads” — Bob Wu")
    page = read(result.response)
    assert (page.label, page.question) == ("Did they say this?", "“a letter that nobody reads” — Bob Wu")
    assert page.cards[0] == "**Yes: Bob Wu said these very words.**"
    assert page.cards[1].startswith("**Bob Wu**\n")
    assert bold(page.cards[1])[1:] == ["a letter that nobody reads"]
    assert page.labels == ("Context", "Wrong speaker?")


async def test_every_difference_is_marked_and_told_in_words(world: World) -> None:
    text = await verified(world, "A licence is a promise that nobody reads until the judge opens it")
    assert "**Not quite: Bob Wu said nearly these words; the differences are below.**" in text
    assert "**A licence is a** __letter__ **that nobody reads until the** __court__ **opens it**" in text
    assert "A licence is a ~~promise~~ that nobody reads until the ~~judge~~ opens it" in text
    assert text.endswith(
        "- “~~promise~~” stands in place of “**letter**”\n- “~~judge~~” stands in place of “**court**”"
    )


async def test_words_that_were_left_out_and_put_in_are_told(world: World) -> None:
    text = await verified(world, "I would sign a licence for good models without a clause on harm", speaker="bob")
    assert "“**never**” was left out" in text
    assert "“~~good~~” is not there" in text


async def test_what_an_ellipsis_leaves_out_is_shown(world: World) -> None:
    text = await verified(world, "I would never sign a licence […] without a clause on harm")
    assert "**Yes: Bob Wu said these very words, with something between them.**" in text
    assert "the ellipsis stands for “**for models**”" in text


async def test_words_of_another_are_not_those_of_who_was_named(world: World) -> None:
    text = await verified(world, "a letter that nobody reads until the court opens it", speaker="Ann Lee")
    assert "**Not Ann Lee: Bob Wu said these very words.**" in text


async def test_a_name_that_nobody_here_has_is_said_to_be_unknown(world: World) -> None:
    text = await verified(world, "“A licence is a letter that nobody reads” — Zed *Zoo")
    assert r"**Not Zed \*Zoo: Bob Wu said these very words.**" in text
    assert r"No speaker here is called “Zed \*Zoo”." in text


async def test_words_that_are_not_there_are_not_found_and_what_is_near_is_called_so(world: World) -> None:
    text = await verified(world, "The licence of models shall be a prison of all developers")
    assert "**These words were not found in the transcripts.**" in text
    assert ("**Closest in meaning, not these words**" in text) is ("“" in text)


async def test_nothing_found_of_a_speaker_names_them(world: World) -> None:
    text = await verified(world, "zebras migrate through the whole of Kenya every spring", speaker="安妮")
    assert "**These words were not found among what Ann Lee said.**" in text


@pytest.mark.parametrize(
    ("words", "sentence", "who"),
    [
        ("the softest mattress of the whole northern coast", "stand in a sponsor read.", "Sponsor read"),
        ("The map was printed in the winter of 1999", "stand in the narration.", "Narration"),
        ("frame that chart and hang it up", "without a known speaker.", "Speaker unknown"),
    ],
)
async def test_words_that_are_nobodys_are_credited_to_nobody(
    world: World, ingest: Ingest, words: str, sentence: str, who: str
) -> None:
    ingest(mixed=MIXED)
    page = read((await world.alice.slash(world.channel, "verify", text=words)).response)
    assert page.cards[0].endswith(f"{sentence}**")
    assert page.cards[1].startswith(f"**{who}**")
    assert bool(page.labels) is (who != "Sponsor read")


async def test_words_that_several_said_in_turn_are_nobodys_quotation(world: World) -> None:
    text = await verified(world, "a bet on trust between strangers. A licence is a letter that nobody reads")
    assert "**Not one person's words: these very words stand here, but several people said them in turn.**" in text
    assert "**Ann Lee**" in text
    assert "**Bob Wu**" in text


async def test_words_in_many_places_are_shown_three_times_and_the_rest_counted(world: World, ingest: Ingest) -> None:
    ingest(**{f"copy{n}": MIXED.replace("Mixed", f"Mixed {n}") for n in range(5)})
    result = await world.alice.slash(world.channel, "verify", text="The harbour has to stay open for all")
    page = read(result.response)
    assert (len(page.cards), page.texts) == (4, ("-# And 2 more places.",))
    assert labels(result.response) == ["Context 1", "Context 2", "Context 3"]


async def test_the_context_of_a_verified_quote_is_shown(world: World) -> None:
    result = await world.alice.slash(world.channel, "verify", text="a letter that nobody reads until the court")
    context = await world.alice.click(result.response, label="Context")
    assert "two lawyers" in shown_text(context.response)


async def test_a_chinese_claim_is_answered_in_chinese(world: World, ingest: Ingest) -> None:
    ingest(zh="陈红：我们不会把这张地图卖给任何一家公司。\n李明：好的，我知道了。\n")
    text = await verified(world, "我们会把这张地图卖给任何一家公司")
    assert "**不完全对：陈红说过相近的话，不同之处见下。**" in text
    assert "漏掉了“**不**”" in text


async def test_too_few_words_are_told_so(world: World) -> None:
    assert "too" in await verified(world, "the map")
    assert len(world.env.errors) == 1


async def test_a_claim_that_is_all_markup_is_shown_as_it_is_and_pings_nobody(world: World) -> None:
    await verified(world, "@everyone **licence** ||is|| ~~a~~ __letter__ `that` <@1> nobody reads until")
    assert world.stored.ping_user_ids == []
    assert not world.stored.mention_everyone


async def test_a_verification_is_deferred_first(world: World) -> None:
    await verified(world, "a letter that nobody reads")
    assert world.acknowledgements() == [5]
