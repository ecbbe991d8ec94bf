"""Reads articles: the author's text is narration, and what a person is quoted with is theirs.

A quotation is credited to the one person whom its sentence names as speaking; where it names none, or where it may
be another, it stays in the narration.
"""

import re
from collections.abc import Iterator, Mapping

from knowledge.model import Kind, Transcript, Turn
from knowledge.remarks import Remark
from knowledge.transcripts import plain
from knowledge.transcripts.credits import Credits, Paragraph, credited
from knowledge.transcripts.quotations import Quotation

_HEADING_LETTERS, _HEADING_WORDS = 30, 14
_ENDS = tuple(".!?…。！？:：;；,，”」』\"’'")
_MARK = re.compile('[“”"「」『』‘]')
_BULLET = re.compile(r"\s*(?:[-*•·>]|\d+[.)、])")
_SPOKEN = tuple(".!?…。！？,，—")

_FEWEST_QUOTATIONS = 2  # that are credited
_MANY_QUOTATIONS = 5  # of whole sentences, with which one that is credited will do
_LONGEST_PARAGRAPH = 10_000  # characters; what is longer is no prose
_MOST_LABELS = 1 / 10  # of the lines
_MOST_IN_PERSON = 1 / 80  # of the words outside quotation marks
_IN_PERSON = re.compile(r"\b(?:I|me|my|we|us|our|you|your)\b|我|你|咱|您", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+|[一-鿿]{2}")
NAME = "article"

Voice = tuple[str | None, Kind, int, int]


def recognises(text: str) -> bool:
    """Whether a text is prose in the third person in which people are quoted, and not one of talk."""
    if len(_MARK.findall(text)) < 2 * _FEWEST_QUOTATIONS or _is_labelled(text):
        return False
    if max(map(len, text.splitlines())) > _LONGEST_PARAGRAPH:
        return False
    found = credited(text)
    known, whole = len(found.speakers), sum(_is_whole(text, one) for one in _nobodys(found))
    enough = known >= _FEWEST_QUOTATIONS or (known and known + whole >= _MANY_QUOTATIONS)
    return bool(enough) and _is_told(text, found)


def _is_labelled(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    return plain.labelled_lines(text) > _MOST_LABELS * len(lines)


def _is_told(text: str, found: Credits) -> bool:
    """Whether the author tells of others: talk is in the first person and the second."""
    told = "".join(text[begin:end] for paragraph in found.paragraphs for begin, end in _outside(paragraph))
    return len(_IN_PERSON.findall(told)) <= _MOST_IN_PERSON * len(_WORD.findall(told))


def _outside(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    last = paragraph.begin
    for one in paragraph.quotations:
        yield last, one.opens
        last = one.closes
    yield last, paragraph.end


def read(text: str, *, title: str) -> Transcript:
    """The transcript of an article; what is quoted and credited to nobody is narration."""
    return transcript(text, credited(text), title=title)


def transcript(text: str, found: Credits, *, title: str) -> Transcript:
    """The same of an article that is understood."""
    heard = {who: found.persons.speaker(who, title) for who in dict.fromkeys(found.speakers.values())}
    ids = {opens: speaker.id for opens, who in found.speakers.items() if (speaker := heard[who])}
    voices = [voice for paragraph in found.paragraphs for voice in _voices(text, paragraph, ids)]
    return Transcript(
        title=title,
        text=text,
        turns=tuple(Turn(index, *voice) for index, voice in enumerate(voices)),
        speakers=tuple({speaker.id: speaker for speaker in heard.values() if speaker}.values()),
        medium=NAME,
        warnings=tuple(_warnings(text, found)),
    )


def _voices(text: str, paragraph: Paragraph, ids: Mapping[int, str]) -> Iterator[Voice]:
    """The author's words and the quotations of a paragraph; marks with nothing between them are not content."""
    words = text[paragraph.begin : paragraph.end]
    if not any(one.opens in ids for one in paragraph.quotations) and _is_heading(words):
        yield from _piece(text, Kind.BOILERPLATE, paragraph.begin, paragraph.end)
        return
    last = paragraph.begin
    for one in paragraph.quotations:
        if one.opens in ids:
            yield from _piece(text, Kind.NARRATION, last, one.begin)
            yield from _piece(text, Kind.QUOTE, one.begin, one.end, ids[one.opens])
            last = one.end
    yield from _piece(text, Kind.NARRATION, last, paragraph.end)


def _piece(text: str, kind: Kind, begin: int, end: int, speaker: str | None = None) -> Iterator[Voice]:
    words = text[begin:end]
    begin, end = begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())
    if begin < end:
        marks_only = not any(map(str.isalnum, text[begin:end]))
        yield None if marks_only else speaker, Kind.BOILERPLATE if marks_only else kind, begin, end


def _is_heading(line: str) -> bool:
    """Whether a line is a title, a name below a picture, a byline: short, and no sentence."""
    words = line.strip()
    short = len(re.findall("[一-鿿]", words)) <= _HEADING_LETTERS and len(words.split()) <= _HEADING_WORDS
    return short and not words.endswith(_ENDS) and not _BULLET.match(words)


def _warnings(text: str, found: Credits) -> Iterator[str]:
    nobodys = sum(_is_whole(text, one) for one in _nobodys(found))
    if nobodys:
        verb = "quotation names nobody and is" if nobodys == 1 else "quotations name nobody and are"
        yield Remark(f"{nobodys} {verb} left in the narration.", "quoted_nobody", count=nobodys)


def _nobodys(found: Credits) -> Iterator[Quotation]:
    """The quotations that are credited to nobody."""
    every = (one for paragraph in found.paragraphs for one in paragraph.quotations)
    return (one for one in every if one.opens not in found.speakers)


def _is_whole(text: str, one: Quotation) -> bool:
    """Whether a quotation ends like a sentence or a clause of one, as scare quotes do not."""
    return text[one.begin : one.end].rstrip().endswith(_SPOKEN)
