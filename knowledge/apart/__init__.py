"""Files are read in a process of their own: a file that is made to do harm ends that process, and nothing else."""

from knowledge.apart.reader import Reader

__all__ = ["Reader"]
