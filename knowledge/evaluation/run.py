"""Runs an evaluation in a throw-away library and gives back its figures, row by row."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.dictionary import Dictionary
from knowledge.encoder import Encoder
from knowledge.errors import QuestionError
from knowledge.evaluation import attribution, beir, questions
from knowledge.evaluation.timing import TimedEncoder
from knowledge.ingest import Advance
from knowledge.library import Library

_PREFIX = 12  # of a file's name, by which it is told from others

Row = dict[str, str | float]
"""What was measured, by name: `set`, `language` where there are several, and the figures."""


def on_questions(
    files: Sequence[Path], transcripts: Path, encoder: Encoder, dictionary: Dictionary, advance: Advance
) -> Iterator[Row]:
    """A row for each file of questions and each language in it. Raises QuestionError, TranscriptError."""
    sets = {file.stem: questions.read(file) for file in files}
    with _library(encoder, dictionary) as (library, timed, _):
        _ingested(library, transcripts, advance)
        examination = questions.Examination(library, timed)
        for name, asked in sets.items():
            for language in dict.fromkeys(question.language for question in asked):
                yield {"set": name, "language": language} | examination.figures(asked, language)


def on_attribution(transcripts: Path, encoder: Encoder) -> Iterator[Row]:
    """A row for each labelled conversation and each way in which its lines may stand. Raises TranscriptError."""
    for name, transcript in attribution.conversations(transcripts):
        for layout, between in attribution.LAYOUTS.items():
            figures = attribution.figures(transcript, between, encoder)
            yield {"set": f"who says what in {name[:_PREFIX]}", "language": layout, **figures}


def on_beir(folder: Path, encoder: Encoder, dictionary: Dictionary, advance: Advance) -> Row:
    """The row of one data set in BEIR's layout. Raises QuestionError."""
    data = beir.read(folder)
    with _library(encoder, dictionary) as (library, timed, room):
        sources = beir.write(data, room / "documents")
        _ingested(library, room / "documents", advance)
        return {"set": data.name} | beir.figures(data, library, timed, sources)


@contextmanager
def _library(encoder: Encoder, dictionary: Dictionary) -> Iterator[tuple[Library, TimedEncoder, Path]]:
    timed = TimedEncoder(encoder)
    with TemporaryDirectory(prefix="verbatim-") as room:
        library = Library(Path(room) / "data", timed, dictionary)
        try:
            yield library, timed, Path(room)
        finally:
            library.close()


def _ingested(library: Library, transcripts: Path, advance: Advance) -> None:
    failed = [report.error for report in library.ingest([transcripts], advance=advance) if report.error]
    if failed:
        raise QuestionError(f"{len(failed)} transcripts could not be brought in; the first: {failed[0]}")
    library.warm()
