"""The command line, `python -m knowledge`: its commands, by what they are for."""

from knowledge.cli import asking, editing, keeping, measuring
from knowledge.cli.common import app, notices

__all__ = ["app", "asking", "editing", "keeping", "measuring", "notices"]
