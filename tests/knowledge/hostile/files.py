"""Each hostile file by what it is: its name and its bytes."""

import json
import zipfile
from io import BytesIO

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def word(body: str, *more: tuple[str, bytes], before: str = "") -> bytes:
    """A Word file with this body, and other parts beside it."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", before + _BODY.format(body))
        for name, content in more:
            archive.writestr(name, content)
    return made.getvalue()


def whisper(start: float, text: str) -> bytes:
    """What Whisper writes, with one segment."""
    return json.dumps({"text": text, "segments": [{"start": start, "end": start, "text": text}]}).encode()


_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
_ALIASES = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
_SAID = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"

HOSTILE: dict[str, tuple[str, bytes]] = {
    "JSON nested 100,000 deep": ("a.json", b"[" * 100_000 + b"]" * 100_000),
    "JSON with a number of a million digits": ("a.json", b'{"segments": [{"start": ' + b"9" * 10**6 + b"}]}"),
    "a time of 1e308 seconds": ("a.json", whisper(1e308, "Hello there.")),
    "a time that is no number": ("a.json", whisper(float("nan"), "Hello there.")),
    "a time without end": ("a.json", whisper(float("inf"), "Hello there.")),
    "a negative time": ("a.json", whisper(-5, "Hello there.")),
    "half a character in JSON": ("a.json", whisper(0, "Hello \ud800 there.")),
    "NUL in JSON": ("a.json", whisper(0, "Hello \0 there.")),
    "an archive that expands a thousandfold": ("a.docx", word(_SAID.format("x"), ("word/b.xml", b"\0" * 2**27))),
    "an archive of 20,000 parts": ("a.docx", word("", *((f"word/{n}", b"") for n in range(20_000)))),
    "XML with entities within entities": (
        "a.docx",
        word(_SAID.format("&a9;"), before=f'<!DOCTYPE w [<!ENTITY a0 "ha">{_LAUGHS}]>'),
    ),
    "XML nested 50,000 deep": ("a.docx", word("<w:p>" * 50_000 + "</w:p>" * 50_000)),
    "an archive that is broken off": ("a.docx", word(_SAID.format("x"))[:300]),
    "a PDF of a header only": ("a.pdf", b"%PDF-1.7\n%%EOF"),
    "a PDF whose pages are each other's": (
        "a.pdf",
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\n"
            b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF"
        ),
    ),
    "HTML nested 50,000 deep": ("a.html", b"<html><body>" + b"<div>" * 50_000 + b"<p>Hello"),
    "front matter of aliases of aliases": (
        "a.txt",
        f"---\na0: &a0 [x]\n{_ALIASES}title: t\n---\n[[a]]\nHello.\n".encode(),
    ),
    "bidi overrides and zero widths": (
        "a.txt",
        "\u202eAda\u202c:\u200b hello\u2066 there\u2028 and \x1b[31m you\n".encode(),
    ),
    "one letter under 100,000 accents": ("a.txt", ("Ada: a" + "\u0301" * 100_000 + "\n").encode()),
    "line ends of every kind": ("a.txt", b"Ada: one\r\nBob: two\rAda: three\nBob: four\n\r\n"),
    "100,000 short lines": ("a.txt", b"A: b\n" * 100_000),
    "100,000 cues": ("a.vtt", b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\na\n\n" * 20_000),
    **{f"a megabyte of {one!r}": ("a.txt", one.encode() * 10**6) for one in ("a", " ", ":", "[", "\n", "“", "字", "-")},
    "bytes of nothing": ("a.txt", bytes(range(256)) * 100),
    "nothing": ("a.txt", b""),
}
