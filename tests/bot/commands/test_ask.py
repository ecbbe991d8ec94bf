"""/ask as a member of a server sees it."""

import pytest

from tests.bot.conftest import QUESTION, Ingest, World, labels, shown_text
from tests.bot.limits import command_faults, is_menu
from tests.bot.reading import bold, read, seen

NEAREST, NOTHING = "weather of lawyers", "zebra migration in Kenya"


async def test_an_answer_repeats_the_question_and_quotes_up_to_three_passages(world: World) -> None:
    page = read((await world.alice.slash(world.channel, "ask", question=QUESTION)).response)
    assert (page.question, len(page.cards)) == (QUESTION, 3)


async def test_a_quote_has_its_exact_words_speaker_source_time_and_link(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="letter that nobody reads")
    assert read(result.response).cards[0].splitlines() == [
        "**1 · Bob Wu**",
        r"-# The \*Bold\* Talk · 0:00:40 · [go to the source](https://example.org/talk_%281%29)",
        "“A licence is a letter that nobody reads until the court opens it.”",
    ]


async def test_the_decisive_sentence_is_bold(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="weights published today")
    assert bold(read(result.response).cards[0])[1:] == [
        "Weights are published today under that licence for everyone with a wish to look inside before any trust"
    ]


async def test_a_question_is_deferred_before_the_library_is_asked(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    calls = [call for call in world.env.http_requests if "/interactions/" in call.path or "/webhooks/" in call.path]
    assert [(call.method, call.json.get("type")) for call in calls] == [("POST", 5), ("PATCH", None)]


@pytest.mark.parametrize("name", ["安妮", "ann", "Ann Lee", "ANN LEE"])
async def test_a_speaker_is_found_by_any_name(world: World, name: str) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION, speaker=name)
    assert {bold(card)[0].partition("· ")[2] for card in read(result.response).cards} == {"Ann Lee"}


async def test_a_source_narrows_the_answer(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION, source="talk")
    assert len(read(result.response).cards) == 3


async def test_a_question_that_nothing_answers_is_told_so(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="zebra migration in Kenya")
    assert "The transcripts do not answer this." in shown_text(result.response)
    assert labels(result.response) == []


async def test_what_is_nothing_near_shows_no_quotes_at_all(world: World) -> None:
    assert world.bot.libraries.shared.ask(NOTHING).quotes != ()
    result = await world.alice.slash(world.channel, "ask", question=NOTHING)
    page = read(result.response)
    assert (page.question, page.cards) == (NOTHING, ())
    assert "It may help to ask in other words, or to look at /sources for what is here." in shown_text(result.response)


async def test_the_nearest_passages_are_two_and_not_called_an_answer(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=NEAREST)
    page = read(result.response)
    assert len(world.bot.libraries.shared.ask(NEAREST, limit=10).quotes) > len(page.cards) == 2
    assert page.texts == ("**The transcripts do not answer this.**\nNearest passages, not an answer:",)
    assert labels(result.response) == ["Context 1", "Context 2"]


@pytest.mark.parametrize("question", [QUESTION, NEAREST, NOTHING])
async def test_a_mention_is_told_the_same_as_the_command(world: World, question: str) -> None:
    by_command = await world.alice.slash(world.channel, "ask", question=question)
    await world.alice.send(world.channel, f"{world.mention} {question}")
    assert shown_text(world.channel.last_message) == shown_text(by_command.response)


# ---- about the library itself


@pytest.mark.parametrize(
    ("question", "heading"),
    [("who is in here?", "Who is heard here"), ("这里有谁说过话？", "这里能听到谁"), ("這裡有誰？", "這裡能聽到誰")],
)
async def test_who_asks_for_the_people_is_shown_the_speakers(world: World, question: str, heading: str) -> None:
    page = read((await world.alice.slash(world.channel, "ask", question=question)).response)
    assert (page.question, page.texts) == (question, ())
    assert page.cards == (f"### {heading}\n**Ann Lee** · 安妮\n**Bob Wu** · 吴波",)


