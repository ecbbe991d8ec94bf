"""Discord's limits on what is sent, and how a text is measured against them. Pure."""

CONTENT = 2000
DESCRIPTION = 4096
FIELD = 1024
NAME = 256  # of an embed's author, and of a field
EMBEDS = 6000  # all texts of all embeds of a message
CUSTOM_ID = 100
LABEL = 80
CHOICES = 25
CHOICE = 100
THREAD = 100  # of a thread's name


def units(text: str) -> int:
    """The length of a text in UTF-16 units: the strictest of the ways in which Discord's sides count."""
    return len(text) + sum(char > "\uffff" for char in text)


def cut(name: str, limit: int) -> str:
    """A name or a title in at most `limit` units. Never for what somebody said: a quote is clipped instead."""
    if units(name) <= limit:
        return name
    kept = name[: limit - 1]
    while units(kept) > limit - 1:
        kept = kept[:-1]
    return kept + "…"
