"""The command that checks a quotation: verify."""

from typing import Annotated

import typer

from knowledge.cli.common import AsJson, Data, app, opened, output, print_json
from knowledge.display_verification import print_verification, verification_json


@app.command()
def verify(
    text: Annotated[str, typer.Argument(help="The words, with or without quotation marks and a name behind them.")],
    data: Data = None,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Who is said to have said them.")] = None,
    as_json: AsJson = False,
) -> None:
    """Tell whether somebody said these words: exactly, altered, somebody else, or nobody."""
    with opened(data) as library:
        found = library.verify(text, speaker=speaker)
    if as_json:
        print_json(verification_json(found))
    else:
        print_verification(output, found)
