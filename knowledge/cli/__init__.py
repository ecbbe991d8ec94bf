"""The command line, `python -m knowledge`: its commands, by what they are for.

Only the file of the command that is run is imported: all of them together would make `--help` take seconds.
"""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

# Each command with the file that it is in and the first line of its help.
COMMANDS = {
    "ask": ("asking", "Answer a question with exact quotes."),
    "compare": ("asking", "Set speakers' own words on a topic face to face, or one speaker's in two sources."),
    "quote": ("asking", "Draw random quotes that are worth quoting."),
    "verify": ("verifying", "Tell whether somebody said these words: exactly, altered, somebody else, or nobody."),
    "timeline": ("surveying", "Show what was said on a topic in the order in which it was said."),
    "topics": ("surveying", "Show what is spoken about, and who speaks how much on it."),
    "speakers": ("keeping", "List everybody who is heard, with all their names."),
    "sources": ("keeping", "List the sources."),
    "show": ("keeping", "Print a source turn by turn, with who speaks."),
    "ingest": ("keeping", "Bring transcripts into the library; unchanged files cost nothing."),
    "remove": ("keeping", "Take a source out of the library."),
    "rename-speaker": ("editing", "Call a speaker otherwise, wherever they are heard."),
    "merge-speakers": ("editing", "Make two speakers one, under the name of the first."),
    "describe": ("editing", "Give a source a title, a link or a date that its file does not have."),
    "history": ("editing", "List what was done to a source, newest first."),
    "undo": ("editing", "Take back the last change to a source, or the source if that was bringing it in."),
    "export": ("editing", "Write a source in the labelled format, with all that is known of it."),
    "exclude": ("consenting", "Leave out what somebody says, or some words, now and in all that is brought in later."),
    "exclusions": ("consenting", "List what is left out as somebody asked for."),
    "include": ("consenting", "Take back what was excluded; the words return when their file is brought in again."),
    "attribute": (
        "attributing",
        "Propose who says what in a text without labels, as a draft in the labelled format to be corrected.",
    ),
    "feedback": (
        "judging",
        "Count how often answers were found right and wrong, or export that; with a server's folder, of its own.",
    ),
    "reindex": (
        "keeping",
        "Index everything anew, as after a change of the embedding model; until it is done the old index answers.",
    ),
    "check": (
        "checking",
        "Look whether every library is as it should be, and make anew what can be made from the texts.",
    ),
    "backup": ("saving", "Save the whole data folder in one file, also while the bot runs."),
    "restore": (
        "saving",
        "Bring a backup back, into an empty data folder or in place of the one that is there, which is kept.",
    ),
    "evaluate": (
        "measuring",
        "Measure how well questions are answered, in a throw-away index, and how well speakers are told by the text.",
    ),
    "bench": (
        "measuring",
        "Measure how fast transcripts are brought in and questions answered, beside other pipelines.",
    ),
}


class _Commands(TyperGroup):
    """Knows all commands by name, and one of them in earnest when it is run."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click's interface
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - click's interface
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name][1]) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed and command(listed.name or ""), rest


def command(name: str) -> Any:
    """The command of this name, from its file."""
    import_module(f"{__name__}.{COMMANDS[name][0]}")
    every: Any = typer.main.get_command(import_module(f"{__name__}.common").app)
    return every.commands[name]


app = typer.Typer(cls=_Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def _about() -> None:
    """Ask transcripts; get back what people actually said."""
