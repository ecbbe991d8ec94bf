"""Verbatim's own labelled transcripts."""

import pytest

from knowledge.errors import TranscriptError
from knowledge.model import Kind, Transcript
from knowledge.transcripts.labelled import read, recognises
from tests.knowledge.conftest import labelled


def voices(transcript: Transcript) -> list[tuple[str | None, str, str]]:
    return [(turn.speaker, turn.kind.value, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


def test_a_label_holds_until_the_next_one_also_inside_a_line() -> None:
    assert voices(read(labelled("[[ann-lee]] Open? [[bob-wu]] Open.\nAll of it.\n\n[[ann-lee]] Good."))) == [
        ("ann-lee", "speech", "Open?"),
        ("bob-wu", "speech", "Open.\nAll of it."),
        ("ann-lee", "speech", "Good."),
    ]


def test_a_quote_inside_narration_is_its_speakers_and_the_rest_is_the_authors() -> None:
    transcript = read(labelled("[[narration]] Wu said “[[quote: bob-wu]]closed[[narration]]”."))
    assert voices(transcript) == [
        (None, "narration", "Wu said “"),
        ("bob-wu", "quote", "closed"),
        (None, "narration", "”."),
    ]


@pytest.mark.parametrize(
    ("label", "kind"), [("ad", "ad"), ("skip", "boilerplate"), ("unknown", "speech"), ("narration", "narration")]
)
def test_labels_without_a_voice_credit_nobody(label: str, kind: str) -> None:
    assert voices(read(labelled(f"[[{label}]] Some words. [[ann-lee]] Mine.")))[0] == (None, kind, "Some words.")


@pytest.mark.parametrize(
    ("time", "milliseconds"), [("01:12", 72_000), ("1:02:03", 3_723_000), ("00:00:01.5", 1_500), ("90:00", 5_400_000)]
)
def test_a_label_may_say_when_its_words_begin(time: str, milliseconds: int) -> None:
    assert read(labelled(f"[[bob-wu {time}]] Open.")).turns[0].start_ms == milliseconds


def test_quotes_and_unknown_voices_may_have_times_too() -> None:
    transcript = read(labelled("[[quote: bob-wu 00:05]] Open. [[unknown 00:06]] Closed. [[ann-lee]] Hm."))
    assert [(turn.speaker, turn.kind, turn.start_ms) for turn in transcript.turns] == [
        ("bob-wu", Kind.QUOTE, 5_000),
        (None, Kind.SPEECH, 6_000),
        ("ann-lee", Kind.SPEECH, None),
    ]


@pytest.mark.parametrize("label", ["bob-wu ~0.83", "bob-wu 00:05 ~0.83", "bob-wu ~1.00"])
def test_how_sure_a_draft_is_of_a_label_is_passed_over(label: str) -> None:
    assert voices(read(labelled(f"[[{label}]] Open.")))[0][0] == "bob-wu"


def test_a_draft_is_warned_of_with_what_is_left_to_do() -> None:
    drafted = read("---\ntitle: T\ndraft: correct the labels\n---\n[[unknown]] Hi.\n")
    assert drafted.warnings == ("It is a draft: correct the labels",)


def test_a_label_that_names_no_participant_is_refused_with_its_line() -> None:
    with pytest.raises(TranscriptError, match=r"line 5: \[\[bob\]\] names nobody"):
        read("---\ntitle: T\n---\n[[unknown]] Hi.\n[[bob]] Who am I?\n")


def test_words_before_the_first_label_are_refused_with_their_line() -> None:
    with pytest.raises(TranscriptError, match="line 5 stands before the first"):
        read("---\ntitle: T\n---\n\nWho says this?\n[[unknown]] Me.\n")


def test_a_transcript_without_any_label_is_refused() -> None:
    with pytest.raises(TranscriptError):
        read(labelled("Nobody's words.\n"))


def test_a_transcript_with_nothing_under_its_labels_is_refused() -> None:
    with pytest.raises(TranscriptError, match="no text under any label"):
        read(labelled("[[ann-lee]]\n\n[[skip]] Heading\n"))


def test_broken_yaml_is_named_by_its_line_in_the_file() -> None:
    with pytest.raises(TranscriptError, match="line 3"):
        read("---\ntitle: T\nkind: a: b\n---\n[[unknown]] Hi.\n")


def test_a_front_matter_that_is_never_closed_says_so() -> None:
    with pytest.raises(TranscriptError, match="never closed"):
        read("---\ntitle: T\n[[unknown]] Hi.\n")


@pytest.mark.parametrize(
    ("front_matter", "named"),
    [
        ("language: en", "title"),
        ("title: T\ncolour: red", "colour"),
        ("title: T\nurl: example.org", "url"),
        ("title: T\nparticipants:\n  ann:\n    role: host", "participants.ann.name"),
        ("title: T\nparticipants:\n  ann:\n    name: Ann\n    aliases: Annie", "participants.ann.aliases"),
    ],
)
def test_a_wrong_front_matter_names_the_key(front_matter: str, named: str) -> None:
    with pytest.raises(TranscriptError, match=f"“{named}”"):
        read(f"---\n{front_matter}\n---\n[[unknown]] Hi.\n")


def named(names: str) -> str:
    """A transcript with this behind `names:`."""
    return f"---\ntitle: T\nnames:{names}\n---\n[[unknown]] Hi.\n"


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("\n  - [NASA, 美国宇航局]\n  - [Llama, 羊驼, LLaMA]", (("NASA", "美国宇航局"), ("Llama", "羊驼", "LLaMA"))),
        ("\n  -\n    - '2024'\n    - 二〇二四", (("2024", "二〇二四"),)),
        (" []", ()),
    ],
)
def test_those_who_are_spoken_of_are_named_in_all_spellings(names: str, found: tuple[tuple[str, ...], ...]) -> None:
    assert read(named(names)).names == found


