"""Reads the text of a PDF; what kind of transcript the text is, the readers of text tell.

All that is known of pypdf stands here.
"""

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader

from knowledge.errors import TranscriptError

NAME = "PDF"

_MOST_PAGES = 2_000
_LONGEST = 8 * 2**20  # characters, as many as a text may have
_FEWEST_PAGES = 3  # on which a line must stand to be the head or the foot of the pages
_MOSTLY = 0.6  # of the pages
_EDGE = 3  # lines of a head or a foot
_NO_NUMBER = -_MOST_PAGES
_NUMBER = re.compile(
    r"(?:page|seite|p\.)? ?[-–—|]? ?(?P<number>[0-9]{1,4}) ?(?:[-–—|]|(?:of|/|von) ?[0-9]{1,4})?"
    r"|第 ?(?P<counted>[0-9]{1,4}) ?页(?:[ ，,/]*共 ?[0-9]{1,4} ?页)?",
    re.IGNORECASE,
)
# What ends a sentence was said; a name or a time may begin many pages of a transcript.
_WORDS = re.compile(r".*(?:[:：。！？!?.…]$|[0-9][:：][0-9]{2})")


def recognises(raw: bytes) -> bool:
    """Whether these are the bytes of a PDF, readable or not."""
    return raw.startswith(b"%PDF-")


def text_of(raw: bytes) -> str:
    """The text of its pages without their heads, feet and numbers. Raises TranscriptError if there is none."""
    try:
        pages = _pages(raw)
    except TranscriptError:
        raise
    except Exception as error:  # pypdf fails in many ways on a broken file, few of them named
        raise TranscriptError("it is not a PDF that can be read; it may be damaged.", "damaged") from error
    lines = [line for page in _without_edges(pages) for line in page]
    if not any(line.strip() for line in lines):
        raise TranscriptError(
            "the PDF holds pictures of pages and no text; please have it recognised (OCR) first.", "pictures"
        )
    return "\n".join(lines) + "\n"


def _pages(raw: bytes) -> list[list[str]]:
    reader = PdfReader(BytesIO(raw))
    # Without a password it is opened if it forbids only printing and the like.
    if reader.is_encrypted and not reader.decrypt(""):
        raise TranscriptError("it is protected with a password; please save it without one.", "password")
    if len(reader.pages) > _MOST_PAGES:
        raise TranscriptError(f"it has more than {_MOST_PAGES} pages; please split it.", "pages", limit=_MOST_PAGES)
    pages, length = [], 0
    for page in reader.pages:
        text = _clean(page.extract_text())
        length += len(text)
        if length > _LONGEST:
            raise TranscriptError(
                f"it holds more than {_LONGEST >> 20} million characters; please split it.",
                "too_long",
                limit=_LONGEST >> 20,
            )
        pages.append([line.rstrip() for line in re.split(r"\r\n|[\r\n\f]", text.strip())])
    return pages


def _clean(text: str) -> str:
    """Without what no text can hold: fonts that map wrongly give half characters and zero bytes."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the lines that recur above and below the text."""
    for edge, inner in ((0, slice(1, None)), (-1, slice(None, -1))):
        for _ in range(_EDGE):
            recurring, first = _recurring(pages, edge), _first_number(pages, edge)
            pages = [
                page[inner]
                if page and (not page[edge] or page[edge] in recurring or _number(page[edge]) == first + index)
                else page
                for index, page in enumerate(pages)
            ]
    return pages


def _recurring(pages: Sequence[list[str]], edge: int) -> set[str]:
    """Lines that stand at this edge of most pages, letter for letter."""
    counts = Counter(page[edge] for page in pages if page)
    enough = max(_FEWEST_PAGES, _MOSTLY * len(pages))
    return {line for line, count in counts.items() if count >= enough and not _WORDS.match(line)}


def _first_number(pages: Sequence[list[str]], edge: int) -> int:
    """The number of the first page if numbers at this edge count most pages, else one that no page has."""
    numbers = ((index, _number(page[edge])) for index, page in enumerate(pages) if page)
    counts = Counter(number - index for index, number in numbers if number is not None)
    first, count = next(iter(counts.most_common(1)), (_NO_NUMBER, 0))
    counted = count >= max(2, _MOSTLY * len(pages)) or (len(pages), first) == (1, 1)
    return first if counted else _NO_NUMBER


def _number(line: str) -> int | None:
    match = _NUMBER.fullmatch(line.strip())
    return int(match["number"] or match["counted"]) if match else None
