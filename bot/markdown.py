"""Text as Discord shows it, character for character: what would act as markup is escaped, nothing is taken away."""

import re

_ANYWHERE = re.compile(r"[\\*_~|`\[\]<>@]|(?<=http):|(?<=https):")
_LINE_START = re.compile(r"^(\s*)([#\-+]|\d+(?=\.\s))", re.MULTILINE)
_OPENS_EMBEDDING = "\u202a\u202b\u202d\u202e"
_OPENS_ISOLATE = "\u2066\u2067\u2068"


def escaped(text: str) -> str:
    """`text` such that Discord shows exactly it: no style, link, mention, list or heading."""
    plain = _ANYWHERE.sub(lambda match: "\\" + match[0], text)
    return _closed(_LINE_START.sub(_guarded, plain))


def unescaped(text: str) -> str:
    """What a reader sees of escaped text."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text)


def _guarded(match: re.Match[str]) -> str:
    mark = match[2]
    # A backslash does not escape a digit; a list number is guarded at its full stop, by a word joiner.
    return f"{match[1]}{mark}\u2060" if mark.isdigit() else f"{match[1]}\\{mark}"


def _closed(text: str) -> str:
    """Direction overrides that a text leaves open would turn everything after it around."""
    embeddings = sum(char in _OPENS_EMBEDDING for char in text) - text.count("\u202c")
    isolates = sum(char in _OPENS_ISOLATE for char in text) - text.count("\u2069")
    return text + "\u202c" * max(0, embeddings) + "\u2069" * max(0, isolates)
