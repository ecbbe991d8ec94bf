"""`python -m tests.faults.light FOLDER STEP …`: a process that works on FOLDER/data with an encoder that takes no time.

It prints `begun` once the library is open, `done STEP` after each step, and in the end what it found, as JSON.
"""

import json
import os
import sys
from contextlib import closing
from pathlib import Path

from knowledge.errors import VerbatimError
from knowledge.library import Library
from tests.conftest import HashingEncoder

TEXTS = {
    f"talk{number}": "".join(
        f"Ann: What is licence {number}{line}?\nBob: Licence {number}{line} is a promise to everybody who builds.\n"
        for line in range(12)
    )
    for number in range(4)
}
SECRET = b"xylophon"  # as it stands in texts and in the index of words
TOLD = "Eve: Xylophones glimmer under the quartz lighthouse.\nBob: Snow is a quiet thing to say.\n"
MANY = "".join(f"Dan: Crane {line} lifts {line * 7} bricks over wall {line % 97}.\n" for line in range(1500))
LATER = "Cid: Zebras gallop over the savannah in the morning.\n"


class OtherEncoder(HashingEncoder):
    fingerprint = "other-256"


def step(library: Library, folder: Path, name: str) -> None:
    match name:
        case "ingest":
            bring_in(library, folder, "later", LATER)
        case "fill":
            assert all(not report.error for report in library.ingest([folder / "texts"]))
        case "reindex":
            library.reindex()
        case "rename":
            library.rename_speaker("Ann", "Anna Lee")
        case "merge":
            library.merge_speakers("Ann", "Bob")
        case "describe":
            library.describe("talk0", title="On Licences and Promises", url="https://example.org/0")
        case "undo":
            library.undo("talk0")
        case _:
            others(library, folder, name)


def others(library: Library, folder: Path, name: str) -> None:
    match name:
        case "secret":
            bring_in(library, folder, "secret", TOLD * 12)
        case "many":
            bring_in(library, folder, "many", MANY)
            ask(library)  # who searches first has the graph of so many vectors written
        case "exclude":
            library.exclude(library.wish_of("Eve"))
        case "check":
            checked = library.check()
            assert checked.is_sound, checked
        case "ask":
            ask(library)


def bring_in(library: Library, folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    failed = [report.error for report in library.ingest([folder / f"{name}.txt"]) if report.error]
    assert not failed, failed


def ask(library: Library) -> None:
    """Every quote is its source's words, in a turn of whom it is credited to."""
    for question in ("What is licence 02?", "Who makes a promise to everybody?", "zebras on the savannah"):
        for quote in library.ask(question, limit=20).quotes:
            passage = quote.passage
            text = library.export(passage.source.id)
            turns = [one.turn for one in library.turns(passage.source.id)]
            speaker = passage.speaker.id if passage.speaker else None
            within = [turn for turn in turns if turn.start <= passage.start and passage.end <= turn.end]
            assert quote.text in text, f"wrong: {quote.text}"
            assert [turn.speaker for turn in within] == [speaker], f"wrong: {speaker} said {quote.text}"


def main() -> int:
    folder, steps = Path(sys.argv[1]), sys.argv[2:]
    encoder = OtherEncoder() if os.environ.get("OTHER_MODEL") else HashingEncoder()
    try:
        with closing(Library(folder / "data", encoder)) as library:
            print("begun", flush=True)
            for name in steps:
                step(library, folder, name)
                print("done", name, flush=True)
            print(json.dumps({"answers": len(library.ask("What is licence 02?", limit=20).quotes)}), flush=True)
    except VerbatimError as error:
        print("told", str(error), flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
