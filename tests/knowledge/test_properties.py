"""Invariants: over every shipped transcript, and over text that nobody would write."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import transcripts
from knowledge.folding import slug
from knowledge.library import Library
from knowledge.model import OWN_WORDS, SEARCHED, Kind, Passage, Quote, Source, Speaker, Transcript, Turn
from knowledge.passages import LONGEST, split
from knowledge.sentences import Span, clipped, pieces, sentences
from knowledge.tokens import query_terms, terms
from knowledge.transcripts import plain
from knowledge.windows import WINDOW, windows
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import SEEDS

TOPICS = [
    "开源模型为什么更安全?",
    "What does open source mean?",
    "開源軟體的動機是什麼?",
    "隐私",
    "How many GPUs were used to train Llama?",
    "OpenAI 的董事会",
    "监管 政府",
    "长寿指南 Viome Fountain Life One Skin 赞助 折扣 链接",
    "longevity supplements sponsor discount code",
    "whatsapp头像没有",
    "GPT-4",
    "我们",
]
FILES = {slug(path.stem): path for path in sorted(SEEDS.glob("*.txt"))}


@dataclass(frozen=True)
class Shipped:
    """The library of all seeds, and each seed as its file and its reader have it."""

    library: Library
    texts: dict[str, str]
    transcripts: dict[str, Transcript]

    def faults(self, quote: Quote) -> list[str]:
        """Everything about a quote that its file contradicts."""
        passage, text = quote.passage, self.texts[quote.passage.source.id]
        turn = self.transcripts[passage.source.id].turns[passage.turn]
        checks = {
            "is not verbatim": text[quote.start : quote.stop] == quote.text != "",
            "is not its passage": text[passage.start : passage.end] == passage.text,
            "crosses turns": turn.start <= quote.start < quote.stop <= turn.end,
            "is credited wrongly": (passage.speaker and passage.speaker.id, passage.kind) == (turn.speaker, turn.kind),
            "is not content": turn.kind in SEARCHED,
            "is on another line": quote.start_line == text.count("\n", 0, quote.start) + 1,
            "ends on another line": quote.end_line == text.count("\n", 0, quote.stop - 1) + 1,
            "has another time": passage.start_ms == turn.start_ms,
        }
        return [fault for fault, holds in checks.items() if not holds]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shipped]:
    with closing(Library(tmp_path_factory.mktemp("shipped"), HashingEncoder())) as library:
        assert {report.status for report in library.ingest([SEEDS])} == {"added"}
        texts = {id: path.read_bytes().decode("utf-8-sig") for id, path in FILES.items()}
        yield Shipped(library, texts, {id: transcripts.read(path) for id, path in FILES.items()})


@pytest.mark.parametrize("topic", TOPICS)
def test_every_quote_of_an_answer_is_what_its_file_says(shipped: Shipped, topic: str) -> None:
    quotes = shipped.library.ask(topic, limit=100).quotes
    assert quotes
    assert [fault for quote in quotes for fault in shipped.faults(quote)] == []


@pytest.mark.parametrize("topic", TOPICS[:3])
def test_marked_and_clipped_quotes_are_still_what_their_file_says(shipped: Shipped, topic: str) -> None:
    quotes = shipped.library.ask(topic, limit=20).quotes
    assert any(quote.decisive for quote in quotes)
    short = [quote.clip(length) for quote in quotes for length in (20, 80, 200)]
    assert [fault for quote in short for fault in shipped.faults(quote)] == []
    assert all(len(quote.text) <= 200 for quote in short)


def test_an_answer_of_one_speaker_is_theirs_alone(shipped: Shipped) -> None:
    for speaker in shipped.library.speakers():
        quotes = shipped.library.ask("开源和人工智能", speaker=speaker.name, limit=30).quotes
        assert {quote.passage.speaker and quote.passage.speaker.id for quote in quotes} == {speaker.id}
        assert [fault for quote in quotes for fault in shipped.faults(quote)] == []


def test_every_quote_of_a_comparison_is_its_sides_own_words(shipped: Shipped) -> None:
    for first, second in (("Sam Altman", "扎克伯格"), ("Emad", "peter-diamandis"), ("mark-surman", "david-hoffman")):
        for side in shipped.library.compare(first, second, "开源模型会更安全吗?", limit=20).sides:
            assert {quote.passage.speaker and quote.passage.speaker.id for quote in side.quotes} <= {side.speaker.id}
            assert all(quote.passage.kind in OWN_WORDS for quote in side.quotes)
            assert [fault for quote in side.quotes for fault in shipped.faults(quote)] == []


def test_every_row_of_a_comparison_is_verbatim_and_each_columns_own_words(shipped: Shipped) -> None:
    for speakers in (("Sam Altman", "扎克伯格"), ("Emad", "mark-surman", "peter-diamandis", "sam-altman")):
        comparison = shipped.library.compare_all(speakers, "开源模型会更安全吗?", limit=5)
        for side, column in zip(
            comparison.sides, zip(*(row.quotes for row in comparison.rows), strict=True), strict=True
        ):
            quotes = [quote for quote in column if quote]
            assert len({(quote.passage.source.id, quote.start) for quote in quotes}) == len(quotes) <= 5
            assert {quote.passage.speaker and quote.passage.speaker.id for quote in quotes} <= {side.speaker.id}
            assert [fault for quote in quotes for fault in shipped.faults(quote)] == []


def test_every_random_quote_is_somebodys_own_words(shipped: Shipped) -> None:
    quotes = list(shipped.library.random_quotes(seed=1))
    assert len({(quote.passage.source.id, quote.start) for quote in quotes}) == len(quotes) > 100
    assert all(quote.passage.speaker and quote.passage.kind in OWN_WORDS for quote in quotes)
    assert [fault for quote in quotes for fault in shipped.faults(quote)] == []


def test_the_context_of_a_quote_is_what_stands_around_it(shipped: Shipped) -> None:
    for quote in shipped.library.ask("开源", limit=60).quotes:
        context = shipped.library.context(quote.passage.id)
        text = shipped.texts[quote.passage.source.id]
        assert shipped.faults(context.quote) == []
        assert any(part.start <= context.quote.start < context.quote.stop <= part.end for part in context.slices)
        assert all(part.text == text[part.start : part.end] for part in context.slices)
        indexes = [part.spoken.turn.index for part in context.slices]
        assert indexes == sorted(set(indexes))
        assert Kind.BOILERPLATE not in {part.spoken.turn.kind for part in context.slices}


@pytest.mark.parametrize("id", FILES)
def test_the_passages_of_a_seed_are_its_content_whole_and_in_order(shipped: Shipped, id: str) -> None:
    transcript = shipped.transcripts[id]
    cuts = split(id, transcript)
    assert all(before.end <= after.start for before, after in pairwise(cuts))
    kept = "".join(transcript.text[cut.start : cut.end] for cut in cuts)
    content = "".join(transcript.text[turn.start : turn.end] for turn in transcript.turns if turn.kind in SEARCHED)
    assert [char for char in kept if char.isalnum()] == [char for char in content if char.isalnum()]


# ---- any text at all

TEXT = st.text(st.sampled_from("开源模型AIb.9 3,,。!?!?…“”」)》;:—\n\t\r\u3000 Dr"), max_size=120)
ANY = st.text(max_size=60)


def words(text: str, spans: list[Span]) -> list[str]:
    return [char for begin, end in spans for char in text[begin:end] if not char.isspace()]


def in_order(spans: list[Span], begin: int, end: int) -> bool:
    edges = [begin, *(edge for span in spans for edge in span), end]
    return edges == sorted(edges) and all(a < b for a, b in spans)


@given(TEXT | ANY)
def test_sentences_hold_every_word_once_and_no_white_space_at_their_edges(text: str) -> None:
    spans = sentences(text)
    assert in_order(spans, 0, len(text))
    assert words(text, spans) == words(text, [(0, len(text))])
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


@given(TEXT | ANY)
def test_windows_are_whole_sentences_in_order_and_hold_every_word(text: str) -> None:
    spans = windows(text)
    begins, ends = zip(*(sentences(text) or [(0, len(text))]), strict=True)
    assert all((begin in begins and end in ends) or (begin, end) == (0, len(text)) for begin, end in spans)
    assert all(before[0] < after[0] and before[1] < after[1] for before, after in pairwise(spans))
    assert {i for i, char in enumerate(text) if char.isalnum()} <= {i for span in spans for i in range(*span)}


@given(TEXT | ANY)
def test_a_window_over_the_limit_is_a_single_sentence_or_a_text_without_words(text: str) -> None:
    over = [span for span in windows(text) if span[1] - span[0] > WINDOW]
    assert all(span in sentences(text) or not any(map(str.isalnum, text)) for span in over)


@given(TEXT | ANY, st.integers(1, 40), st.data())
def test_pieces_are_short_stay_in_their_span_and_hold_every_word(text: str, length: int, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    spans = pieces(text, (begin, end), length)
    assert in_order(spans, begin, end)
    assert words(text, spans) == words(text, [(begin, end)])
    assert all(b - a <= length for a, b in spans)


@given(TEXT | ANY, st.integers(1, 60), st.data())
def test_a_clipped_span_is_short_not_empty_and_inside_the_whole(text: str, length: int, data: st.DataObject) -> None:
    inside = sentences(text)
    if not inside:
        return
    whole = (inside[0][0], inside[-1][1])
    begin, end = clipped(text, whole, data.draw(st.sampled_from([None, *inside])), length)
    assert whole[0] <= begin < end <= whole[1]
    assert end - begin <= max(length, 0)


@given(TEXT | ANY, st.lists(st.integers(1, 60), min_size=1, max_size=3), st.data())
def test_a_quote_clipped_however_often_says_nothing_else(text: str, lengths: list[int], data: st.DataObject) -> None:
    inside = sentences(text)
    if not inside:
        return
    source = Source("talk", "T", None, None, None, None, ())
    passage = Passage("id", source, None, Kind.SPEECH, 0, 0, len(text), 1, 1, text)
    quote = Quote(passage, inside[0][0], inside[-1][1], data.draw(st.sampled_from([None, *inside])))
    for length in lengths:
        quote = quote.clip(length)
        assert quote.text == text[quote.start : quote.stop]
        assert len(quote.text) <= length


@given(TEXT | ANY)
def test_passages_of_any_turn_are_in_order_short_and_hold_every_word(text: str) -> None:
    cuts = split("talk", Transcript("T", text, (Turn(0, None, Kind.SPEECH, 0, len(text)),)))
    spans = [(cut.start, cut.end) for cut in cuts]
    assert in_order(spans, 0, len(text))
    assert [c for c in words(text, spans) if c.isalnum()] == [c for c in text if c.isalnum()]
    assert all(b - a <= LONGEST for a, b in spans)
    assert len({cut.id for cut in cuts}) == len(cuts)


LINES = st.lists(
    st.sampled_from(["Ann: hi", "Bob：嗨", "Ann:", "words", "12:30", "https://x.org", "", " ", "Note: x"]) | TEXT
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_plain_turns_hold_every_word_once_and_in_order(lines: list[str], ending: str) -> None:
    text = ending.join(lines)
    transcript = plain.read(text, title="talk")
    spans = [(turn.start, turn.end) for turn in transcript.turns]
    assert in_order(spans, 0, len(text))
    assert words(text, spans) == words(text, [(0, len(text))])
    assert {turn.speaker for turn in transcript.turns} - {None} <= {speaker.id for speaker in transcript.speakers}


@given(TEXT | ANY)
def test_terms_are_never_empty_and_never_hold_white_space(text: str) -> None:
    assert all(term and not any(char.isspace() for char in term) for term in terms(text))
    assert set(query_terms(text)) <= set(terms(text))


def test_a_speaker_of_the_seeds_is_found_by_every_name_that_only_they_have(shipped: Shipped) -> None:
    everybody: tuple[Speaker, ...] = shipped.library.speakers()
    for speaker in everybody:
        others = {name.casefold() for other in everybody if other is not speaker for name in other.names}
        for name in (speaker.id, *(name for name in speaker.names if name.casefold() not in others)):
            assert shipped.library.speaker(name) == speaker
