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
    first: Annotated[str | None, typer.Argument(help="A speaker.")] = None,
    second: Annotated[str | None, typer.Argument(help="Another speaker.")] = None,
    topic: Annotated[str | None, typer.Argument(help="What to compare them on.")] = None,
    data: Data = None,
    limit: Limit = 3,
    file: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Set two speakers' own words on a topic side by side."""
    with opened(data) as library:
        if file:
            for row in batch.rows(file, "id", "question", "speakers"):
                print_json({"id": row["id"]} | batch.compared(library, row, limit))
            return
        if not (first and second and topic):
            raise QuestionError("Please name two speakers and a topic.")
        comparison = library.compare(first, second, topic, limit=limit)
        if as_json:
            print_json(display.comparison_json(comparison))
        else:
            display.print_comparison(output, comparison)


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
