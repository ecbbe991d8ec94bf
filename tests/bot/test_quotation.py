"""Quotes in Markdown: exactly what stands where, for each kind of words, and how what is too long is shortened."""

from dataclasses import replace

import pytest

from bot import quotation
from bot.i18n import ENGLISH, say
from bot.limits import units
from bot.page import Press
from bot.quotation import (
    NAME,
    fitted,
    from_word_to_word,
    link,
    marks,
    names,
    one_line,
    place_line,
    question_line,
    quote_block,
    quote_link,
    said,
    speaker_label,
    speaker_name,
    voice,
    written_units,
)
from knowledge.model import Kind, Passage, Quote, Source, Speaker, SpokenTurn, Turn
from knowledge.standing import Extract

ANN = Speaker("ann", "Ann Lee")
TEXT = "Openness is a promise. Closed *models* are safer for a while. Nobody knows which of them will win."
SOURCE = Source("talk", "The Talk", None, None, None, "https://a.b/c", (ANN,))
PASSAGE = Passage("id", SOURCE, ANN, Kind.SPEECH, 0, 100, 100 + len(TEXT), 7, 7, TEXT, 61_000)
WHOLE = Quote(PASSAGE, 0, len(TEXT))
FIRST, SECOND, THIRD = (0, 22), (23, 61), (62, len(TEXT))
PRESS = Press("More", "more")
OPEN = say(ENGLISH, "open")
PLACE = f"-# The Talk · 0:01:01 · [{OPEN}](https://a.b/c)"


def sort(kind: Kind, speaker: Speaker | None = ANN) -> Quote:
    return replace(WHOLE, passage=replace(PASSAGE, kind=kind, speaker=speaker))


def test_the_texts_above_are_sentences() -> None:
    assert [TEXT[a:b] for a, b in (FIRST, SECOND, THIRD)] == [
        "Openness is a promise.",
        "Closed *models* are safer for a while.",
        "Nobody knows which of them will win.",
    ]


def test_a_block_has_the_speaker_the_place_the_words_and_the_button() -> None:
    block = quote_block(WHOLE, 1600, ENGLISH, button=PRESS)
    assert block.head == f"**Ann Lee**\n{PLACE}"
    assert block.body == f"“{TEXT.replace('*', chr(92) + '*')}”"
    assert block.button is PRESS
    assert block.said[0].name == "Ann Lee"


def test_a_block_may_be_numbered() -> None:
    assert quote_block(WHOLE, 1600, ENGLISH, number=1).head == f"**1 · Ann Lee**\n{PLACE}"
    assert quote_block(WHOLE, 1600, ENGLISH).button is None


