"""Questions with known answers: read, asked of a library whose words are known, and scored."""

import json
from collections.abc import Callable
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from knowledge.encoder import Vectors
from knowledge.errors import QuestionError
from knowledge.evaluation.questions import Examination, Gold, Question, Spoken, places, rank, read
from knowledge.evaluation.timing import TimedEncoder
from knowledge.library import Library
from knowledge.model import Kind, Passage, Quote, Source
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import SEEDS, Tell, labelled

ZEBRAS, SNOW, CAPS = (
    "Zebras gallop over the savannah.",
    "Volcanoes erupt under the snow.",
    "Caps on a licence are a promise.",
)
TALK = f"[[ann-lee]] {ZEBRAS}\n[[bob-wu]] {SNOW}\n[[ad]] Buy a mattress for zebras.\n[[ann-lee]] {CAPS}\n"
ROW: dict[str, Any] = {
    "id": "q1",
    "lang": "en",
    "type": "fact",
    "question": "Who gallops?",
    "speaker_filter": None,
    "gold": [{"doc": "talk", "quote": ZEBRAS, "grade": 2}, {"doc": "talk", "quote": SNOW, "grade": 1}],
}


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows, or lines as they are, to a file."""

    def write(*rows: dict[str, Any] | str) -> Path:
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        (tmp_path / "q.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path / "q.jsonl"

    return write


def asking(kind: str, text: str, *gold: Gold, speakers: tuple[str, ...] = (), language: str = "en") -> Question:
    return Question("q", language, kind, text, speakers, gold)


def answer(words: str, speaker: str | None = None) -> Gold:
    return Gold("talk", words, direct=True, speaker=speaker)


# ---- reading


def test_a_row_is_read_with_the_words_that_answer_and_those_that_only_support(file: Callable[..., Path]) -> None:
    (question,) = read(file(ROW))
    assert (question.id, question.language, question.kind, question.speakers) == ("q1", "en", "fact", ())
    assert question.gold == (Gold("talk", ZEBRAS, True, None), Gold("talk", SNOW, False, None))


def test_the_speaker_asked_is_one_and_the_sides_of_a_comparison_are_two(file: Callable[..., Path]) -> None:
    gold = [{"doc": "talk", "quote": SNOW, "grade": 2, "speaker": "bob-wu"}]
    rows = [{**ROW, "speaker_filter": "ann-lee"}, {**ROW, "speakers": ["ann-lee", "bob-wu"], "gold": gold}]
    one, two = read(file(*rows))
    assert (one.speakers, two.speakers) == (("ann-lee",), ("ann-lee", "bob-wu"))
    assert two.gold[0].speaker == "bob-wu"


def test_empty_lines_are_passed_over(file: Callable[..., Path]) -> None:
    assert len(read(file(ROW, "", "  ", ROW, ""))) == 2
    assert read(file("")) == []


@pytest.mark.parametrize(
    "row",
    [
        "not json",
        "{",
        "null and void",
        *({key: value for key, value in ROW.items() if key != left_out} for left_out in ("id", "lang", "type", "gold")),
        {**ROW, "gold": None},
        {**ROW, "gold": [{"doc": "talk"}]},
        {**ROW, "gold": ["words"]},
    ],
)
def test_a_row_of_another_form_is_one_sentence_that_names_the_file(file: Callable[..., Path], row: Any) -> None:
    with pytest.raises(QuestionError, match=r"q\.jsonl does not hold questions of the form that seeds/questions"):
        read(file(ROW, row))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.jsonl", tmp_path):
        with pytest.raises(QuestionError, match=f"{path.name} cannot be read: "):
            read(path)


@pytest.mark.parametrize("path", sorted((SEEDS / "questions").glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_words_that_answer_a_shipped_question_stand_in_the_shipped_transcripts(
    path: Path, library: Library
) -> None:
    list(library.ingest([SEEDS]))
    spoken = Spoken(library)
    direct = [gold for question in read(path) for gold in question.gold if gold.direct]
    assert [gold.words for gold in direct if not spoken.places(gold)] == []


# ---- where an answer stands


def test_words_stand_where_they_are_said_whatever_the_white_space_and_the_labels(library: Library, tell: Tell) -> None:
    tell(talk=labelled("[[ann-lee]] Open\n source is [[bob-wu]] a  choice."), other="Cid: Open source.\n")
    text = library._held.catalogue.text("talk")
    found = Spoken(library).places(answer("source\tis a choice."))
    assert {id for id, _ in found} == {"talk"}
    assert "".join(text[offset] for _, offset in sorted(found)) == "sourceisachoice."


def test_a_source_is_named_by_how_its_id_begins_and_words_may_stand_nowhere(library: Library, tell: Tell) -> None:
    tell(talk_one="Ann: Open.\n", talk_two="Ann: Open.\n", walk="Ann: Open.\n")
    spoken = Spoken(library)
    assert {id for id, _ in spoken.places(answer("Open."))} == {"talk-one", "talk-two"}
    assert spoken.places(answer("Closed.")) == frozenset()


def test_every_character_of_a_sponsor_read_is_known(library: Library, tell: Tell) -> None:
    tell(talk=labelled(TALK))
    text = library._held.catalogue.text("talk")
    assert "".join(text[offset] for _, offset in sorted(Spoken(library).sponsored)) == "Buy a mattress for zebras."


# ---- ranks


def spanning(begin: int, end: int, source: str = "talk") -> Quote:
    passage = Passage(
        "p", Source(source, "T", None, None, None, None, ()), None, Kind.SPEECH, 0, 100, 200, 1, 1, "x" * 100
    )
    return Quote(passage, begin, end)


TEN = frozenset(("talk", offset) for offset in range(110, 120))


@pytest.mark.parametrize(("end", "place"), [(14, 1), (13, 0), (20, 1), (100, 1), (5, 0)])
def test_a_quote_answers_from_two_fifths_of_the_words_on(end: int, place: int) -> None:
    assert rank([spanning(0, end)], [TEN]) == place


def test_the_place_is_that_of_the_first_quote_that_holds_any_answer() -> None:
    other = frozenset(("talk", offset) for offset in range(150, 160))
    quotes = [spanning(0, 5), spanning(30, 40), spanning(48, 58), spanning(8, 20)]
    assert (rank(quotes, [TEN]), rank(quotes, [TEN, other]), rank(quotes, [])) == (4, 3, 0)


def test_an_answer_that_stands_nowhere_or_in_another_source_is_never_held() -> None:
    assert rank([spanning(0, 100)], [frozenset()]) == rank([spanning(0, 100, "other")], [TEN]) == rank([], [TEN]) == 0


def test_the_places_of_a_quote_are_its_characters_in_its_source() -> None:
    assert places(spanning(3, 5)) == {("talk", 103), ("talk", 104)}


# ---- figures


@pytest.fixture
def examination(library: Library, tell: Tell) -> Examination:
    tell(talk=labelled(TALK))
    return Examination(library, TimedEncoder(HashingEncoder()))


def test_the_figures_are_shares_of_what_was_found_refused_and_kept_clean(examination: Examination) -> None:
    figures = examination.figures(
        [
            asking("fact", "zebras gallop savannah", answer(ZEBRAS)),
            asking("opinion", "volcanoes erupt snow", answer("Nobody ever said this.")),
            asking("speaker", "caps licence promise", answer(CAPS), speakers=("ann-lee",)),
            asking("unanswerable", "what's the capital of australia"),
            asking("unanswerable", "volcanoes erupt snow"),
            asking("ad", "mattress zebras"),
            asking("fact", "斑马", answer(ZEBRAS), language="zh"),
        ],
        "en",
    )
    assert [figures[f"hit@{k}"] for k in (1, 3, 5, 10)] == [pytest.approx(2 / 3)] * 4
    assert [figures["MRR@10"], figures["answerable"]] == pytest.approx([2 / 3, 3])
    assert (figures["refused"], figures["wrongly refused"], figures["no ad"]) == (0.5, 0.0, 1.0)


def test_what_is_found_second_counts_half_in_the_mean_reciprocal_rank(examination: Examination) -> None:
    figures = examination.figures([asking("fact", f"{ZEBRAS} volcanoes snow", answer(SNOW))], "en")
    assert [figures[f"hit@{k}"] for k in (1, 3)] == [0.0, 1.0]
    assert figures["MRR@10"] == 0.5


def test_words_that_only_support_are_no_answer(examination: Examination) -> None:
    support = Gold("talk", ZEBRAS, direct=False, speaker=None)
    assert examination.figures([asking("fact", "zebras gallop savannah", support)], "en")["hit@10"] == 0


def test_an_answer_that_is_refused_is_wrongly_so(examination: Examination) -> None:
    question = asking("fact", "what's the capital of australia", answer(ZEBRAS))
    assert examination.figures([question], "en")["wrongly refused"] == 1


def test_in_a_comparison_who_spoke_is_to_be_found_and_who_did_not_to_be_silent(examination: Examination) -> None:
    pair = ("ann-lee", "bob-wu")
    found = asking("compare", "how do volcanoes erupt under snow", answer(SNOW, "bob-wu"), speakers=pair)
    figures = examination.figures([found], "en")
    assert (figures["compare hit@3"], figures["silent"], figures["answerable"]) == (1.0, 1.0, 0)
    wrong = asking("compare", "how do volcanoes erupt under snow", answer(CAPS, "ann-lee"), speakers=pair)
    figures = examination.figures([found, wrong], "en")
    assert (figures["compare hit@3"], figures["silent"]) == (0.5, 0.5)


def test_a_side_of_which_words_only_support_counts_neither_way(examination: Examination) -> None:
    support = Gold("talk", SNOW, direct=False, speaker="bob-wu")
    figures = examination.figures(
        [
            asking(
                "compare", "zebras savannah gallop", answer(ZEBRAS, "ann-lee"), support, speakers=("ann-lee", "bob-wu")
            )
        ],
        "en",
    )
    assert (figures["compare hit@3"], isnan(figures["silent"])) == (1.0, True)


def test_a_figure_of_no_questions_is_no_number(examination: Examination) -> None:
    figures = examination.figures([], "en")
    assert figures.pop("answerable") == 0
    assert all(map(isnan, figures.values()))


def test_the_search_is_timed_without_the_encoder(library: Library, tell: Tell) -> None:
    encoder = TimedEncoder(HashingEncoder())
    tell(talk=labelled(TALK))
    figures = Examination(library, encoder).figures([asking("fact", "zebras", answer(ZEBRAS))], "en")
    assert figures["search ms"] == figures["answer ms"] > 0  # the library's encoder is another, so nothing is taken off


# ---- the encoder that keeps the time


def test_an_encoder_that_is_timed_encodes_as_before_and_counts_questions_alone() -> None:
    plain, timed = HashingEncoder(), TimedEncoder(HashingEncoder())
    told: list[int] = []
    assert timed.fingerprint == plain.fingerprint
    assert (timed.encode_passages(["one", "two"], told.append) == plain.encode_passages(["one", "two"])).all()
    assert (told, timed.seconds) == ([2], 0.0)
    assert (timed.encode_questions(["one"]) == plain.encode_questions(["one"])).all()
    once = timed.seconds
    timed.encode_questions(["two"])
    assert timed.seconds > once > 0


class Failing(HashingEncoder):
    def encode_questions(self, texts: Any) -> Vectors:
        raise RuntimeError("no")


def test_an_encoder_that_fails_fails_when_timed() -> None:
    with pytest.raises(RuntimeError, match="no"):
        TimedEncoder(Failing()).encode_questions(["one"])
