"""Reads a message as Discord shows it: backslashes go, bold marks go, and so do the marks that close directions."""

CLOSING = "\u202c\u2069"


def seen(markdown: str) -> str:
    """What a person sees of text in Markdown, without its direction marks."""
    shown, at = [], 0
    while at < len(markdown):
        if markdown[at] == "\\" and at + 1 < len(markdown) and not markdown[at + 1].isalnum():
            shown.append(markdown[at + 1])
            at += 2
        elif markdown.startswith("**", at):
            at += 2
        else:
            shown.append(markdown[at])
            at += 1
    return without_closings("".join(shown))


def bold(markdown: str) -> list[str]:
    """The texts between bold marks, as they are seen."""
    marks, at = [], 0
    while at < len(markdown):
        if markdown.startswith("**", at):
            marks.append(at)
        at += 2 if markdown[at] == "\\" or markdown.startswith("**", at) else 1
    return [seen(markdown[begin + 2 : end]) for begin, end in zip(marks[::2], marks[1::2], strict=True)]


def without_closings(text: str) -> str:
    return "".join(char for char in text if char not in CLOSING)
