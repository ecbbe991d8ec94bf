"""The reranker, on a tiny CrossEncoder with random weights that is built here."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from knowledge.encoder import CrossReranker
from knowledge.errors import ModelUnavailable
from knowledge.library import Library
from tests.conftest import HashingEncoder

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "open", "closed", "models", "are", "safer", "cats", "purr"]


def built(folder: Path, labels: int) -> str:
    """A cross-encoder of one small layer in `folder`, the same at every run."""
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
    )
    config.num_labels = labels
    BertForSequenceClassification(config).save_pretrained(folder)
    words = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    words.pre_tokenizer = Whitespace()
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=words, pad_token="[PAD]", unk_token="[UNK]"
    )
    tokenizer.save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return built(tmp_path_factory.mktemp("models") / "cross", 1)


def test_a_question_and_its_passages_yield_a_score_each(model: str) -> None:
    scores = CrossReranker(model).scores("open models", ["open models are safer", "cats purr", "open models are safer"])
    assert len(scores) == 3
    assert scores[0] == pytest.approx(scores[2])
    assert scores[0] != pytest.approx(scores[1])


def test_a_model_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"The reranking model “.*nowhere” cannot be loaded"):
        CrossReranker(str(tmp_path / "nowhere")).scores("open", ["closed"])


def test_a_model_of_several_labels_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="one score for a pair"):
        CrossReranker(built(tmp_path / "labels", 3)).scores("open", ["closed"])


class Shortest:
    """Prefers short passages, and remembers how many it was given."""

    def __init__(self) -> None:
        self.read: list[int] = []

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        self.read.append(len(passages))
        return [-float(len(passage)) for passage in passages]


@pytest.fixture
def reranker() -> Shortest:
    return Shortest()


@pytest.fixture
def library(tmp_path: Path, reranker: Shortest) -> Iterator[Library]:
    """Sixty passages on caps, the nearest of which is the longest."""
    lines = [f"Ann: Caps {'number ' * (number % 7)}{number} are a broken promise.\n\n" for number in range(60)]
    (tmp_path / "talk.txt").write_text("".join(lines), encoding="utf-8")
    with closing(Library(tmp_path / "data", HashingEncoder(), reranker=reranker)) as opened:
        list(opened.ingest([tmp_path / "talk.txt"]))
        yield opened


def test_the_first_fifty_are_put_in_the_rerankers_order(library: Library, reranker: Shortest) -> None:
    quotes = library.ask("caps number number number", limit=10).quotes
    assert reranker.read == [50]
    assert [len(quote.passage.text) for quote in quotes] == sorted(len(quote.passage.text) for quote in quotes)


def test_what_was_not_read_comes_after_it_on_the_same_scale(library: Library) -> None:
    scores = [quote.score for quote in library.ask("caps number number number", limit=100).quotes]
    assert len(scores) > 50
    assert scores == sorted(scores, reverse=True)
