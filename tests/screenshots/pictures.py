"""Where pictures lie and how they are kept small; the contact sheets, and the page that shows them."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from tests.screenshots.camera import Variant
from tests.screenshots.stage import Scene

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "screenshots"
PAGE = ROOT / "docs" / "screenshots.md"
VARIANTS = (
    Variant("dark-desktop", "dark", 800, 1),
    Variant("light-desktop", "light", 800, 1),
    Variant("dark-phone", "dark", 390, 1.25),
    Variant("light-phone", "light", 390, 1.25),
)
KEPT = ("dark-desktop", "light-phone")  # of every scene in the repository; the others are made by the command
_COLOURS, _BRIGHT = 24, 16  # letters on two grounds; stripes, links and an avatar
_GREY = 40  # how far the parts of a grey are apart at most
_GROUND = {"dark": "#1e1f22", "light": "#e3e5e8"}
_COLUMNS, _GAP = 6, 8  # of a contact sheet; pixels between its pictures


def path(scene: Scene, variant: str) -> Path:
    return FOLDER / f"{scene.name}-{variant}.png"


def write(scene: Scene, variant: Variant, png: bytes) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    _small(Image.open(io.BytesIO(png))).save(path(scene, variant.name), optimize=True)


def write_sheets(scenes: Sequence[Scene]) -> None:
    """One picture a variant with all scenes, each in the column that is the shortest."""
    for variant in VARIANTS:
        shots = [_shrunk(Image.open(path(scene, variant.name)), variant.width * 2 // 5) for scene in scenes]
        columns: list[list[Image.Image]] = [[] for _ in range(_COLUMNS)]
        for shot in shots:
            min(columns, key=_height).append(shot)
        _small(_pasted(columns, variant.theme)).save(FOLDER / f"all-{variant.name}.png", optimize=True)


def page(scenes: Sequence[Scene]) -> str:
    """The page of the documents that shows every scene, in Markdown."""
    lines = [_HEAD]
    for scene in scenes:
        desktop, phone = (f"screenshots/{path(scene, variant).name}" for variant in KEPT)
        lines.append(f"## {scene.name}\n\n{scene.shows} ({scene.locale}).\n")
        lines.append(f"![{scene.shows}, on a desktop in dark]({desktop})\n")
        lines.append(f"![{scene.shows}, on a phone in light]({phone})\n")
    return "\n".join(lines)


def _shrunk(picture: Image.Image, width: int) -> Image.Image:
    return picture.convert("RGB").resize((width, picture.height * width // picture.width), Image.Resampling.LANCZOS)


def _pasted(columns: Sequence[Sequence[Image.Image]], theme: str) -> Image.Image:
    step = columns[0][0].width + _GAP
    size = (len(columns) * step + _GAP, max(map(_height, columns)) + _GAP)
    sheet = Image.new("RGB", size, _GROUND[theme])
    for number, column in enumerate(columns):
        for above, shot in enumerate(column):
            sheet.paste(shot, (_GAP + number * step, _GAP + _height(column[:above])))
    return sheet


def _small(picture: Image.Image) -> Image.Image:
    """With few colours: those that share it out evenly, and the most frequent bright ones, as a stripe is thin."""
    picture = picture.convert("RGB")
    shared = picture.quantize(_COLOURS, dither=Image.Dither.NONE).getpalette() or []
    bright = [rgb for _, rgb in sorted(_colours(picture), reverse=True) if max(rgb) - min(rgb) > _GREY]
    palette = Image.new("P", (1, 1))
    palette.putpalette([*shared[: 3 * _COLOURS], *(part for rgb in bright[:_BRIGHT] for part in rgb)])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def _colours(picture: Image.Image) -> list[tuple[int, tuple[int, int, int]]]:
    """Each colour of a picture with how often it is there."""
    return picture.getcolors(picture.width * picture.height) or []  # type: ignore[return-value]  # it is in RGB


def _height(column: Sequence[Image.Image]) -> int:
    return sum(shot.height + _GAP for shot in column)


_SHEETS = ", ".join(f"[{variant.name.replace('-', ', ')}](screenshots/all-{variant.name}.png)" for variant in VARIANTS)
_HEAD = f"""# Every message

What people see of the bot, photographed in the preview; `make screenshots` takes these pictures and writes this page. \
The scenes are in `tests/screenshots/scenes.py`. The talks with times are invented (`tests/screenshots/invented`); \
the others are the shipped transcripts. All on one sheet: {_SHEETS}.
"""
