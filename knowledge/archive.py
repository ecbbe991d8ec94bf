"""Transcripts as bytes and back, for the history of a source."""

import json
import zlib
from dataclasses import asdict, replace
from typing import Any

from knowledge.model import Kind, Speaker, Transcript, Turn


def packed(transcript: Transcript) -> bytes:
    return zlib.compress(json.dumps(asdict(transcript), ensure_ascii=False).encode())


def unpacked(kept: bytes) -> Transcript:
    found = json.loads(zlib.decompress(kept))
    found |= {
        "turns": tuple(map(_turn, found["turns"])),
        "speakers": tuple(map(_speaker, found["speakers"])),
        "names": tuple(map(tuple, found["names"])),
        "warnings": tuple(found["warnings"]),
    }
    return Transcript(**found)


def _turn(found: dict[str, Any]) -> Turn:
    return replace(Turn(**found), kind=Kind(found["kind"]), times=tuple(map(tuple, found["times"])))


def _speaker(found: dict[str, Any]) -> Speaker:
    return replace(Speaker(**found), aliases=tuple(found["aliases"]))
