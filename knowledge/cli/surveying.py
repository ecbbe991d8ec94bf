"""Commands that look over what was said: timeline, topics."""

from typing import Annotated

import typer

from knowledge import display_topics as display
from knowledge.cli.common import AsJson, Data, Limit, SourceOption, SpeakerOption, app, opened, output, print_json


@app.command()
def timeline(
    topic: Annotated[str, typer.Argument(help="A word or a question, in any language of the library.")],
    data: Data = None,
    speaker: SpeakerOption = None,
    limit: Limit = 12,
    as_json: AsJson = False,
) -> None:
    """Show what was said on a topic in the order in which it was said."""
    with opened(data) as library:
        found = library.timeline(topic, speaker=speaker, limit=limit)
    if as_json:
        print_json(display.timeline_json(found))
    else:
        display.print_timeline(output, found)


@app.command()
def topics(
    data: Data = None,
    speaker: SpeakerOption = None,
    source: SourceOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=12, help="How many topics at most.")] = 8,
    as_json: AsJson = False,
) -> None:
    """Show what is spoken about, and who speaks how much on it."""
    with opened(data) as library:
        found = library.topics(speaker=speaker, source=source, limit=limit)
    if as_json:
        for topic in found:
            print_json(display.topic_json(topic))
    else:
        display.print_topics(output, found)
