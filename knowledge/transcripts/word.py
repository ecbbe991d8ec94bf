"""Reads the text of a Word document; what kind of transcript the text is, the readers of text tell.

All that is known of python-docx stands here.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from knowledge.errors import TranscriptError

NAME = "Word"

_LARGEST = 50 * 2**20  # bytes of all parts, unpacked: a few hundred kB of them are a small archive
_MOST_PARTS = 10_000
_BODY = re.compile(rb"word/document[0-9]*\.xml")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of Word until 2003, and of a document under a password
_OLD_WORDS, _PROTECTED = "WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
_SPELT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_PARAGRAPH, _TEXT = qn("w:p"), qn("w:t")
# What was moved away, what is drawn again for old versions, and the settings among which a tab stop is a tab.
_UNSEEN = frozenset(
    {
        qn("w:moveFrom"),
        qn("w:del"),
        qn("w:pPr"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)


def recognises(raw: bytes) -> bool:
    """Whether these are the bytes of a Word document, readable or not."""
    if raw.startswith(_OLD):
        return _OLD_WORDS in raw or _PROTECTED in raw
    return raw.startswith(b"PK\x03\x04") and bool(_BODY.search(raw))


def text_of(raw: bytes) -> str:
    """The document's text, a paragraph a line, cells of tables too. Raises TranscriptError if it cannot be read."""
    if raw.startswith(_OLD) and _PROTECTED in raw:
        raise TranscriptError("it is protected with a password; please save it without one.", "password")
    if raw.startswith(_OLD):
        raise TranscriptError("it is of an old version of Word; please save it as .docx.", "old_word")
    try:
        _refuse_bombs(raw)
        lines = list(_paragraphs(docx.Document(BytesIO(raw)).element.body))
    except TranscriptError:
        raise
    except Exception as error:  # python-docx, lxml and zipfile fail in many ways on a broken file, none of them named
        raise TranscriptError("it is not a Word document that can be read; it may be damaged.", "damaged") from error
    if not any(line.strip() for line in lines):
        raise TranscriptError("the Word document holds no text.", "no_words")
    return "\n".join(lines) + "\n"


def _refuse_bombs(raw: bytes) -> None:
    """By the archive's directory; more than it says of a part is never unpacked."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
        limit = _LARGEST >> 20
        raise TranscriptError(f"it holds more than {limit} MiB; please save its text alone.", "packed", limit=limit)


def _paragraphs(body: BaseOxmlElement) -> Iterator[str]:
    """Every paragraph in the order of the document, wherever it stands; a line break in it is a new line.

    python-docx's own paragraphs leave out what stands in content controls and tracked insertions.
    """
    for paragraph in body.iter(_PARAGRAPH):
        if not any(parent.tag in _UNSEEN for parent in paragraph.iterancestors()):
            yield "".join(_words(paragraph))


def _words(element: BaseOxmlElement) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SPELT:
            yield _SPELT[child.tag]
        elif child.tag not in _UNSEEN and child.tag != _PARAGRAPH:
            yield from _words(child)
