"""What goes over a pipe between two processes: the length in eight bytes, and so many bytes."""

from typing import IO

_LONGEST = 2**28  # bytes; a file of the largest size, each character of it written as six


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next bytes; None at the end, or where it is broken off or too long to be one."""
    length = int.from_bytes(head) if len(head := pipe.read(8)) == 8 else _LONGEST + 1
    if length > _LONGEST:
        return None
    content = pipe.read(length)
    return content if len(content) == length else None


def write_frame(pipe: IO[bytes], content: bytes) -> None:
    """Raises OSError if nobody reads."""
    pipe.write(len(content).to_bytes(8) + content)
    pipe.flush()
