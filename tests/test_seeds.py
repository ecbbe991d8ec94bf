"""The shipped transcripts: not a word of the originals is lost, changed or added."""

import hashlib
import re
from pathlib import Path

import pytest

from knowledge import transcripts
from knowledge.folding import folded
from knowledge.model import Kind

SEEDS = Path(__file__).parent.parent / "seeds"
LABEL = re.compile(r"\[\[[^\[\]\n]*\]\]")
# Of each original, without white space: how many characters, and their SHA-256.
ORIGINALS = {
    "000_f80d524d10c81943.txt": (
        21086,
        "0c57bfed14fb612efffc3ffb23c22c9f961a09e4262b6a52e061d96ea4373e52",
    ),
    "001_5d259b127fe30fde.txt": (
        2915,
        "93cc1c122b49a7312ee4608ea7274bdcdbe28f507c46e3f05e6996f755a2ccbd",
    ),
    "002_dafd234608df4f22.txt": (
        6182,
        "dd3eef134a9aabd78166852a7b80dfc816defbb0ef086064751a678b27442c53",
    ),
    "003_4ee89d499f294b49.txt": (
        17984,
        "761c84c383640ec7ecaa5d96bf55005ccf458adcc6df079da72ae549694f6c33",
    ),
    "004_439e2601978aa804.txt": (
        5481,
        "c887ae0ebc5a055ac9ea596d57255166e089a075f7a9c04b0ec1cb07d7d1e732",
    ),
}


def test_every_original_has_its_labelled_transcript() -> None:
    assert {path.name for path in SEEDS.glob("*.txt")} == set(ORIGINALS)


@pytest.mark.parametrize("name", ORIGINALS)
def test_without_labels_front_matter_and_white_space_a_seed_is_its_original(name: str) -> None:
    _, _, body = (SEEDS / name).read_text(encoding="utf-8").split("---\n", 2)
    words = re.sub(r"\s", "", LABEL.sub("", body))
    assert (len(words), hashlib.sha256(words.encode()).hexdigest()) == ORIGINALS[name]


@pytest.mark.parametrize("name", ORIGINALS)
def test_every_word_of_a_seed_belongs_to_exactly_one_turn(name: str) -> None:
    transcript = transcripts.read(SEEDS / name)
    said = "".join(transcript.text[turn.start : turn.end] for turn in transcript.turns)
    assert len(re.sub(r"\s", "", said)) == ORIGINALS[name][0]


@pytest.mark.parametrize("name", ORIGINALS)
def test_every_name_in_a_seeds_front_matter_is_spoken_of_in_its_words(name: str) -> None:
    transcript = transcripts.read(SEEDS / name)
    words = folded("".join(transcript.text[turn.start : turn.end] for turn in transcript.turns))
    assert transcript.names
    assert [names for names in transcript.names if not any(folded(spelt) in words for spelt in names)] == []


@pytest.mark.parametrize("name", ORIGINALS)
def test_no_spelling_of_a_seed_is_named_twice_or_is_a_speakers(name: str) -> None:
    transcript = transcripts.read(SEEDS / name)
    every = [folded(spelt) for names in transcript.names for spelt in set(map(folded, names))]
    heard = {folded(spelt) for speaker in transcript.speakers for spelt in speaker.names}
    assert sorted(every) == sorted(set(every))
    assert heard & set(every) == set()


def test_the_four_sponsor_reads_of_the_first_seed_are_labelled_as_such() -> None:
    transcript = transcripts.read(SEEDS / "000_f80d524d10c81943.txt")
    reads = [transcript.text[turn.start : turn.end] for turn in transcript.turns if turn.kind is Kind.AD]
    for product, read in zip(("长寿指南", "Viome", "Fountain Life", "One Skin"), reads, strict=True):
        assert product in read
