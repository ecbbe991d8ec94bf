"""Names in any spelling."""

from dataclasses import replace

import pytest

from knowledge.errors import UnknownSource, UnknownSpeaker
from knowledge.model import Source, Speaker
from knowledge.people import People, find_source, named_source

SAM = Speaker("sam-altman", "Sam Altman", ("Sam", "山姆·奥特曼", "奥特曼"))
SURMAN = Speaker("mark-surman", "Mark Surman", ("Mark", "马克·苏尔曼", "Sermon"))
ZUCK = Speaker("mark-zuckerberg", "Mark Zuckerberg", ("Mark", "扎克伯格", "小扎"))


def source(id: str, *speakers: Speaker, title: str = "A Talk") -> Source:
    return Source(id, title, None, None, None, None, speakers)


@pytest.fixture
def people() -> People:
    return People([source("one", SAM, SURMAN), source("two", ZUCK)])


@pytest.mark.parametrize(
    "name",
    [
        "sam-altman",
        "Sam Altman",
        "SAM ALTMAN",
        "sam_altman",
        "Sam",
        "奥特曼",
        "奧特曼",
        "山姆・奥特曼",
        "Ｓａｍ",
        " sam ",
    ],
)
def test_a_speaker_is_found_by_id_name_and_alias_in_either_script_case_and_width(people: People, name: str) -> None:
    assert people.find(name).id == "sam-altman"


def test_a_name_that_two_people_share_names_both() -> None:
    with pytest.raises(UnknownSpeaker, match="Mark Surman or Mark Zuckerberg"):
        People([source("one", SURMAN, ZUCK)]).find("Mark")


@pytest.mark.parametrize(
    ("name", "nearest"), [("Altmann", "Sam Altman"), ("Zuckerburg", "Mark Zuckerberg"), ("苏尔", "Mark Surman")]
)
def test_an_unknown_name_suggests_the_nearest(people: People, name: str, nearest: str) -> None:
    with pytest.raises(UnknownSpeaker) as caught:
        people.find(name)
    assert caught.value.nearest[0] == nearest
    assert str(caught.value).startswith(f"No speaker here is called “{name}”. Did you mean {nearest}")


@pytest.mark.parametrize("name", ["", "xyzzy", "🎉"])
def test_a_name_that_is_near_to_none_suggests_none(people: People, name: str) -> None:
    with pytest.raises(UnknownSpeaker) as caught:
        people.find(name)
    assert caught.value.nearest == ()


def test_a_person_of_two_sources_is_one_with_all_their_names() -> None:
    (speaker,) = People([source("one", SAM), source("two", Speaker("sam-altman", "Samuel Altman"))]).all()
    assert (speaker.name, "Samuel Altman" in speaker.aliases, "奥特曼" in speaker.aliases) == ("Sam Altman", True, True)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("小扎怎么看开源?", ["mark-zuckerberg"]),
        ("What did Sam and Zuckerberg's Mark say?", ["mark-surman", "mark-zuckerberg", "sam-altman"]),
        ("Is this the same sample?", []),
        ("奧特曼說了什麼?", ["sam-altman"]),
    ],
)
def test_a_question_names_speakers_as_whole_words_in_any_spelling(
    people: People, question: str, ids: list[str]
) -> None:
    assert [speaker.id for speaker in people.named_in(question)] == ids


# ---- whom and what they speak of


NASA, LLAMA, MUSK = ("NASA", "美国宇航局"), ("Llama", "羊驼"), ("Elon Musk", "Musk", "马斯克", "老马")


@pytest.fixture
def mentioned() -> People:
    return People([replace(source("one", SAM), names=(NASA, LLAMA)), replace(source("two"), names=(MUSK, NASA))])


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What did NASA launch?", [NASA]),
        ("nasa?", [NASA]),
        ("美國宇航局發射了什麼?", [NASA]),
        ("Ｍｕｓｋ 怎么看 Llama?", [LLAMA, MUSK]),
        ("老马和马斯克是一个人吗", [MUSK]),
        ("What does elon-musk say?", [MUSK]),
        ("Llamas and musketeers", [LLAMA]),  # a plural is as good as a slip
        ("What did Sam Altman say?", []),
        ("NASAL muskets", []),
        ("", []),
    ],
)
def test_names_in_a_question_are_found_in_any_spelling_with_all_spellings(
    mentioned: People, question: str, found: list[tuple[str, ...]]
) -> None:
    assert list(mentioned.mentioned_in(question)) == found


def test_a_name_of_two_sources_is_found_once(mentioned: People) -> None:
    assert mentioned.mentioned_in("NASA, 美国宇航局") == (NASA,)


def test_who_is_only_spoken_of_is_no_speaker(mentioned: People) -> None:
    assert [speaker.id for speaker in mentioned.all()] == ["sam-altman"]
    assert mentioned.named_in("马斯克") == ()
    with pytest.raises(UnknownSpeaker):
        mentioned.find("Musk")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        *((name, True) for name in ("Musk", "musk", "Elon", "馬斯克", "Altman", "NASA")),
        *((name, False) for name in ("Mus", "马", "Xavier", "Elon Mus")),
    ],
)
def test_a_name_is_known_whole_or_by_a_word_of_it(mentioned: People, name: str, known: bool) -> None:
    assert mentioned.knows(name) == known


# ---- sources


def test_a_source_is_found_by_its_id_its_title_or_a_part_that_only_it_has() -> None:
    every = [source("talk-1", title="开源的未来"), source("talk-2", title="Closed Doors")]
    for name in ("talk-1", "开源的未来", "開源的未來", "未来"):
        assert find_source(every, name).id == "talk-1"


def test_who_changes_a_source_has_to_name_it_whole() -> None:
    every = [source("talk-1", title="On Doors"), source("talk-2", title="On Windows")]
    assert [named_source(every, name).id for name in ("talk-1", "On Doors", "on doors")] == ["talk-1"] * 3
    with pytest.raises(UnknownSource) as caught:
        named_source(every, "door")
    assert caught.value.nearest == ("On Doors",)


def test_an_unknown_source_suggests_the_nearest_titles() -> None:
    every = [source("talk-1", title="Open Doors"), source("talk-2", title="Closed Doors")]
    with pytest.raises(UnknownSource, match="Did you mean Open Doors or Closed Doors"):
        find_source(every, "doors")


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("奥特慢怎么看", "sam-altman"),  # the same sound
        ("扎克博格怎么看", "mark-zuckerberg"),
        ("紮克伯格怎麼看", "mark-zuckerberg"),
        ("what does altmann say", None),  # nobody here is called Altman alone
        ("what does sermoon say", "mark-surman"),  # a slip
        ("a serman", None),  # too unlike
    ],
)
def test_a_name_is_found_by_its_sound_and_with_a_slip(people: People, question: str, id: str | None) -> None:
    assert [speaker.id for speaker in people.named_in(question)] == ([id] if id else [])


@pytest.mark.parametrize("question", ["小闸门在哪里", "a german sermonizer", "the market", "奥特莱斯在哪里", "marc"])
def test_a_short_name_or_an_unlike_one_is_not(people: People, question: str) -> None:
    assert people.named_in(question) == ()


def test_a_name_of_nothing_but_marks_is_named_by_no_question() -> None:
    marks = replace(SAM, aliases=("·", " "))
    assert People([source("one", marks)]).named_in("what do they say about it?") == ()