async def test_who_asks_for_the_pieces_is_shown_the_sources(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="what podcasts do you have?")
    by_command = (await world.alice.slash(world.channel, "sources")).response
    assert read(result.response).cards == read(by_command).cards
    assert r"**The \*Bold\* Talk**" in read(result.response).cards[0]
    assert labels(result.response) == []


async def test_a_mention_may_ask_for_the_people_as_well(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} who is in here?")
    assert "**Bob Wu** · 吴波" in shown_text(world.channel.last_message)


async def test_hundreds_of_speakers_are_listed_as_far_as_they_fit(world: World, ingest: Ingest) -> None:
    ingest(many="".join(f"Person {chr(65 + i // 26)}{chr(65 + i % 26)}: I speak too.\n" for i in range(400)))
    text = shown_text((await world.alice.slash(world.channel, "ask", question="who is in here?")).response)
    assert "… and" in text.splitlines()[-1]


# ---- what cannot be asked, and what is nasty


async def test_a_chinese_question_is_answered_in_chinese(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="红烧肉怎么做")
    assert "这些文字稿没有回答这个问题。" in shown_text(result.response)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"question": "  \u200b "}, "Please ask with at least one word."),
        ({"question": "x", "speaker": "Zed"}, "No speaker here is called “Zed”."),
        ({"question": "x", "source": "nothing"}, "No source here is called “nothing”."),
        ({"question": "x", "speaker": "@everyone ||a||"}, r"No speaker here is called “\@everyone \|\|a\|\|”."),
    ],
)
async def test_a_question_that_cannot_be_asked_is_answered_by_one_sentence(
    world: World, options: dict[str, str], sentence: str
) -> None:
    result = await world.alice.slash(world.channel, "ask", **options)
    assert result.response.content.startswith(sentence)
    assert len(world.env.errors) == 1


@pytest.mark.parametrize("name", ["*" * 6000, "😀" * 3000])
async def test_a_name_of_thousands_of_characters_is_still_answered(world: World, name: str) -> None:
    result = await world.alice.slash(world.channel, "ask", question="x", speaker=name)
    assert result.response.content.startswith("No speaker here is called")
    assert len(world.env.errors) == 1


NASTY = "@everyone @here <@1> <@&2> **b** ||s|| ```c``` # h\u202e\u2066 [a](https://b.c) <t:1:R> licence"


async def test_whatever_a_question_holds_is_shown_and_pings_nobody(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=NASTY)
    assert seen(read(result.response).question or "") == NASTY
    assert world.stored.ping_user_ids == []
    assert not world.stored.mention_everyone


@pytest.mark.parametrize("question", ["*" * 999 + "a", "a" + "_ " * 499, "字" * 1000])
async def test_the_longest_questions_are_answered(world: World, question: str) -> None:
    result = await world.alice.slash(world.channel, "ask", question=question)
    assert read(result.response).question


@pytest.mark.parametrize(("typed", "found"), [("吴", "bob"), ("WU", "bob"), ("安", "ann"), ("ann l", "ann")])
async def test_a_speaker_is_suggested_by_any_name_in_any_script(world: World, typed: str, found: str) -> None:
    choices = await world.alice.autocomplete(world.channel, "ask", "speaker", typed)
    assert [choice["value"] for choice in choices] == [found]


async def test_a_source_is_suggested_by_its_title(world: World) -> None:
    choices = await world.alice.autocomplete(world.channel, "ask", "source", "bold")
    assert choices == [{"name": "The *Bold* Talk", "value": "talk"}]


async def test_every_command_is_registered_within_limits_and_in_chinese(world: World) -> None:
    (commands,) = [call.json for call in world.env.http_requests if call.method == "PUT"]
    assert [fault for command in commands for fault in command_faults(command)] == []
    options = [option for command in commands for option in command.get("options", [])]
    assert all(
        {"zh-CN", "zh-TW"} <= one["description_localizations"].keys()
        for one in [*commands, *options]
        if not is_menu(one)
    )


async def test_no_command_is_missing(world: World) -> None:
    assert set(world.alice.available_commands(world.channel)) == {
        "ask", "quote", "compare", "verify", "timeline", "topics", "speakers", "sources", "help", "privacy",
        "forget-me",
    }  # fmt: skip
