"""What can be done in the menu of a message, as a member of a server sees it."""

from typing import Any

from tests.bot.conftest import QUESTION, World, shown_text
from tests.bot.reading import LAYOUT, read

FIND, CHECK = "Find quotes about this", "Did they really say this?"
NONE = "There are no words in this message that I could ask about."


async def chosen(world: World, menu: str, message: Any) -> Any:
    return (await world.alice.context_menu(world.channel, menu, message)).response


async def said(world: World, menu: str, content: str) -> Any:
    return await chosen(world, menu, await world.alice.send(world.channel, content))


async def test_quotes_about_a_message_are_those_of_its_words_for_who_asks_alone(world: World) -> None:
    response = await said(world, FIND, f"<@1> **{QUESTION}** https://example.org/x")
    asked = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert read(response).question == QUESTION
    assert shown_text(response) == shown_text(asked.response)
    assert response.ephemeral


async def test_a_message_is_held_against_what_was_said(world: World) -> None:
    response = await said(world, CHECK, "> A licence is a **letter** that nobody reads until the court opens it.")
    assert "**Yes: Bob Wu said these very words.**" in shown_text(response)
    assert response.ephemeral


async def test_a_name_on_the_line_below_is_who_is_said_to_have_said_it(world: World) -> None:
    response = await said(world, CHECK, "A licence is a letter that nobody reads until the court opens it.\n— Ann Lee")
    assert "**Not Ann Lee: Bob Wu said these very words.**" in shown_text(response)


async def test_a_long_message_is_verified_from_its_beginning_and_said_to_be(world: World) -> None:
    words = "A licence is a letter that nobody reads until the court opens it. " + "So it goes on and on. " * 60
    page = read(await said(world, CHECK, words))
    assert page.label == "Did they say this? Of this long message, only how it begins"


async def test_a_message_without_words_is_told_by_one_sentence(world: World) -> None:
    assert shown_text(await said(world, CHECK, "<@1> https://example.org/x")) == NONE
    assert shown_text(await said(world, FIND, "<@1>")) == NONE
    assert len(world.env.errors) == 2


async def test_the_bots_own_message_is_not_verified(world: World) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    shown = shown_text(await chosen(world, CHECK, answer.response))
    assert shown == "I wrote this message myself; every quote in it was compared with its transcript."
    assert len(world.env.errors) == 1


async def test_an_answer_of_the_bots_own_is_asked_again(world: World) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert read(await chosen(world, FIND, answer.response)).question == QUESTION


async def posted(world: World, menu: str, **message: Any) -> Any:
    """What comes of a menu on another bot's message that has no text of its own."""
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    world.env.backend.create_message(world.channel.id, robot.id, "", **message)
    return await chosen(world, menu, world.channel.last_message)


async def test_the_words_of_an_embed_are_its_title_its_description_and_its_fields(world: World) -> None:
    field = {"name": "not asked", "value": "between strangers", "inline": False}
    embed = {"type": "rich", "title": "Every licence of models", "description": "is a bet on trust", "fields": [field]}
    page = read(await posted(world, FIND, embeds=[{"type": "image", "url": "https://a.example"}, embed]))
    assert page.question == "Every licence of models\nis a bet on trust\nbetween strangers"


async def test_the_words_of_components_are_those_in_cards_and_sections_too(world: World) -> None:
    def text(words: str) -> dict[str, Any]:
        return {"type": 10, "content": words}

    image = {"type": 11, "media": {"url": "https://a.example/x.png"}}
    section = {"type": 9, "components": [text("is a bet on trust")], "accessory": image}
    card = {"type": 17, "components": [section, {"type": 14}, text("between strangers")]}
    page = read(await posted(world, FIND, components=[text("Every licence of models"), card], flags=LAYOUT))
    assert page.question == "Every licence of models\nis a bet on trust\nbetween strangers"
