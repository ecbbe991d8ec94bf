"""Windows as they read among the words around them."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.excerpts import Excerpt
from knowledge.folding import simplified
from knowledge.model import Transcript
from knowledge.passages import split
from knowledge.sentences import width
from knowledge.surroundings import AFTER, BEFORE, TOGETHER, Surroundings, in_one_script
from knowledge.transcripts import labelled, plain
from knowledge.windows import windows
from tests.knowledge import conftest

ASKED = "What is it that you are building in Manila these days?"
LONG = "It stands by itself and has about as many letters as are needed to fill all of one window, or rather more so."
SENTENCES = st.lists(st.sampled_from(["好。", "我们开始吧。", "Yes.", LONG, "開源軟體是一種承諾。", "\n"]), min_size=1)
LABELS = st.sampled_from(["ann-lee", "bob-wu", "unknown", "narration", "ad", "skip"])


def excerpts(transcript: Transcript) -> list[Excerpt]:
    around = Surroundings(transcript)
    return [one for cut in split("talk", transcript) for one in around.excerpts(cut, "")]


def read(body: str) -> list[Excerpt]:
    return excerpts(labelled.read(conftest.labelled(body)))


def spans(found: list[Excerpt]) -> list[str]:
    return [one.text[begin:end] for one in found for begin, end in one.spans]


def test_an_answer_is_read_after_the_question_with_the_names_of_both() -> None:
    answer = read(f"[[ann-lee]] {ASKED} [[bob-wu]] A bridge.")[1]
    assert answer.text == f"Ann Lee: {ASKED}\nBob Wu: A bridge.\n"
    assert spans([answer]) == ["A bridge."]


def test_the_beginning_of_what_comes_next_is_read_with_it() -> None:
    assert "Because" in read("[[ann-lee]] Why? [[bob-wu]] Because it is there.")[0].text


def test_narration_and_what_is_written_is_read_by_itself() -> None:
    assert read(f"[[ann-lee]] {ASKED} [[narration]] He laughs.")[1].text == "He laughs."
    written = plain.read("First of all.\n\nThen the rest.\n", title="T")
    assert [one.text for one in excerpts(written)] == ["First of all.", "Then the rest."]


def test_what_somebody_unknown_says_in_a_conversation_is_read_with_what_was_said_before() -> None:
    assert ASKED in read(f"[[ann-lee]] {ASKED} [[unknown]] A bridge.")[1].text


def test_no_word_of_an_advertisement_is_read_with_anything() -> None:
    found = read("[[ann-lee]] Hello. [[ad]] Mattresses. [[skip]] Heading. [[bob-wu]] Welcome.")
    assert all("Mattresses" not in one.text and "Heading" not in one.text for one in found)
    assert "Hello" in found[-1].text


def test_words_are_not_cut_where_surroundings_begin_and_end() -> None:
    said = " ".join(f"gallop{number}" for number in range(100))
    found = read(f"[[ann-lee]] {said}. [[bob-wu]] A bridge. [[ann-lee]] {said}.")
    bridge = next(one for one in found if "A bridge." in spans([one]))
    whole = set(said.replace(".", "").split())
    assert {word.strip(".") for word in bridge.text.split() if word.startswith("gallop")} <= whole


@given(st.lists(st.tuples(LABELS, SENTENCES), min_size=1, max_size=8))
def test_of_any_conversation_every_window_is_read_once_in_order_and_not_much_more_with_it(
    turns: list[tuple[str, list[str]]],
) -> None:
    turns = [("ann-lee", ["Hello."]), *turns]
    transcript = labelled.read(conftest.labelled("".join(f"\n[[{who}]] {''.join(said)}" for who, said in turns)))
    found, around = [], Surroundings(transcript)
    for cut in split("talk", transcript):
        words = transcript.text[cut.start : cut.end]
        parts = list(around.excerpts(cut, ""))
        found += parts
        assert spans(parts) == [words[begin:end] for begin, end in windows(words)]
    for one in found:
        first, last = one.spans[0][0], max(end for _, end in one.spans)
        assert width(one.text[:first]) <= BEFORE + 1e-6
        assert width(one.text[last:]) <= AFTER + 1e-6
        assert len(one.spans) == 1 or width(one.text[first:last]) <= TOGETHER + 1e-6


@given(st.lists(st.sampled_from(["開源", "头发", "頭髮", "後面", "皇后", "licence ", "。", "\n"]), min_size=2))
def test_in_one_script_spans_are_where_the_same_words_stand(parts: list[str]) -> None:
    text = "".join(parts)
    middle = len(parts[0])
    excerpt = Excerpt("開源", text, ((0, middle), (middle, len(text))))
    folded = in_one_script(excerpt)
    assert spans([folded]) == [simplified(part) for part in spans([excerpt])]
    assert folded.about == "开源"
