"""The command line, `python -m knowledge`: its commands, by what they are for."""

from knowledge.cli import asking, keeping, measuring
from knowledge.cli.common import app, notices

__all__ = ["app", "asking", "keeping", "measuring", "notices"]
