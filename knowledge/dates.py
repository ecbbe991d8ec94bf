"""When something was, from a date as a file writes it: whole, in part, or not to be told."""

import re

Date = tuple[int, int, int]
"""Year, month and day; 0 where it is not known, so that what is known of a date sorts it."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?!\d)(?:\s*[-/.月]\s*(\d{1,2})(?!\d))?)?")
_TOGETHER = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b\.?", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?![\d:])", re.IGNORECASE)
_YEARS = range(1000, 3000)


def when(date: str | None) -> Date | None:
    """The date that a text names, as far as it is certain: of 03/04/2024 the year; None where there is no year."""
    text = (date or "").strip()
    if (found := _TOGETHER.search(text)) and all(map(_is_part, (int(found[2]), int(found[3])), (12, 31))):
        return _certain(*map(int, found.groups()))
    if not (found := _YEAR_FIRST.search(text)):
        return None
    if month := _MONTH.search(text):
        day = _DAY.search(text.replace(found[1], " ", 1))
        return _certain(int(found[1]), _MONTHS.index(month[1].lower()) + 1, int(day[1]) if day else 0)
    return _certain(int(found[1]), int(found[2] or 0), int(found[3] or 0))


def _certain(year: int, month: int, day: int) -> Date | None:
    """As much of a date as the calendar has."""
    if year not in _YEARS:
        return None
    if not _is_part(month, 12):
        return (year, 0, 0)
    return (year, month, day if _is_part(day, 31) else 0)


def _is_part(number: int, most: int) -> bool:
    return 1 <= number <= most
