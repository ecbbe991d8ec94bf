"""Alembic's scripts for the tables of feedback, and which of them is the newest."""

from pathlib import Path

from knowledge.records.migrations import Migrations

MIGRATIONS = Migrations(Path(__file__).parent, "feedback_version", "0002")
