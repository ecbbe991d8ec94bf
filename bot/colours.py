"""The colour of a speaker, the same wherever they are quoted. Pure."""

import colorsys
import hashlib

from knowledge.model import Quote, Speaker

INK = 0x8A8F98  # of nobody's words, and of what is no quote


def speaker_colour(speaker: Speaker | None) -> int:
    """As rgb; nobody's words are grey."""
    if speaker is None:
        return INK
    hue = hashlib.sha256(speaker.id.encode()).digest()[0] / 256
    red, green, blue = (round(part * 255) for part in colorsys.hsv_to_rgb(hue, 0.55, 0.85))
    return red << 16 | green << 8 | blue


def quote_colour(quote: Quote) -> int:
    return speaker_colour(quote.passage.speaker)
