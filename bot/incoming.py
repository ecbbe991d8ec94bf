"""Files that a person has looked at and not yet added: kept on disk, so that a restart in between loses nothing."""

import json
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

from knowledge.errors import LibraryUnwritable
from knowledge.folding import slug
from knowledge.survey import Voice
from knowledge.transcripts.tidying import visible

KEY = r"[\w-]{11}"
_ABOUT = "about.json"
_KEPT = 24 * 3600  # seconds
_MOST = 20  # uploads of one server that wait at once
_LONGEST = 120  # characters of a file's name
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)  # devices of Windows


@dataclass(frozen=True, slots=True)
class Upload:
    """Some files of one person, who speaks in them, and what these shall be called, by their ids."""

    key: str
    user: int
    folder: Path
    voices: tuple[Voice, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def paths(self) -> list[Path]:
        """The files in the order in which they were given."""
        folders = sorted(folder for folder in self.folder.iterdir() if folder.is_dir())
        return [file for folder in folders for file in folder.iterdir()]


class Incoming:
    """The uploads of one server, in a folder of its own. Blocking; raises LibraryUnwritable."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, user: int, files: Sequence[tuple[str, bytes]]) -> Upload:
        """Takes files in, each with its name; those that have waited too long go."""
        try:
            self._forget_old()
            upload = Upload(secrets.token_urlsafe(8), user, self._folder / "")
            upload = replace(upload, folder=self._folder / upload.key)
            for number, (name, content) in enumerate(files):
                room = upload.folder / str(number)  # two files may have one name
                room.mkdir(parents=True)
                (room / safe(name)).write_bytes(content)
            self.save(upload)
        except OSError as error:
            raise LibraryUnwritable(f"The folder {self._folder} cannot be written: {error.strerror}.") from error
        return upload

    def find(self, key: str, user: int) -> Upload | None:
        """The upload of this key, if it is this person's and still waits."""
        folder = self._folder / key
        try:
            about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        voices = tuple(Voice(*voice) for voice in about["voices"])
        return Upload(key, user, folder, voices, about["names"]) if about["user"] == user else None

    def save(self, upload: Upload) -> None:
        """Remembers an upload as it is now."""
        voices = [astuple(voice) for voice in upload.voices]
        about = {"user": upload.user, "voices": voices, "names": dict(upload.names)}
        (upload.folder / _ABOUT).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")

    def drop(self, upload: Upload) -> None:
        shutil.rmtree(upload.folder, ignore_errors=True)

    def drop_of(self, user: int) -> int:
        """Drops all uploads of a person, and gives how many."""
        found = [upload for folder in self._folder.iterdir() if (upload := self.find(folder.name, user))]
        for upload in found:
            self.drop(upload)
        return len(found)

    def forget(self) -> None:
        """Drops all that waits."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _forget_old(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        newest = sorted(self._folder.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
        for place, folder in enumerate(newest, 1):
            if place >= _MOST or time.time() - folder.stat().st_mtime > _KEPT:
                shutil.rmtree(folder, ignore_errors=True)


def safe(name: str) -> str:
    """The name of a file without anything that leads out of its folder, and of a length that every disk takes."""
    written = unicodedata.normalize("NFC", visible(name.replace("\\", "/").rsplit("/", 1)[-1]))
    plain = re.sub(r"[^\w.() -]+", "_", written).strip(". ")
    stem, dot, suffix = plain.rpartition(".")
    short = f"{stem[: _LONGEST - len(suffix)].rstrip('. ')}{dot}{suffix}" if len(suffix) < _LONGEST // 2 else plain
    short = short[:_LONGEST]
    while len(short.encode()) > 2 * _LONGEST:
        short = short[1:]
    short = short.strip(". ")
    if not slug(short.rpartition(".")[0] or short):
        short = f"transcript.{suffix}" if dot and slug(suffix) else "transcript"
    return f"_{short}" if _RESERVED.match(short) else short