def test_without_names_there_are_none() -> None:
    assert read(labelled("[[ann-lee]] Hi.")).names == ()


@pytest.mark.parametrize(
    "names",
    [
        " NASA",
        " [NASA, 美国宇航局]",
        "\n  - NASA",
        "\n  - [NASA]",
        "\n  - []",
        "\n  - [NASA, 美国宇航局]\n  - [Llama]",
        "\n  NASA: [美国宇航局]",
        "\n  - [NASA, [美国宇航局]]",
        "\n  - [NASA, '']",
        "\n  - [NASA, null]",
        "",
    ],
)
def test_names_of_another_shape_are_one_sentence_that_names_the_key(names: str) -> None:
    with pytest.raises(TranscriptError, match=r"“names[^”]*”[^\n]*$") as caught:
        read(named(names))
    assert "pydantic" not in str(caught.value)


@pytest.mark.parametrize("date", ["2024-02-31", "2024-13-01"])
def test_a_date_that_no_calendar_has_is_an_error_of_the_transcript(date: str) -> None:
    with pytest.raises(TranscriptError):
        read(f"---\ntitle: T\ndate: {date}\n---\n[[unknown]] Hi.\n")


@pytest.mark.parametrize("name", ["unknown", "narration", "ad", "skip"])
def test_a_participant_may_not_have_the_name_of_a_label_without_voice(name: str) -> None:
    with pytest.raises(TranscriptError, match=name):
        read(f"---\ntitle: T\nparticipants:\n  {name}:\n    name: Somebody\n---\n[[unknown]] Hi.\n")


def test_the_front_matter_says_what_it_is_and_who_is_in_it() -> None:
    transcript = read(labelled("[[ann-lee]] Hi."))
    assert (transcript.title, transcript.url) == ("The Example Podcast", "https://example.org/7")
    assert [(s.id, s.name, s.role, s.aliases) for s in transcript.speakers] == [
        ("ann-lee", "Ann Lee", "host", ("Ann", "安妮")),
        ("bob-wu", "Bob Wu", None, ("吴波",)),
    ]


def test_a_date_is_kept_as_it_is_written() -> None:
    assert read("---\ntitle: T\ndate: 2024-05-10\n---\n[[unknown]] Hi.\n").date == "2024-05-10"


def test_a_title_that_looks_like_a_number_is_a_title() -> None:
    assert read("---\ntitle: 2024\n---\n[[unknown]] Hi.\n").title == "2024"


def test_line_ends_of_windows_are_read_as_well_and_kept() -> None:
    transcript = read(labelled("[[ann-lee]] Hi.\n[[bob-wu]] One.\nTwo.\n").replace("\n", "\r\n"))
    assert voices(transcript) == [("ann-lee", "speech", "Hi."), ("bob-wu", "speech", "One.\r\nTwo.")]


def test_only_three_hyphens_on_the_first_line_are_a_front_matter() -> None:
    assert recognises("---\ntitle: T\n")
    assert recognises("--- \r\ntitle: T\r\n")
    assert not recognises("----\nAnn: Hi.\n")
    assert not recognises("Ann: Hi.\n---\n")


def test_a_front_matter_that_is_a_list_is_refused() -> None:
    with pytest.raises(TranscriptError, match="must consist of lines of the form “key: value”"):
        read("---\n- ann-lee\n- bob-wu\n---\n\n[[ann-lee]] Open.")
