"""Quotes to be drawn, and a look at what was drawn."""

from io import BytesIO

import numpy as np
from PIL import Image

from bot.pictures.canvas import MARGIN, background
from bot.pictures.picture import Picture
from bot.pictures.themes import Rgb, Theme
from knowledge.model import Kind, Passage, Quote, Source, Speaker


def made(text: str, name: str | None = "Ann", title: str = "Talk", kind: Kind = Kind.SPEECH) -> Quote:
    speaker = Speaker("ann", name) if name is not None else None
    source = Source("talk", title, None, None, "2024-05-10", None, ())
    return Quote(Passage("abcdefghijk", source, speaker, kind, 0, 0, len(text), 7, 7, text), 0, len(text))


def stays_inside(picture: Picture, theme: Theme, glow: Rgb) -> bool:
    """Whether the picture is of the size it says, and its margin shows nothing but the background."""
    drawn = np.asarray(Image.open(BytesIO(picture.png)))
    empty = np.asarray(background(picture.width, picture.height, theme, glow))
    differs = (drawn != empty).any(axis=2)
    differs[MARGIN:-MARGIN, MARGIN:-MARGIN] = False
    return drawn.shape == (picture.height, picture.width, 3) and not differs.any()
