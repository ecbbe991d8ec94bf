"""Commands that ask: ask, compare, quote."""

from itertools import islice
from typing import Annotated

import typer

from knowledge import batch, display
from knowledge.cli.common import (
    AsJson,
    Batch,
    Data,
    Limit,
    SourceOption,
    SpeakerOption,
    app,
    opened,
    output,
    print_json,
)
from knowledge.errors import QuestionError
from knowledge.library import Library
from knowledge.model import Comparison


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in any language of the library.")] = None,
    data: Data = None,
    speaker: SpeakerOption = None,
    source: SourceOption = None,
    limit: Limit = 3,
    file: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question with exact quotes."""
    with opened(data) as library:
        if file:
            for row in batch.rows(file, "id", "question"):
                print_json({"id": row["id"]} | batch.answered(library, row, limit))
            return
        answer = library.ask(question or "", speaker=speaker, source=source, limit=limit)
        if as_json:
            print_json(display.answer_json(answer))
        else:
            display.print_answer(output, answer)


@app.command()
def compare(
    named: Annotated[
        list[str] | None, typer.Argument(help="Two to four speakers, or one with --then and --now; last, the topic.")
    ] = None,
    data: Data = None,
    then: Annotated[str | None, typer.Option("--then", help="A source in which one speaker is heard.")] = None,
    now: Annotated[str | None, typer.Option("--now", help="Another one.")] = None,
    limit: Limit = 3,
    file: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Set speakers' own words on a topic face to face, or one speaker's in two sources."""
    with opened(data) as library:
        if file:
            for row in batch.rows(file, "id", "question", "speakers"):
                print_json({"id": row["id"]} | batch.compared(library, row, limit))
            return
        comparison = _compared(library, named or [], then, now, limit)
        if as_json:
            print_json(display.comparison_json(comparison))
        else:
            display.print_comparison(output, comparison)


def _compared(library: Library, named: list[str], then: str | None, now: str | None, limit: int) -> Comparison:
    """Whom or what was named, face to face. Raises QuestionError."""
    match named, then, now:
        case [speaker, topic], str(first), str(second):
            return library.then_and_now(speaker, first, second, topic, limit=limit)
        case [_, _, _, *_], None, None:
            return library.compare_all(named[:-1], named[-1], limit=limit)
        case _, None, None:
            raise QuestionError("Please name two speakers and a topic.")
    raise QuestionError("Please name one speaker and a topic, and both sources: --then and --now.")


@app.command()
def quote(
    data: Data = None,
    speaker: SpeakerOption = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only on this topic.")] = None,
    count: Annotated[int, typer.Option("--count", min=1, max=1000, help="How many quotes.")] = 1,
    seed: Annotated[int | None, typer.Option("--seed", help="Draw the same quotes again.")] = None,
    as_json: AsJson = False,
) -> None:
    """Draw random quotes that are worth quoting."""
    with opened(data) as library:
        quotes = list(islice(library.random_quotes(speaker=speaker, topic=topic, seed=seed), count))
    if as_json:
        for drawn in quotes:
            print_json(display.quote_json(drawn))
    elif quotes:
        display.print_quotes(output, quotes)
    else:
        output.print("Nothing worth quoting was found.")
