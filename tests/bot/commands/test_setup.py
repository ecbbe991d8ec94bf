"""/setup as those who manage a server use it, as components and as embeds."""

from collections.abc import Sequence
from typing import Any

import discord
import pytest

from bot.client import VerbatimBot
from bot.i18n import CATALOGUE
from bot.page import Choose, ChooseOf
from bot.pages.settings import HOW, RIGHTS, Seen, settings_page
from bot.sending import Style
from bot.state import Place, Scope, ServerSettings, State
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from tests.bot.commands.test_library import VTT, add, dry_run, mona
from tests.bot.conftest import QUESTION, World, shown_text, told
from tests.bot.reading import LAYOUT, MENUS, components, walk
from tests.bot.test_pages import wrong

__all__ = ["mona"]


@pytest.fixture(params=Style)
def simcord_bot(libraries: Libraries, state: State, feedback: Feedback, request: pytest.FixtureRequest) -> VerbatimBot:
    return VerbatimBot(libraries, state, feedback, request.param)


def menus(response: Any) -> dict[str, dict[str, Any]]:
    """The menus of a message by the last part of their ids."""
    found = [one for one in walk(components(response)) if one["type"] in MENUS]
    return {one["custom_id"].rpartition(":")[2]: dict(one) for one in found}


def chosen(response: Any) -> dict[str, Sequence[str]]:
    """What each menu of a message shows as chosen."""
    return {
        name: [one["value"] for one in menu.get("options") or () if one.get("default")]
        + [str(one["id"]) for one in menu.get("default_values") or ()]
        for name, menu in menus(response).items()
    }


async def opened(world: World, mona: Any) -> Any:
    return (await mona.slash(world.channel, "setup")).response


async def choose(world: World, mona: Any, name: str, *values: Any) -> Any:
    shown = await opened(world, mona)
    return await mona.select(shown, list(values), custom_id=f"verbatim:set:{name}")


def settings(world: World) -> ServerSettings:
    return world.bot.state.servers.of(str(world.guild.id))


@pytest.fixture
def keeper(world: World) -> Any:
    """A member with a role to which Discord allows /library, and of which /setup knows nothing yet."""
    role = world.guild.create_role("keepers")
    made = world.guild.add_member(world.env.create_user("kim"), roles=[role])
    command = world.env.backend.find_command("library", world.guild.id, type=1)
    world.guild.set_command_permissions(int(command["id"]), {role: True})
    return made


async def test_who_does_not_manage_the_server_does_not_see_it(world: World, mona: Any) -> None:
    assert "setup" in mona.available_commands(world.channel)
    assert "setup" not in world.alice.available_commands(world.channel)


async def test_it_shows_five_menus_with_what_is_so_to_who_asked_alone(world: World, mona: Any) -> None:
    shown = await mona.slash(world.channel, "setup")
    assert shown.ephemeral
    assert chosen(shown.response) == {
        "channels": [],
        "how": ["thread-sure"],
        "language": ["own"],
        "scope": ["all"],
        "keepers": [],
    }


async def test_channels_are_chosen_and_stay_chosen(world: World, mona: Any) -> None:
    forum, news = world.guild.create_forum_channel("questions"), world.guild.create_news_channel("news")
    changed = await choose(world, mona, "channels", forum, news, world.channel)
    assert settings(world).channels == {forum.id, news.id, world.channel.id}
    assert sorted(chosen(changed.response)["channels"]) == sorted(map(str, (forum.id, news.id, world.channel.id)))
    await choose(world, mona, "channels")
    assert settings(world).channels == frozenset()


@pytest.mark.parametrize(
    ("value", "place", "sure"),
    [
        ("thread", Place.THREAD, False),
        ("channel-sure", Place.CHANNEL, True),
        ("channel", Place.CHANNEL, False),
        ("thread-sure", Place.THREAD, True),
    ],
)
async def test_where_and_when_is_one_choice(world: World, mona: Any, value: str, place: Place, sure: bool) -> None:
    changed = await choose(world, mona, "how", value)
    assert (settings(world).place, settings(world).only_when_sure) == (place, sure)
    assert chosen(changed.response)["how"] == [value]


