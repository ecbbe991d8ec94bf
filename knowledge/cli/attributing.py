"""The command that proposes speakers for a text without labels: attribute."""

from pathlib import Path
from typing import Annotated

import typer

from knowledge.apart import Reader
from knowledge.attribution import candidates
from knowledge.attribution.draft import drafted
from knowledge.attribution.proposal import propose
from knowledge.cli.common import Data, app, output, settings
from knowledge.errors import AttributionError


@app.command()
def attribute(
    file: Annotated[Path, typer.Argument(help="A transcript that does not say who speaks.")],
    speakers: Annotated[
        str,
        typer.Option("--speakers", help="Who may be heard: “Ann Lee:host, Bob Wu:guest”; see docs/attribution.md."),
    ],
    draft: Annotated[Path | None, typer.Option("--output", "-o", help="Write the draft into this file.")] = None,
    data: Data = None,
) -> None:
    """Propose who says what in a text without labels, as a draft in the labelled format to be corrected."""
    who = candidates.read(speakers)
    if draft and draft.resolve() == file.resolve():
        raise AttributionError("Please write the draft into another file than the transcript it is made from.")
    with Reader() as reader:
        found = reader.opened(file)
    proposal = propose(found.transcript, who, settings(data).encoder())
    text = drafted(proposal, title=found.transcript.title)
    if draft:
        draft.write_text(text, encoding="utf-8")
    else:
        output.out(text, highlight=False)
