"""Bytes into text. The only file that knows charset_normalizer."""

from charset_normalizer import from_bytes

from knowledge.errors import TranscriptError

# Of the encodings that transcripts come in; an open choice takes short Chinese text for Korean.
_LIKELY = ["gb18030", "big5", "cp1252", "utf_16", "utf_8"]
NAMES = {"gb18030": "GB 18030", "big5": "Big5", "cp1252": "Windows-1252", "utf_16": "UTF-16"}
UTF_8 = "UTF-8"


def decoded(raw: bytes) -> tuple[str, str]:
    """The text, exactly, and its encoding; only a byte order mark is taken off. Raises TranscriptError."""
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TranscriptError("it is not a text file.", "not_text")
    try:
        return raw.decode("utf-8-sig"), UTF_8
    except UnicodeDecodeError:
        best = from_bytes(raw, cp_isolation=_LIKELY).best()
    if best is None or best.encoding not in NAMES:
        raise TranscriptError(
            "it is in an encoding that cannot be told; please save it as UTF-8 and try again.", "encoding"
        )
    return str(best), NAMES[best.encoding]