async def test_a_servers_language_is_that_of_what_everybody_sees(world: World, mona: Any) -> None:
    changed = await choose(world, mona, "language", "zh-TW")
    assert chosen(changed.response)["language"] == ["zh-TW"]
    answer = await world.alice.slash(world.channel, "ask", question="quantum gravity in pastry")
    assert "文字稿" in shown_text(answer.response)
    await world.alice.send(world.channel, f"{world.mention} quantum gravity in pastry")
    assert "文字稿" in shown_text(world.channel.last_message)
    await choose(world, mona, "language", "own")
    assert settings(world).language is None


async def test_the_script_of_a_question_tells_more_than_the_servers_language(world: World, mona: Any) -> None:
    await choose(world, mona, "language", "en")
    answer = await world.alice.slash(world.channel, "ask", question="酥皮里的量子引力怎么说")
    assert "文字稿" in shown_text(answer.response)


async def test_the_transcripts_for_all_are_hidden_here_as_by_library_shared(world: World, mona: Any) -> None:
    await choose(world, mona, "scope", "own")
    assert not world.bot.state.sees_shared(str(world.guild.id))
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert "The transcripts do not answer this." in shown_text(answer.response)
    await mona.slash(world.channel, "library shared", shown=True)
    assert settings(world).scope is Scope.ALL
    assert chosen(await opened(world, mona))["scope"] == ["all"]


async def test_one_setting_leaves_the_others_as_they_are(world: World, mona: Any) -> None:
    await choose(world, mona, "channels", world.channel)
    await choose(world, mona, "how", "channel")
    await choose(world, mona, "language", "en")
    await choose(world, mona, "scope", "own")
    assert settings(world) == ServerSettings(frozenset({world.channel.id}), Place.CHANNEL, False, "en", Scope.OWN)


@pytest.mark.parametrize(("name", "values"), [("how", ["channel"]), ("language", ["en"]), ("scope", ["own"])])
async def test_a_menu_is_of_no_use_to_who_does_not_manage_the_server(
    world: World, mona: Any, name: str, values: list[str]
) -> None:
    refused = await world.alice.select(await copied(world, mona), values, custom_id=f"verbatim:set:{name}")
    assert shown_text(refused.response) == "Only those who may manage this server can do that."
    assert settings(world) == ServerSettings()


async def test_menus_of_channels_and_roles_are_of_no_use_to_them_either(world: World, mona: Any) -> None:
    role = world.guild.create_role("friends")
    for name, value in (("channels", world.channel), ("keepers", role)):
        refused = await world.alice.select(await copied(world, mona), [value], custom_id=f"verbatim:set:{name}")
        assert shown_text(refused.response) == "Only those who may manage this server can do that."
    assert settings(world) == ServerSettings()


async def copied(world: World, mona: Any) -> Any:
    """The settings as a message that everybody sees, as nobody sends it."""
    shown = await opened(world, mona)
    flags = LAYOUT if world.bot.style is Style.COMPONENTS else 0
    world.env.backend.create_message(
        world.channel.id, world.env.backend.bot_user.id, "", components=components(shown), flags=flags
    )
    return world.channel.last_message


async def test_who_may_no_longer_manage_the_server_is_refused(world: World, mona: Any) -> None:
    shown = await opened(world, mona)
    world.env.backend.get_guild(world.guild.id).members[mona.id].role_ids.clear()
    refused = await mona.select(shown, ["channel"], custom_id="verbatim:set:how")
    assert shown_text(refused.response) == "Only those who may manage this server can do that."
    assert settings(world) == ServerSettings()


async def test_menus_work_after_a_restart(
    world: World, mona: Any, libraries: Libraries, state: State, feedback: Feedback
) -> None:
    shown = await opened(world, mona)
    await world.env.restart_bot(VerbatimBot(libraries, state, feedback, world.bot.style))
    role = world.guild.create_role("friends")
    for name, value in (("channels", world.channel), ("keepers", role), ("how", "thread"), ("scope", "own")):
        await mona.select(shown, [value], custom_id=f"verbatim:set:{name}")
    assert settings(world) == ServerSettings(
        frozenset({world.channel.id}), only_when_sure=False, scope=Scope.OWN, keepers=frozenset({role.id})
    )


async def test_it_says_whether_it_may_read_messages(
    world: World, mona: Any, libraries: Libraries, state: State, feedback: Feedback
) -> None:
    assert "⚠ I cannot read messages that do not mention me" in shown_text(await opened(world, mona))
    await world.env.restart_bot(VerbatimBot(libraries, state, feedback, world.bot.style, message_content=True))
    assert "✅ I can read messages that do not mention me" in shown_text(await opened(world, mona))


