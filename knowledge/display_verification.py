"""What the command line prints of a verification: for people the verdict in one sentence, and for programs JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from knowledge.display import print_quotes, quote_json
from knowledge.model import Kind
from knowledge.verification import Change, Difference, Piece, Place, Verdict, Verification


def verification_json(found: Verification) -> dict[str, Any]:
    return {
        "asked": found.asked,
        "verdict": found.verdict.value,
        "exact": found.exact,
        "elided": found.elided,
        "speaker": found.speaker.id if found.speaker else None,
        "named": found.named,
        "count": found.count,
        "places": [_place_json(place) for place in found.places],
        "also": [_place_json(place) for place in found.also],
        "nearest": [quote_json(quote) for quote in found.nearest],
    }


def _place_json(place: Place) -> dict[str, Any]:
    return {
        "source": place.source.id,
        "speaker": place.speaker.id if place.speaker else None,
        "kind": place.kind.value,
        "exact": place.is_exact,
        "elided": place.elided,
        "apart": place.apart,
        "spliced": place.spliced,
        "likeness": round(place.likeness, 4),
        "pieces": [_piece_json(piece) for piece in place.pieces],
    }


def _piece_json(piece: Piece) -> dict[str, Any]:
    """`start`, `end` and `text` are the words that were asked about; all offsets of words said are the source's."""
    start, end = piece.span
    shift = piece.quote.passage.start
    differences = [
        {"change": one.change.value, "asked": list(one.asked), "said": [shift + at for at in one.said]}
        for one in piece.differences
    ]
    return {"start": start, "end": end, "text": piece.text, "differences": differences} | {
        "quote": quote_json(piece.quote)
    }


def print_verification(console: Console, found: Verification) -> None:
    """Words, names and titles as they are: nothing in them is markup."""
    console.print(Text(sentence(found), style="bold"))
    console.print()
    _print_places(console, found, found.places)
    if found.count > len(found.places):
        console.print(Text(f"And {found.count - len(found.places)} more.\n"))
    if found.also and found.speaker:
        console.print(Text(f"What {found.speaker.name} did say:\n"))
        _print_places(console, found, found.also)
    if found.nearest:
        console.print("Closest in meaning, and not these words:\n")
        print_quotes(console, found.nearest)


def sentence(found: Verification) -> str:
    """The verdict for a person."""
    words = "these very words" if found.exact else "nearly these words"
    if found.exact and found.elided:
        words += ", with something between them"
    who = " and ".join(speaker.name for speaker in found.credited)
    asked_of = found.speaker.name if found.speaker else found.named
    match found.verdict:
        case Verdict.EXACT:
            return f"{who} said {words}."
        case Verdict.ALTERED:
            return f"{who} said {_altered(found.places[0])}."
        case Verdict.ANOTHER:
            return f"Not {asked_of}: {who} said {words if found.exact else _altered(found.places[0])}."
        case Verdict.SEVERAL:
            return "These very words stand there, but several voices said them in turn."
        case Verdict.UNCREDITED:
            return f"{words[0].upper()}{words[1:]} stand there, {_uncredited(found.places[0])}."
    return f"These words were not found{f' among what {found.speaker.name} said' if found.speaker else ''}."


def _altered(place: Place) -> str:
    if all(one.change is Change.EQUAL for piece in place.pieces for one in piece.differences):
        return "these words, but not together: what lies between them was left out"
    if place.spliced:
        return "nearly these words, and not together; the differences are below"
    return "nearly these words; the differences are below"


def _uncredited(place: Place) -> str:
    return {
        Kind.AD: "but in a sponsor read, which is nobody's own opinion",
        Kind.NARRATION: "but as narration, and are nobody's quoted words",
    }.get(place.kind, "but who says them is not known")


def _print_places(console: Console, found: Verification, places: Sequence[Place]) -> None:
    for place in places:
        print_quotes(console, place.quotes)
        lines = [line for piece in place.pieces for line in _lines(found.asked, piece)]
        if lines:
            console.print(Text("Asked: ").append(_marked(found.asked, place)), highlight=False)
            for line in lines:
                console.print(line, highlight=False)
            console.print()


def _marked(asked: str, place: Place) -> Text:
    """The asked words, in red what is not said here."""
    text = Text(asked)
    for one in (one for piece in place.pieces for one in piece.differences):
        if one.change in {Change.ADDED, Change.REPLACED}:
            text.stylize("red", *one.asked)
    return text


def _lines(asked: str, piece: Piece) -> Iterator[Text]:
    """Each difference as a line, the asked words in red and those of the source in green."""
    for one in piece.differences:
        if one.change is not Change.EQUAL:
            yield _line(one, asked[slice(*one.asked)].strip(), piece.quote.passage.text[slice(*one.said)].strip())


def _line(one: Difference, asked: str, said: str) -> Text:
    mine, theirs = (f"“{asked}”", "red"), (f"“{said}”", "green")
    match one.change:
        case Change.REPLACED:
            return Text.assemble("  ", mine, " stands in place of ", theirs)
        case Change.ADDED:
            return Text.assemble("  ", mine, " is not there")
        case Change.LEFT_OUT:
            return Text.assemble("  ", theirs, " was left out")
    return Text.assemble("  ", theirs, f" is what {asked} stands for")
