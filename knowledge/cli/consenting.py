"""Commands by which somebody's words are left out for good: exclude, exclusions, include."""

import re
from typing import Annotated

import typer

from knowledge import display_exclusions as display
from knowledge.cli.common import AsJson, Data, app, notices, opened, output, print_json
from knowledge.exclusions import Wish
from knowledge.library import Library

_LINES = re.compile(r"\s*(\d{1,9})\s*(?:-\s*(\d{1,9})\s*)?")


@app.command()
def exclude(
    speaker: Annotated[str | None, typer.Option("--speaker", help="Everything of this speaker.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="Of this source, --lines or --start.")] = None,
    lines: Annotated[str | None, typer.Option("--lines", help="These lines, as 12 or 12-15.")] = None,
    start: Annotated[int | None, typer.Option("--start", min=0, help="From this character on.")] = None,
    end: Annotated[int | None, typer.Option("--end", min=0, help="Up to this character, which stays.")] = None,
    quote: Annotated[str | None, typer.Option("--quote", help="These words, wherever they first stand.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Leave out what somebody says, or some words, now and in all that is brought in later."""
    with opened(data) as library:
        wish = _wish(library, speaker, source, lines, (start, end), quote)
        if not yes:
            notices.print(display.concerned_table(library.concerned(wish)))
            typer.confirm("Leave this out? Only its file brings it back.", abort=True, err=True)
        found = library.exclude(wish)
    if as_json:
        print_json(display.concerned_json(found))
    else:
        passages = sum(one.passages for one in found)
        output.print(f"Left out: {passages} passages of {len(found)} sources.", markup=False, highlight=False)


def _wish(
    library: Library,
    speaker: str | None,
    source: str | None,
    lines: str | None,
    place: tuple[int | None, int | None],
    quote: str | None,
) -> Wish:
    """What is asked for; it must be one thing."""
    if speaker and not (source or quote):
        return library.wish_of(speaker)
    if quote and not (speaker or source):
        return library.wish_for(quote)
    found = _LINES.fullmatch(lines or "")
    if source and not (speaker or quote):
        if found and place == (None, None):
            return library.wish_in(source, int(found[1]), int(found[2] or found[1]))
        if place[0] is not None and place[1] is not None and not lines:
            return library.wish_at(source, place[0], place[1])
    raise typer.BadParameter("name one: --speaker, --quote, --source with --lines A-B, or with --start and --end")


@app.command()
def exclusions(data: Data = None, as_json: AsJson = False) -> None:
    """List what is left out as somebody asked for."""
    with opened(data) as library:
        every = library.exclusions()
    if as_json:
        for one in every:
            print_json(display.exclusion_json(one))
    else:
        output.print(display.exclusions_table(every))


@app.command()
def include(
    exclusion: Annotated[str, typer.Argument(help="Its number in `exclusions`, or the speaker's name.")],
    data: Data = None,
) -> None:
    """Take back what was excluded; the words return when their file is brought in again."""
    with opened(data) as library:
        library.include(exclusion)
    output.print("Included. The words return when their file is brought in again.")
