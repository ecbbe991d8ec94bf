"""The command line, `python -m knowledge`: its commands, by what they are for."""

from knowledge.cli import asking, attributing, editing, judging, keeping, measuring, surveying, verifying
from knowledge.cli.common import app, notices

__all__ = [
    "app",
    "asking",
    "attributing",
    "editing",
    "judging",
    "keeping",
    "measuring",
    "notices",
    "surveying",
    "verifying",
]
