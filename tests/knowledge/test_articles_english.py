"""English articles: a direct quotation is the person's whom its sentence names, and nobody's in doubt."""

import pytest

from tests.knowledge.reading import quoted

MEETING = "Ann Lee, the founder of Openlight, spoke in Geneva on Monday.\n"
TWO = "Ann Lee, the founder of Openlight, met Bob Wu, a lawyer, in Geneva.\n"
NO = "“Not at all, and I never did,”"

CREDITED = [
    ("{} said Ann Lee.", ["Ann Lee"]),
    ("{} Ann Lee said.", ["Ann Lee"]),
    ("{} Lee said.", ["Ann Lee"]),
    ("{} Lee says.", ["Ann Lee"]),
    ("{} said Lee, who was in Geneva at the time.", ["Ann Lee"]),
    ("{} Lee later told reporters.", ["Ann Lee"]),
    ("{} Lee told Reuters in an interview on Tuesday.", ["Ann Lee"]),
    ("{} Lee wrote on X.", ["Ann Lee"]),
    ("{} Lee posted on Mastodon.", ["Ann Lee"]),
    ("{} Lee, 42, explained.", ["Ann Lee"]),
    ("{} Lee, who grew up in Lagos, recalled.", ["Ann Lee"]),
    ("{} Openlight founder Ann Lee said.", ["Ann Lee"]),
    ("{} said Openlight's chief executive, Ann Lee.", ["Ann Lee"]),
    ("{} says Dr. Lee.", ["Ann Lee"]),
    ("{} according to Lee.", ["Ann Lee"]),
    ("{} she said.", ["Ann Lee"]),
    ("{} she added.", ["Ann Lee"]),
    ("Ann Lee said: “It is open.”", ["Ann Lee"]),
    ("Lee said, “It is open.”", ["Ann Lee"]),
    ("Lee, chief executive of Openlight, told Reuters: “It is open.”", ["Ann Lee"]),
    ("In a post on Friday, Lee wrote: “It is open.”", ["Ann Lee"]),
    ("But Lee also warned: “It is not open.”", ["Ann Lee"]),
    ("As Lee put it, “it is open, and it stays open.”", ["Ann Lee"]),
    ("According to Lee, “the whole of it is open, and it stays open.”", ["Ann Lee"]),
    ("Lee told the audience that “nobody has ever asked me for a key to it.”", ["Ann Lee"]),
    ("Lee welcomed the plan, adding: “It is open.”", ["Ann Lee"]),
    ("She added: “It is open.”", ["Ann Lee"]),
    ("“It is open,” Lee said, “and it stays open.”", ["Ann Lee", "Ann Lee"]),
    ("“It is open,” Lee said. “It stays open.”", ["Ann Lee", "Ann Lee"]),
    ("“Why not?” asked Lee. “It is open.”", ["Ann Lee", "Ann Lee"]),
    ("“Is it open?” Lee asked.", ["Ann Lee"]),
    ('"It is open," Lee said. "It stays open."', ["Ann Lee", "Ann Lee"]),
    ("‘It isn’t a “product” at all,’ said Lee. ‘It’s the developers’ own work.’", ["Ann Lee", "Ann Lee"]),
    ("Lee said: “It is open.\n“And it stays open.”", ["Ann Lee", "Ann Lee"]),
    ("Lee wrote:\n“It is open.”", ["Ann Lee"]),
    ("“It is open, and it stays open.” — Ann Lee", ["Ann Lee"]),
]
NOBODYS = [
    "{} a spokesman said.",
    "{} the company said.",
    "{} the report said.",
    "{} Openlight said in a statement.",
    "{} Hugging Face said.",
    "{} said the Linux Foundation.",
    "{} Lee’s lawyer said.",
    "{} said Lee's lawyer.",
    "{} said a spokeswoman for Lee.",
    "{} said a person close to Lee.",
    "{} the host asked Lee.",
    "{} a lawyer for Ann Lee said.",
    "{} Lee Industries said.",
    "{} said nobody.",
    "{} one engineer said, and Lee nodded.",
    "Lee was told: “It is open.”",
    "Lee was asked: “Is it open?”",
    "Lee never said: “It is open.”",
    "Lee did not say “it is open to anybody who would like it.”",
    "Critics would like Lee to say: “It is open.”",
    "Lee quoted the mayor as saying: “It is open.”",
    "Lee pointed to a sign on the wall: “No dogs allowed.”",
    "Lee read a book titled “How to Open Everything in Five Easy Steps.”",
    "Lee praised the “open” models of what she calls “the commons”.",
    "Lee called it “a huge mistake”.",
    "The “open” models are “free,” Lee noted in passing, for some.",
    "Openlight, a firm that Lee founded, said: “It is open.”",
    "“It is open.” That was the slogan. “It stays open.”",
    "“It is open” is what Lee said on Monday, and it was wrong.",
    "“It is open,” Lee and her colleague said.",
    "If Lee says: “It is open,” few will believe it.",
    "“It is open” and “It is shut” are the signs that Lee painted.",
]


