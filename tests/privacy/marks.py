"""Words that stand nowhere by chance, to be asked with, and looked for in everything that is written."""

from collections.abc import Iterator
from pathlib import Path

ENGLISH, CHINESE = "zyxomorphic{}quokkaflute", "鱷魚{}彈棉花糖琵琶"
_TRACES = ("zyxomorphic", "quokkaflute", "鱷魚", "鳄鱼", "棉花糖")


def mark(number: int, question: str = "") -> str:
    """A question with words of its own in both languages."""
    return " ".join([ENGLISH.format(number), CHINESE.format(number), question]).strip()


def traces() -> Iterator[bytes]:
    """The words as files may hold them: plain, in two bytes, in JSON, in an address."""
    for word in _TRACES:
        yield word.encode()
        yield word.encode("utf-16-le")
        if not word.isascii():
            yield word.encode("unicode_escape")
            yield word.encode().hex("%").upper().encode()


def found(content: bytes) -> list[bytes]:
    lower = content.lower()
    return [trace for trace in traces() if trace.lower() in lower]


def found_in(folder: Path) -> list[str]:
    """The files under a folder that hold any of the words, by name or in their bytes."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [str(file) for file in files if found(str(file).encode()) or found(file.read_bytes())]
