"""The command line, `python -m knowledge`: its commands, by what they are for."""

from knowledge.cli import asking, attributing, editing, keeping, measuring, surveying
from knowledge.cli.common import app, notices

__all__ = ["app", "asking", "attributing", "editing", "keeping", "measuring", "notices", "surveying"]
