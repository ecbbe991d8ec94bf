"""What the process has in memory, and what of it could get out. The only file that knows the C library."""

import ctypes
from contextlib import suppress

_M_PERTURB = -6  # glibc, malloc.h: what is allocated is filled with the complement of a byte, what is freed with it
_FILL = 0xFF


def never_pass_on() -> None:
    """Has every large piece of memory be empty when it is given out, instead of as its last user has left it.

    Chroma's index writes memory that it has reserved and not used yet to its file: without this, words of removed
    transcripts, questions and settings would be on the disk. Only glibc knows how; elsewhere nothing happens.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_M_PERTURB, _FILL)
