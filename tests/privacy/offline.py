"""All that the product does but Discord; run where there is no network but loopback.

`python offline.py FOLDER` brings the loopback up first, as in a namespace of its own it is down.
"""

import fcntl
import os
import socket
import struct
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bot.pictures.cards import quote_card
from knowledge.library import Library
from knowledge.settings import LibrarySettings

ROOT = Path(__file__).parents[2]
_GET, _SET, _UP = 0x8913, 0x8914, 1  # SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP
QUESTION = "开源的人工智能 open source"


def bring_up_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        name = b"lo".ljust(16, b"\0")
        (flags,) = struct.unpack("16xH", fcntl.ioctl(control, _GET, name + bytes(2))[:18])
        fcntl.ioctl(control, _SET, struct.pack("16sH14x", b"lo", flags | _UP))


def library(folder: Path) -> None:
    """All that the library does, with the default model, which is laid out and loaded but once."""
    seed, settings = folder / "talk.txt", LibrarySettings.from_env({}, data=folder / "data")
    whole = (ROOT / "seeds" / "002_dafd234608df4f22.txt").read_text(encoding="utf-8")
    seed.write_text("\n".join(whole.splitlines()[:40]), encoding="utf-8")
    with closing(Library(settings.data, settings.encoder(), settings.dictionary())) as opened:
        (report,) = opened.ingest([seed])
        told("ingest", report.status == "added")
        told("ask", bool(opened.ask(QUESTION).quotes))
        told("verify", bool(opened.verify(QUESTION).verdict))
        quote = opened.ask(QUESTION).quotes[0]
        told("card", quote_card(quote, language="zh-CN").png.startswith(b"\x89PNG"))
        told("compare", bool(opened.compare("David Hoffman", "Emad Mostaque", QUESTION).sides))
        told("timeline", opened.timeline(QUESTION).topic == QUESTION)
        told("topics", isinstance(opened.topics(), tuple))
        opened.reindex()
        told("reindex", bool(opened.ask(QUESTION).quotes))


def told(what: str, works: object) -> None:
    print(f"{what}: {'works' if works else 'fails'}", flush=True)


def bot(folder: Path) -> None:
    """The bot itself, up to where it looks for Discord."""
    given = {"DISCORD_TOKEN": "MTIz.abc.def", "VERBATIM_DATA": str(folder / "data")}
    given["VERBATIM_TRANSCRIPTS"] = str(folder / "talk.txt")
    command = [sys.executable, "-m", "bot"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | given, capture_output=True, text=True, check=False)
    print("bot:", done.stderr[-300:], flush=True)


def main(folder: Path) -> None:
    if [name for _, name in socket.if_nameindex()] != ["lo"]:
        sys.exit("there is a network here")
    bring_up_loopback()
    library(folder)
    bot(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
