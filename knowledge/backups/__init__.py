"""A whole data folder as one file, and back again; what a file of it means is known elsewhere."""

from knowledge.backups.restoring import Restored, restore
from knowledge.backups.taking import PATIENCE, Taken, backup

__all__ = ["PATIENCE", "Restored", "Taken", "backup", "restore"]