@pytest.mark.parametrize("number", [0, 12])
def test_a_block_is_within_its_room_or_as_short_as_can_be(number: int) -> None:
    for room in (*range(40, 300), 1600):
        block = quote_block(WHOLE, room, ENGLISH, number=number)
        taken = units(block.head) + 1 + units(block.body)
        shortest = str(said(fitted(WHOLE, 0), WHOLE, ENGLISH))
        assert taken <= room or block.body == shortest
        name = one_line("Ann Lee", min(NAME, room // 8))
        assert name in block.head
        assert block.said[0].name == name


def test_the_words_have_the_room_that_name_and_place_leave_them() -> None:
    for room in range(70, 260):
        left = room - units("**Ann Lee**") - units(place_line(WHOLE, ENGLISH, room)) - 2
        assert quote_block(WHOLE, room, ENGLISH).body == str(said(fitted(WHOLE, left), WHOLE, ENGLISH))


def test_a_block_is_in_the_language_of_its_reader() -> None:
    untimed = replace(PASSAGE, kind=Kind.AD, start_ms=None)
    head = quote_block(replace(WHOLE, passage=untimed), 1600, "zh-CN").head
    assert head.startswith(f"**{say('zh-CN', 'ad')}**\n")
    assert f" · {say('zh-CN', 'line', line=7)} · [{say('zh-CN', 'open')}]" in head


def test_a_block_takes_all_the_room_that_it_is_given() -> None:
    whole = quote_block(WHOLE, 1600, ENGLISH)
    room = units(whole.head) + units(whole.body) + 1
    # At this room the name and the title are still whole, and so is the quote; with one unit less it is clipped.
    assert quote_block(WHOLE, room + 1, ENGLISH).body == whole.body
    assert quote_block(WHOLE, room - 1, ENGLISH).body.endswith("…")


def test_a_long_name_is_cut_to_an_eighth_of_the_room_and_never_beyond_its_own_limit() -> None:
    long = replace(WHOLE, passage=replace(PASSAGE, speaker=Speaker("x", "n" * 300)))
    assert quote_block(long, 320, ENGLISH).head.startswith(f"**{'n' * 39}…**\n")
    assert quote_block(long, 4000, ENGLISH).head.startswith(f"**{'n' * 79}…**\n")
    assert quote_block(long, 4000, ENGLISH).said[0].name == "n" * 79 + "…"


def test_what_is_clipped_has_an_ellipsis_outside_of_its_marks_where_it_was() -> None:
    assert str(said(Quote(PASSAGE, *FIRST), WHOLE, ENGLISH)) == "“Openness is a promise.”…"
    assert str(said(Quote(PASSAGE, *THIRD), WHOLE, ENGLISH)) == "…“Nobody knows which of them will win.”"
    assert str(said(Quote(PASSAGE, *SECOND), WHOLE, ENGLISH)) == r"…“Closed \*models\* are safer for a while.”…"


def test_whole_sentences_of_a_passage_have_no_ellipsis_but_parts_of_sentences_have() -> None:
    second = Quote(PASSAGE, *SECOND)
    assert str(said(second, second, ENGLISH)) == r"“Closed \*models\* are safer for a while.”"
    for begin, end, before, after in ((0, 8, "", "…"), (9, 22, "…", ""), (9, 30, "…", "…")):
        part = Quote(PASSAGE, begin, end)
        opening, closing = said(part, part, ENGLISH).opening, said(part, part, ENGLISH).closing
        assert (opening, closing) == (f"{before}“", f"”{after}")


def test_a_passage_begins_and_ends_whole_also_where_no_sentence_does() -> None:
    blank = replace(PASSAGE, text=" Open it. Now ", end=114)
    whole = Quote(blank, 0, 14)
    assert str(said(whole, whole, ENGLISH)) == "“ Open it. Now ”"


def test_the_decisive_sentence_is_bold_from_word_to_word_unless_it_is_all() -> None:
    decided = replace(WHOLE, decisive=SECOND)
    shown = said(decided, decided, ENGLISH).words
    assert r"**Closed \*models\* are safer for a while**." in shown
    later = Quote(PASSAGE, SECOND[0], len(TEXT), SECOND)
    assert said(later, later, ENGLISH).words.startswith(r"**Closed \*models\* are safer for a while**. Nobody")
    alone = Quote(PASSAGE, *SECOND, SECOND)
    assert "**" not in said(alone, alone, ENGLISH).words


def test_what_is_between_the_marks_tells_where_it_is_from() -> None:
    part = said(Quote(PASSAGE, *SECOND), WHOLE, ENGLISH)
    assert part.extract == Extract("talk", 123, 161, "Ann Lee", Kind.SPEECH, "id")
    assert part.instead == say(ENGLISH, "withheld")
    nobody = said(sort(Kind.SPEECH, None), sort(Kind.SPEECH, None), ENGLISH)
    assert (nobody.name, nobody.extract.speaker) == ("", None)
    assert said(WHOLE, WHOLE, ENGLISH, 4).name == "Ann…"


def test_text_that_turns_direction_is_framed_inside_its_marks() -> None:
    turning = replace(PASSAGE, text="\u202eopen\u202c. More words.")
    shown = said(Quote(turning, 0, 7), Quote(turning, 0, 7), ENGLISH)
    assert (shown.opening, shown.words, shown.closing) == ("“\u2068", "\u202eopen\u202c.", "\u2069”")


def test_what_is_fitted_is_as_long_as_the_room_lets_it() -> None:
    exact = units(str(said(WHOLE, WHOLE, ENGLISH)))
    assert fitted(WHOLE, exact) == WHOLE
    less = fitted(WHOLE, exact - 1)
    assert less != WHOLE
    assert units(str(said(less, WHOLE, ENGLISH))) <= exact - 1
    assert fitted(WHOLE, 0) == fitted(WHOLE, 2) == WHOLE.clip(2)


def test_what_is_fitted_is_within_the_room() -> None:
    for room in range(2, 110):
        shown = fitted(replace(WHOLE, decisive=SECOND), room)
        assert units(str(said(shown, WHOLE, ENGLISH))) <= room or len(shown.text) <= max(2, room // 2)


def test_marks_and_names_by_kind() -> None:
    kinds = {kind: (marks(sort(kind)), speaker_name(sort(kind), ENGLISH)) for kind in Kind}
    assert kinds == {
        Kind.SPEECH: (("“", "”"), "Ann Lee"),
        Kind.QUOTE: (("“", "”"), say(ENGLISH, "quoted", name="Ann Lee")),
        Kind.NARRATION: (("", ""), say(ENGLISH, "narration")),
        Kind.AD: (("“", "”"), say(ENGLISH, "ad")),
        Kind.BOILERPLATE: (("“", "”"), "Ann Lee"),
    }
    assert "Ann Lee" in kinds[Kind.QUOTE][1]
    assert len({name for _, name in kinds.values()}) == 4  # of five
    assert speaker_name(sort(Kind.SPEECH, None), ENGLISH) == say(ENGLISH, "unknown")
    assert speaker_name(WHOLE, ENGLISH, 4) == "Ann…"
    assert speaker_name(WHOLE, "zh-CN") == "Ann Lee"
    assert speaker_name(sort(Kind.AD), "zh-CN") == say("zh-CN", "ad") != say(ENGLISH, "ad")


def test_a_turn_is_called_by_its_speaker_or_by_what_it_is() -> None:
    def turn(kind: Kind, speaker: Speaker | None) -> SpokenTurn:
        return SpokenTurn(Turn(0, speaker.id if speaker else None, kind, 0, 3), speaker, "abc", 1, 1)

    assert voice(turn(Kind.SPEECH, ANN), ENGLISH) == "Ann Lee"
    assert voice(turn(Kind.SPEECH, None), ENGLISH) == say(ENGLISH, "unknown")
    assert voice(turn(Kind.AD, ANN), ENGLISH) == say(ENGLISH, "ad")
    assert voice(turn(Kind.NARRATION, ANN), ENGLISH) == say(ENGLISH, "narration")
    assert voice(turn(Kind.SPEECH, None), "zh-CN") == say("zh-CN", "unknown") != say(ENGLISH, "unknown")
    assert voice(turn(Kind.AD, None), "zh-CN") == say("zh-CN", "ad")
    assert voice(turn(Kind.NARRATION, None), "zh-CN") == say("zh-CN", "narration")


def test_a_label_is_one_line_within_the_limit() -> None:
    assert speaker_label(Speaker("x", " Ann \n *Lee* ")) == r"Ann \*Lee\*"
    assert speaker_label(Speaker("x", "n" * 300)) == "n" * 79 + "…"


def test_the_place_has_title_position_and_link() -> None:
    assert place_line(WHOLE, ENGLISH) == PLACE
    no_link = replace(WHOLE, passage=replace(PASSAGE, source=replace(SOURCE, url=None)))
    assert place_line(no_link, ENGLISH) == "-# The Talk · 0:01:01"
    long = replace(WHOLE, passage=replace(PASSAGE, source=replace(SOURCE, title="t" * 200, url=None)))
    assert place_line(long, ENGLISH) == f"-# {'t' * 119}… · 0:01:01"
    assert place_line(long, ENGLISH, 400) == f"-# {'t' * 49}… · 0:01:01"
    assert place_line(long, "zh-CN").startswith("-# ttt")


def test_a_link_that_takes_a_third_of_the_room_is_left_out() -> None:
    shown = units(quote_link(WHOLE, ENGLISH))
    assert place_line(WHOLE, ENGLISH, 3 * shown + 3).endswith("(https://a.b/c)")
    assert "https" not in place_line(WHOLE, ENGLISH, 3 * shown + 2)


def test_a_link_leads_to_the_time_and_has_a_length() -> None:
    timed = replace(WHOLE, passage=replace(PASSAGE, source=replace(SOURCE, url="https://youtu.be/x")))
    assert quote_link(timed, ENGLISH) == f"[{OPEN}](https://youtu.be/x?t=61s)"
    assert quote_link(timed, "zh-CN") == f"[{say('zh-CN', 'open')}](https://youtu.be/x?t=61s)"
    assert link("open", timed.passage.source) == "[open](https://youtu.be/x)"
    assert link("open", replace(SOURCE, url=None)) == ""
    longest = "https://a.b/" + "x" * (400 - len("[open](https://a.b/)"))
    assert link("open", replace(SOURCE, url=longest)) == f"[open]({longest})"
    assert link("open", replace(SOURCE, url=longest + "x")) == ""


def test_a_question_is_shown_whole_or_to_the_end_of_a_sentence() -> None:
    assert question_line(f"  {TEXT} ", 200) == TEXT.replace("*", r"\*")
    exact = units(TEXT.replace("*", r"\*"))
    assert question_line(TEXT, exact) == TEXT.replace("*", r"\*")
    assert question_line(TEXT, exact - 1) == r"Openness is a promise. Closed \*models\* are safer for a while.…"
    assert question_line(TEXT, 30) == "Openness is a promise.…"
    assert question_line("****", 1) == question_line("****", 2) == "\\*…"


def test_a_question_is_within_its_room() -> None:
    assert all(units(question_line(TEXT, room)) <= room for room in range(4, 120))


def test_of_many_names_the_first_eight_are_told() -> None:
    assert names([f"n{number}" for number in range(8)], ENGLISH) == "n0, n1, n2, n3, n4, n5, n6, n7"
    assert names([f"n{number}" for number in range(9)], ENGLISH) == "n0, n1, n2, n3, n4, n5, n6, n7…"
    assert names(["n" * 300], ENGLISH) == "n" * 79 + "…"
    assert names(["a", "b"], "zh-CN") != names(["a", "b"], ENGLISH)


def test_the_words_of_a_span_are_what_is_bold() -> None:
    assert from_word_to_word("“Yes,” he.", (0, 6)) == (1, 4)
    assert from_word_to_word("...", (0, 3)) == (0, 3)
    assert from_word_to_word("abc", (1, 2)) == (1, 2)


def test_units_are_of_all_parts() -> None:
    assert written_units(("ab", said(WHOLE, WHOLE, ENGLISH))) == 2 + units(str(said(WHOLE, WHOLE, ENGLISH)))
    assert quotation.TITLE == 120
