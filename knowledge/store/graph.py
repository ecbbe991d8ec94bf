"""The files of a vector graph, looked at before Chroma opens them.

hnswlib trusts every number that it reads: one that is wrong has a search turn in a circle for ever, or the system end
the process for the memory that it takes. What is told here of the files' layout was read off those that Chroma 1.5
writes (hnswlib `saveIndex`, and Chroma's in four files instead of one).
"""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

_HEADER = struct.Struct("<iQQQQQQiIQQQdQ")
_DATABASE = "chroma.sqlite3"
_WRITTEN = "SELECT id FROM segments JOIN max_seq_id ON segment_id = id WHERE scope = 'VECTOR'"
_SOME = 1 << 14  # passages that are looked at together
_EMPTY_ROOM, _GROWTH = 1 << 17, 16  # a graph has room for more than it holds, but not for any number
_LENGTH = 1e-3  # by which that of a vector may differ from 1
_FLOAT, _LABEL, _LINK = 4, 8, 4  # bytes
Number = TypeVar("Number", np.uint16, np.uint32, np.uint64, np.float32)
Rows = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


class _Strange(Exception):
    """What is wrong with a graph."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a header says; the offsets are bytes within an element's row, and links are neighbours' places."""

    version: int
    links_at: int
    room: int
    count: int
    row: int
    label_at: int
    vector_at: int
    top: int
    entry: int
    links_above: int
    links: int
    wanted: int
    spread: float
    width: int

    @property
    def upper(self) -> int:
        """Bytes of an element's links on one level above the lowest."""
        return _LINK * (1 + self.links_above)


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with the graphs in a folder of Chroma's, one sentence's part each; nothing of a sound one."""
    written = _written(folder)
    for name in sorted(written | {header.parent.name for header in folder.glob("*/header.bin")}):
        try:
            _look(folder / name, is_written=name in written)
        except (_Strange, OSError) as error:
            yield f"{name}: {error}"


def _written(folder: Path) -> set[str]:
    """The graphs that Chroma has noted to have written: it would begin one that is gone anew, and find little."""
    try:
        with closing(sqlite3.connect(f"{(folder.absolute() / _DATABASE).as_uri()}?mode=ro", uri=True)) as db:
            return {str(name) for (name,) in db.execute(_WRITTEN)}
    except sqlite3.Error:
        return set()  # Chroma has not made its file yet, or will say itself what is wrong with it


def _look(folder: Path, *, is_written: bool) -> None:
    shape = _shape(folder / "header.bin")
    _require(not is_written or (shape.count > 0 and (folder / "index_metadata.pickle").exists()), "it has been lost")
    if not shape.count:
        return  # what else there is has not been written yet, and is not read
    _require((folder / "length.bin").stat().st_size == _FLOAT * shape.count, "length.bin has another size")
    _require((folder / "data_level0.bin").stat().st_size == shape.row * shape.count, "data_level0.bin has another size")
    levels, above = _levels(folder / "link_lists.bin", shape)
    _require(int(levels.max()) == shape.top == int(levels[shape.entry]), "it is entered where its top is not")
    for level in range(1, shape.top + 1):
        _look_above(levels, above, level, shape)
    rows = np.memmap(folder / "data_level0.bin", np.uint8, "r", shape=(shape.count, shape.row))
    labels = np.empty(shape.count, np.uint64)
    for first in range(0, shape.count, _SOME):
        some = rows[first : first + _SOME]
        labels[first : first + len(some)] = _numbers(some[:, shape.label_at :], np.uint64)[:, 0]
        _look_below(some, shape)
    _require(len(np.unique(labels)) == shape.count, "two elements have one label")


def _shape(header: Path) -> _Shape:
    data = header.read_bytes()
    _require(len(data) == _HEADER.size, "header.bin has another size")
    shape = _Shape(*_HEADER.unpack(data))
    _require(shape.version == 1, "header.bin is of another version")
    if shape.count:
        room = _EMPTY_ROOM + _GROWTH * shape.count
        _require(shape.count <= shape.room <= room, "header.bin tells of more room than can be")
        _require(0 < shape.links_above <= shape.links <= 1 << 10 and shape.links_at == 0, "links have another form")
        dimensions, rest = divmod(shape.label_at - shape.vector_at, _FLOAT)
        _require(
            shape.vector_at == _LINK * (1 + shape.links)
            and shape.row == shape.label_at + _LABEL
            and not rest
            and 0 < dimensions <= 1 << 14,
            "elements have another form",
        )
        _require(0 <= shape.top < 64 and shape.entry < shape.count, "its entry is not in it")
        _require(0 < shape.wanted <= shape.links and 0 < shape.spread <= 2, "header.bin asks for what cannot be")
        _require(0 < shape.width <= 1 << 20, "header.bin asks for what cannot be")
    return shape


def _levels(file: Path, shape: _Shape) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], bytes]:
    """The level of each element, (count,), and the links above the lowest one behind each other."""
    data = file.read_bytes()
    levels, parts, place = np.zeros(shape.count, np.int64), [], 0
    for element in range(shape.count):
        _require(place + _LINK <= len(data), "link_lists.bin ends early")
        size = int.from_bytes(data[place : place + _LINK], "little")
        place += _LINK
        if size:
            levels[element], rest = divmod(size, shape.upper)
            _require(not rest and place + size <= len(data), "link_lists.bin has lists of another form")
            parts.append(data[place : place + size])
            place += size
    _require(place == len(data), "link_lists.bin has more than belongs to it")
    return levels, b"".join(parts)


def _look_above(levels: np.ndarray[tuple[int], np.dtype[np.int64]], above: bytes, level: int, shape: _Shape) -> None:
    """Each link on a level leads to an element that is on it."""
    here = levels >= level
    firsts = (np.cumsum(levels) - levels)[here] + level - 1
    lists = np.frombuffer(above, np.uint8).reshape(-1, shape.upper)[firsts]
    links = _links(lists, shape.links_above, shape.count)
    _require(bool(here[links].all()), "a link leads to an element that is not on its level")


def _look_below(rows: Rows, shape: _Shape) -> None:
    _links(rows[:, : shape.vector_at], shape.links, shape.count)
    vectors = _numbers(rows[:, shape.vector_at : shape.label_at], np.float32)
    lengths = np.einsum("ij,ij->i", vectors, vectors)
    # NaN is near to nothing. A vector of nothing but zeros has no length to be divided by.
    _require(bool(((np.abs(lengths - 1) < 2 * _LENGTH) | (lengths == 0)).all()), "a vector is not of length 1")


def _links(lists: Rows, most: int, count: int) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """The links that are in use, of all of the (elements, bytes) lists."""
    used = _numbers(lists[:, :2], np.uint16)[:, 0]
    _require(int(used.max()) <= most and int(lists[:, 2].max()) <= 1 and not lists[:, 3].any(), "a list is too long")
    links: np.ndarray[tuple[int], np.dtype[np.uint32]] = _numbers(lists[:, _LINK:], np.uint32)[
        np.arange(most) < used[:, None]
    ]
    _require(bool((links < count).all()), "a link leads nowhere")
    return links


def _numbers(rows: Rows, kind: type[Number]) -> np.ndarray[tuple[int, int], np.dtype[Number]]:
    """(rows, numbers) of (rows, bytes)."""
    return np.ascontiguousarray(rows).view(kind)


def _require(holds: bool, fault: str) -> None:
    if not holds:
        raise _Strange(fault)
