"""Alembic's scripts for the bot's tables, and which of them is the newest."""

from pathlib import Path

from knowledge.records.migrations import Migrations

MIGRATIONS = Migrations(Path(__file__).parent, "state_version", "0002")
