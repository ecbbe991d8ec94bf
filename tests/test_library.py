"""The library as its users see it, on transcripts of a few lines."""

from pathlib import Path

from knowledge.library import Library


def test_a_question_is_answered_with_the_exact_words_of_their_speaker(library: Library, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Ann: What is a licence?\nBob: A licence without caps is a promise.\n")
    list(library.ingest([tmp_path / "talk.txt"]))
    best = library.ask("licence without caps").quotes[0]
    assert (best.text, best.passage.speaker and best.passage.speaker.name) == (
        "A licence without caps is a promise.",
        "Bob",
    )
