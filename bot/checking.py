"""The last look at a message: what it says between quotation marks is what the library holds now, or is withheld.

Pure: what the library holds is read by `sending`. Words are read back from the Markdown that is about to be sent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.markdown import FRAME, bare, plainly, unescaped, unstyled
from bot.page import Block, Card, Drawn, Page, Part, Picture, Said, Text
from knowledge.standing import Extract, Standing

_MARKS = frozenset("“”…  ") | FRAME  # all that may stand between what encloses a quote and its words

Held = Mapping[Extract, Standing | None]


@dataclass(frozen=True, slots=True)
class Withheld:
    """Words that are not sent, and why: they are gone, other words, or another's."""

    extract: Extract
    reason: str


def extracts(page: Page) -> tuple[Extract, ...]:
    """Where all words of sources in a page are said to stand, each once."""
    drawn = (one.extract for picture in page.pictures for one in picture.drawn)
    return tuple(dict.fromkeys([*(said.extract for said in page.said), *drawn]))


def checked(page: Page, held: Held) -> tuple[Page, tuple[Withheld, ...]]:
    """The page with a sentence in the place of whatever is not as the library holds it, and what that was."""
    faults = dict(_faults(page, held))
    if not faults:
        return page, ()
    kept = replace(page, parts=tuple(_part(part, faults) for part in page.parts))
    return kept, tuple(Withheld(one.extract, reason) for one, reason in faults.items())


def _faults(page: Page, held: Held) -> Iterator[tuple[Said | Drawn, str]]:
    for card in (part for part in page.parts if isinstance(part, Card)):
        for block in card.blocks:
            yield from ((said, reason) for said in block.said if (reason := _fault(said, block, held)))
    for picture in page.pictures:
        for one in picture.drawn:
            if reason := _overtaken(one.words, one.extract, held):
                yield one, reason


def _fault(said: Said, block: Block, held: Held) -> str | None:
    """What is wrong with words as they are written; None if nothing is."""
    if reason := _overtaken(unstyled(said.words), said.extract, held):
        return reason
    standing = held[said.extract]
    around = said.opening.rpartition("\n")[2] + said.closing
    if standing is None or plainly(said.words) != bare(standing.words) or not _MARKS.issuperset(around):
        return "words"
    return None if _is_named(said, block, standing) else "speaker"


def _overtaken(words: str, extract: Extract, held: Held) -> str | None:
    standing = held.get(extract)
    if standing is None:
        return "gone"
    if (extract.speaker, extract.kind) != (standing.speaker, standing.kind):
        return "speaker"
    return None if words == standing.words else "words"


def _is_named(said: Said, block: Block, standing: Standing) -> bool:
    """Whether the name beside the words is that of who says them, or the beginning of it."""
    if not said.name:
        return True
    name = unescaped(said.name).strip("".join(FRAME)).removesuffix("…")
    beside = said.name in block.head or said.name in said.opening
    return beside and " ".join((standing.speaker or "").split()).strip("".join(FRAME)).startswith(name)


def _part(part: Part, faults: Mapping[Said | Drawn, str]) -> Part:
    match part:
        case Card():
            return replace(part, blocks=tuple(_block(block, faults) for block in part.blocks))
        case Picture():
            return Text(part.instead) if any(one in faults for one in part.drawn) else part
    return part


def _block(block: Block, faults: Mapping[Said | Drawn, str]) -> Block:
    """Under a heading that credits somebody all goes; of several that each have their own, those that are wrong."""
    wrong = [said for said in (*block.said, *block.rests_on) if said in faults]
    if not wrong:
        return block
    if block.head:
        return Block(wrong[0].instead)
    kept = (part.instead if isinstance(part, Said) and part in wrong else part for part in block.written)
    return replace(block, written=tuple(kept))