async def test_it_names_what_it_lacks_in_each_channel(world: World, mona: Any) -> None:
    everyone, writes = world.guild.default_role, discord.PermissionOverwrite
    mute = world.guild.create_text_channel(
        "mute", overwrites={everyone: writes(create_public_threads=False, attach_files=False)}
    )
    hidden = {everyone: writes(view_channel=False), mona: writes(view_channel=True)}
    dark = world.guild.create_text_channel("dark", overwrites=hidden)
    text = shown_text((await choose(world, mona, "channels", mute, dark)).response)
    assert f"⚠ <#{mute.id}>: I lack Attach Files and Create Public Threads." in text
    assert f"⚠ <#{dark.id}>: I lack View Channel." in text


async def test_where_nothing_is_lacking_it_says_so(world: World, mona: Any) -> None:
    assert "No community channels are chosen." in shown_text(await opened(world, mona))
    text = shown_text((await choose(world, mona, "channels", world.channel)).response)
    assert "✅ I have all permissions that I need in the chosen channels." in text


async def test_what_is_gone_from_the_server_is_not_shown_as_chosen(world: World, mona: Any) -> None:
    gone = frozenset({4, world.channel.id})
    world.bot.state.servers.set(str(world.guild.id), ServerSettings(channels=gone, keepers=gone))
    shown = chosen(await opened(world, mona))
    assert (shown["channels"], shown["keepers"]) == ([str(world.channel.id)], [])


async def test_where_no_role_is_chosen_whoever_discord_lets_may_add_transcripts(world: World, keeper: Any) -> None:
    assert "**talk** · added" in shown_text(await add(world, keeper, ("talk.vtt", VTT)))


async def test_where_roles_are_chosen_only_these_may_add_transcripts(world: World, mona: Any, keeper: Any) -> None:
    await choose(world, mona, "keepers", world.guild.create_role("others"))
    refused = await keeper.slash(world.channel, "library list")
    sentence = "Only those who manage this server, and roles chosen in /setup, can do that."
    assert shown_text(refused.response) == sentence
    assert len(world.env.errors) == 1
    await choose(world, mona, "keepers", world.guild.roles["keepers"])
    assert "**talk** · added" in shown_text(await add(world, keeper, ("talk.vtt", VTT)))
    shown = await dry_run(world, keeper, ("more.vtt", VTT))
    await choose(world, mona, "keepers", world.guild.roles["others"])
    for label in ("Add", "Name the speakers", "Cancel"):
        late = await keeper.click(shown.response, label=label)
        assert sentence in (shown_text(late.response) if label == "Name the speakers" else told(late))


async def test_what_a_server_chose_is_forgotten_when_the_bot_leaves_it(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    await choose(world, mona, "scope", "own")
    await dry_run(world, mona, ("more.vtt", VTT))
    world.env.backend.remove_guild(world.guild.id)
    await world.env.settle()
    assert settings(world) == ServerSettings()
    folder = world.bot.libraries.folder(str(world.guild.id))
    assert not (folder / "incoming").exists()
    assert (folder / "catalogue.sqlite3").exists()


@pytest.mark.parametrize("language", CATALOGUE)
@pytest.mark.parametrize("how", HOW.values())
def test_as_many_channels_as_can_be_chosen_and_no_rights_at_all_are_within_limits(
    language: str, how: tuple[Place, bool]
) -> None:
    many = frozenset(range(10**18, 10**18 + 25))
    lacks = tuple((id, tuple(RIGHTS)) for id in many)
    page = settings_page(Seen(ServerSettings(many, *how, language, Scope.OWN, many), lacks, False), language)
    assert wrong(page) == []
    assert len([part for part in page.parts if isinstance(part, Choose | ChooseOf)]) == 5


@pytest.mark.parametrize("name", ["how", "scope"])
async def test_what_stands_in_no_menu_is_not_chosen(world: World, mona: Any, name: str) -> None:
    options = [{"label": "All", "value": "everything"}]
    menu = {"type": 3, "custom_id": f"verbatim:set:{name}", "options": options}
    row = {"type": 1, "components": [menu]}
    world.env.backend.create_message(world.channel.id, world.env.backend.bot_user.id, "old", components=[row])
    refused = await mona.select(world.channel.last_message, ["everything"])
    assert shown_text(refused.response) == "This is not to be chosen here; please open the page again."
    assert settings(world) == ServerSettings()
