"""What a follow-up asks by the question before it, with the people of the shipped transcripts."""

import pytest

from knowledge.followups import FollowUp, carried
from knowledge.library import Library
from knowledge.model import Source
from knowledge.people import People
from knowledge.transcripts import read
from tests.knowledge.conftest import SEEDS, Tell, labelled
from tests.knowledge.followup_cases import FIRST, FURTHER, Case


@pytest.fixture(scope="module")
def people() -> People:
    every = [(path.stem, read(path)) for path in sorted(SEEDS.glob("*.txt"))]
    return People(Source(id, one.title, None, None, None, None, one.speakers, one.names) for id, one in every)


@pytest.mark.parametrize("case", FIRST + FURTHER, ids=lambda case: f"{case.before} {case.follow_up}")
def test_a_follow_up_asks_what_a_listener_would_take_it_to_ask(people: People, case: Case) -> None:
    expected = FollowUp(case.question, case.speaker, True) if case.question else FollowUp(case.follow_up)
    assert carried(case.follow_up, case.before, people, asked_of=case.asked_of) == expected


def test_a_follow_up_of_a_question_about_the_library_itself_is_asked_by_itself(people: People) -> None:
    assert carried("and Altman?", "Who is in here?", people) == FollowUp("and Altman?")


def test_a_word_that_is_much_like_a_name_is_none(people: People) -> None:
    before = "What does Altman think about religion?"
    assert carried("what about sermons?", before, people) == FollowUp("what about sermons?")


def test_a_misspelt_name_is_taken_for_the_speaker_and_put_right(people: People) -> None:
    expected = FollowUp("What does Mark Zuckerberg think about religion?", None, True)
    assert carried("what about Zuckerburg?", "What does Altman think about religion?", people) == expected
    expected = FollowUp("扎克怎么看开源?", None, True)
    assert carried("那扎克博格呢?", "奥特曼怎么看开源?", people) == expected


@pytest.mark.parametrize(
    ("follow_up", "before"),
    [
        ("Altman or Zuckerberg?", "What does Emad think about regulation?"),
        ("and Altman?", "What does Altman think about regulation?"),
        ("那奥特曼呢？", "奥特曼怎么看监管？"),
        ("what does he think?", "Does Altman want regulation?"),
        ("is he right about it?", "What does Altman think about Zuckerberg?"),
    ],
)
def test_of_whom_or_of_what_it_is_asked_must_be_plain(people: People, follow_up: str, before: str) -> None:
    assert carried(follow_up, before, people) == FollowUp(follow_up)


def test_another_s_view_of_what_befell_somebody_is_asked_and_not_what_befell_them(people: People) -> None:
    before = "What happened to Sam Altman at OpenAI?"
    assert carried("what does Zuckerberg think?", before, people) == FollowUp(before, "mark-zuckerberg", True)


def test_a_misspelt_name_in_the_question_before_is_not_replaced(people: People) -> None:
    before = "What does Zuckerburg think about religion?"
    assert carried("what about Altman?", before, people) == FollowUp("what about Altman?")
    assert carried("and China?", before, people) == FollowUp("and China?")


def test_a_question_before_that_is_very_long_is_not_asked_again(people: People) -> None:
    assert carried("why?", "What of it? " * 50, people) == FollowUp("why?")


@pytest.mark.parametrize("before", ["", "?", "🎉", "那", "and"])
@pytest.mark.parametrize("follow_up", ["", "?", "and", "呢", "他", "why", "那呢", "Altman", "🎉", "and ?", "对，"])
def test_whatever_is_typed_gives_something_to_ask(people: People, follow_up: str, before: str) -> None:
    found = carried(follow_up, before, people)
    assert found.question.strip() if found.is_carried else found == FollowUp(follow_up)


def test_a_library_knows_whom_its_follow_ups_name(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ann-lee]] Caps are a promise.\n[[bob-wu]] Caps are a threat.\n"))
    followed = library.follow_up("那吴波呢", "What does Ann Lee say about caps?")
    assert followed == FollowUp("What does Bob Wu say about caps?", None, True)


@pytest.mark.parametrize(
    ("before", "follow_up"),
    [
        ("What does Altman think about religion?", "and Zuckerberg or Mostaque?"),
        ("What does Altman think about religion?", "and Altman?"),
        ("What does Altman think about religion?", "and him?"),
        ("Who trusts Altman more than Zuckerberg?", "why does he?"),
    ],
)
def test_where_it_is_not_clear_who_is_meant_it_is_asked_by_itself(people: People, before: str, follow_up: str) -> None:
    assert carried(follow_up, before, people) == FollowUp(follow_up)


def test_a_view_of_somebody_who_was_only_spoken_of_is_asked_of_who_is_named_now(people: People) -> None:
    before = "Is Altman somebody whom people trust?"
    (zuckerberg,) = people.named_in("Zuckerberg")
    assert carried("what does Zuckerberg think?", before, people) == FollowUp(before, zuckerberg.id, True)
