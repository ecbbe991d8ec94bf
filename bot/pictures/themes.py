"""The colours of pictures, dark and light. Pure."""

from dataclasses import dataclass

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Theme:
    """Two colours that the background runs through, and those of words on it; `lift` is what accents are mixed with."""

    top: Rgb
    bottom: Rgb
    ink: Rgb
    quiet: Rgb
    faint: Rgb
    lift: Rgb
    glow: float

    def accent(self, colour: Rgb) -> Rgb:
        """A speaker's colour so that it can be read on the background."""
        return mixed(colour, self.lift, 0.25)


DARK = Theme((24, 26, 33), (15, 16, 21), (240, 238, 232), (163, 165, 175), (58, 61, 71), (255, 255, 255), 0.16)
LIGHT = Theme((253, 251, 247), (244, 240, 232), (31, 30, 36), (108, 106, 114), (219, 214, 204), (40, 20, 40), 0.13)


def rgb(colour: int) -> Rgb:
    """The parts of a colour that is given as one number."""
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255


def mixed(colour: Rgb, other: Rgb, share: float) -> Rgb:
    """`colour` with a share of another."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def brightness(colour: Rgb) -> float:
    """How bright a colour is to the eye, from 0 to 1."""
    return (0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]) / 255