@pytest.mark.parametrize(("case", "names"), CREDITED)
def test_words_between_marks_are_the_persons_whom_the_sentence_names(case: str, names: list[str]) -> None:
    assert [name for name, _ in quoted(MEETING + case.format(NO))] == names


@pytest.mark.parametrize("case", NOBODYS)
def test_words_between_marks_are_nobodys_where_the_sentence_names_no_person_as_speaking(case: str) -> None:
    assert quoted(MEETING + case.format(NO)) == []


@pytest.mark.parametrize(
    ("case", "names"),
    [
        ("{} said Wu.", ["Bob Wu"]),
        ("{} he said.", []),
        ("Wu disagreed. {} he said.", ["Bob Wu"]),
        ("Lee listened to Wu. {} he said.", []),
        ("Lee heard a spokesman for the firm. {} he said.", []),
        ("Lee told Wu: “It is open.”", ["Ann Lee"]),
        ("“It is open,” Lee told Wu.", ["Ann Lee"]),
        ("“It is open,” Lee said. “It is shut,” Wu replied.", ["Ann Lee", "Bob Wu"]),
        ("Lee said: “It is open.” Wu said: “It is shut.”", ["Ann Lee", "Bob Wu"]),
        ("“It is open,” Lee said. Wu disagreed. “It is shut.”", ["Ann Lee"]),
        ("“It is open,” said Lee and Wu.", []),
        ("Lee said that Wu had told her: “It is open.”", []),
        ("“It is open,” Lee said, pointing at Wu, “and it stays open.”", ["Ann Lee", "Ann Lee"]),
    ],
)
def test_of_two_people_only_the_one_who_is_said_to_speak_is_credited(case: str, names: list[str]) -> None:
    assert [name for name, _ in quoted(TWO + case.format(NO))] == names


def test_two_people_of_one_surname_are_told_apart_by_their_full_names_only() -> None:
    text = "Ann Lee, a founder, met Bruce Lee, a lawyer.\n“It is open,” Lee said.\n“It is shut,” Bruce Lee said.\n"
    assert quoted(text) == [("Bruce Lee", "It is shut,")]


@pytest.mark.parametrize(
    "text",
    [
        "“It is open,” said Sen. Ron Wyden of Oregon.",
        "“It is open,” Senator Ron Wyden said.",
        "Sen. Ron Wyden (D-Ore.) said: “It is open.”",
    ],
)
def test_an_office_is_no_part_of_a_name(text: str) -> None:
    assert quoted(text) == [("Ron Wyden", "It is open" + ("." if text.endswith("”") else ","))]


def test_the_words_are_what_stands_between_the_marks() -> None:
    assert quoted(MEETING + "“It is ‘open’,” Lee said, “for now.”") == [
        ("Ann Lee", "It is ‘open’,"),
        ("Ann Lee", "for now."),
    ]


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        ("“It is open.\n\n“It stays open,” Lee said.", [("Ann Lee", "It is open."), ("Ann Lee", "It stays open,")]),
        ("“It is open,” Lee said. “And on.\n\n“It stays open,” Wu said.", [("Ann Lee", "It is open,")]),
        (
            "“It is open,” Lee said. “And on.\n\nIt was late.\n\n“It stays open,” Wu said.",
            [("Ann Lee", "It is open,"), ("Bob Wu", "It stays open,")],
        ),
    ],
)
def test_a_quotation_of_several_paragraphs_is_that_of_the_one_named_and_nobodys_if_two_are_or_it_never_closes(
    paragraphs: str, said: list[tuple[str, str]]
) -> None:
    assert quoted(f"{TWO}“We are glad of it,” Lee said. “So are we,” Wu said.\n\n{paragraphs}\n")[2:] == said
