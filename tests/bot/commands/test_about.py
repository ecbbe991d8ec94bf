"""/speakers, /sources, /help and /privacy as a member of a server sees them."""

import pytest

from tests.bot.conftest import Ingest, World, shown_text


@pytest.mark.parametrize("name", ["speakers", "sources", "help", "privacy"])
async def test_a_page_is_deferred_and_seen_only_by_who_asks(world: World, name: str) -> None:
    result = await world.alice.slash(world.channel, name)
    assert result.ephemeral
    assert world.acknowledgements() == [5]


async def test_speakers_are_listed_with_their_other_names(world: World) -> None:
    text = shown_text((await world.alice.slash(world.channel, "speakers")).response)
    assert "**Ann Lee** · 安妮\n**Bob Wu** · 吴波" in text


async def test_sources_are_listed_with_their_link_and_who_is_heard(world: World) -> None:
    text = shown_text((await world.alice.slash(world.channel, "sources")).response)
    assert r"**The \*Bold\* Talk** · [go to the source](https://example.org/talk_%281%29)" in text
    assert text.endswith("Ann Lee, Bob Wu")


async def test_help_names_every_command(world: World) -> None:
    text = shown_text((await world.alice.slash(world.channel, "help")).response)
    assert [name for name in world.alice.available_commands(world.channel) if f"/{name}" not in text] == ["help"]


async def test_privacy_says_that_questions_are_not_stored(world: World) -> None:
    assert "written neither to the disk nor to the log" in shown_text(
        (await world.alice.slash(world.channel, "privacy")).response
    )


async def test_hundreds_of_speakers_are_listed_as_far_as_they_fit(world: World, ingest: Ingest) -> None:
    ingest(many="".join(f"Person {chr(65 + i // 26)}{chr(65 + i % 26)}: I speak too.\n" for i in range(400)))
    text = shown_text((await world.alice.slash(world.channel, "speakers")).response)
    assert "… and" in text.splitlines()[-1]
