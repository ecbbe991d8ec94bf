"""Everything that can go wrong and is somebody's to know: each error is one clear sentence.

VerbatimError
├── TranscriptError         a file cannot be read as a transcript
│   └── NothingToIngest     a folder holds no transcripts
├── LibraryError            the library on disk cannot be used as asked
│   ├── LibraryBusy         another process is writing to it
│   ├── LibraryUnwritable   the disk refuses: read-only, full, gone
│   ├── LibraryDamaged      the files are there but cannot be opened
│   │   └── IndexDamaged    those of an index, which is made again from the texts
│   ├── VectorsAway         the server that holds the vectors cannot be used
│   ├── IndexMismatch       the index was built with another model, settings or format
│   │   └── IndexOutdated   another format, which is made again from the texts
│   ├── RecordsAway         the database of settings and feedback cannot be reached
│   ├── RecordsNewer        a later version of the program has written to it
│   └── RecordsNotEmpty     records cannot be moved to where there are some
├── BackupError             a backup cannot be made or brought back as asked
│   ├── BackupUnusable      a file is no backup, or a damaged one
│   ├── BackupNewer         a later version of the program has made it
│   ├── FolderInUse         a process works on the folder that would be replaced
│   └── FolderNotEmpty      there is something where a backup was to be brought back
├── EditError               a change that cannot be made
│   ├── NothingToUndo       a source has no history
│   ├── NothingToExclude    these words, lines or places are not in a source of the library
│   └── NotOwn              a source or speaker is another library's, which is only read along
├── AttributionError        speakers cannot be proposed as asked
├── ModelUnavailable        the embedding model cannot be loaded
├── NotFound                a name or id that stands for nothing here
│   ├── UnknownSpeaker
│   ├── UnknownSource
│   ├── UnknownPassage
│   └── UnknownExclusion
├── QuestionError           the question itself cannot be asked
│   ├── EmptyQuestion
│   ├── QuestionTooLong
│   ├── ClaimTooShort       words to be verified that are too few to tell
│   └── ComparisonError     these cannot be set side by side
│       ├── SameSpeaker
│       ├── SameSource
│       ├── NotHeard
│       └── NumberOfSpeakers
└── SettingsError           one or more settings are wrong; names every one
"""

from collections.abc import Sequence

from knowledge.remarks import Remark


class VerbatimError(Exception):
    """Root of all errors that reach a person; `str(error)` is the sentence they read."""


class TranscriptError(VerbatimError):
    """A file that cannot be read as a transcript; `kind` and `values` say why, for other languages than English."""

    def __init__(self, sentence: str, kind: str = "", **values: object) -> None:
        self.kind, self.values = kind, values
        super().__init__(str(sentence))

    @property
    def sentence(self) -> str:
        """What a person reads, as a Remark where it can be said in another language."""
        return Remark(str(self), self.kind, **self.values) if self.kind else str(self)

    def of(self, name: str) -> "TranscriptError":
        """The same, of the file of this name."""
        return TranscriptError(f"{name}: {self}", self.kind, **self.values)


class NothingToIngest(TranscriptError):
    """A path that holds no transcripts."""


class LibraryError(VerbatimError):
    """The library on disk cannot be used as asked."""


class LibraryBusy(LibraryError):
    """Another process holds the write lock."""


class LibraryUnwritable(LibraryError):
    """The disk refused a write."""


class LibraryDamaged(LibraryError):
    """The library's files exist but cannot be opened."""


class IndexDamaged(LibraryDamaged):
    """An index is lost or cannot be read; it can be made anew from the catalogue."""


class VectorsAway(LibraryError):
    """The server that holds the vectors does not answer, or not as it should; it may be back at any time."""


class IndexMismatch(LibraryError):
    """The index was built with another model, other settings or another format."""


class IndexOutdated(IndexMismatch):
    """The index was made by another version; it can be made anew from the catalogue."""


class RecordsAway(LibraryError):
    """The database behind DATABASE_URL does not answer, or does not let the bot in; `reason` is its own."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} cannot be used: {reason}.")


class RecordsNewer(LibraryError):
    """A database that a later version has changed, so that this one may misread it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was changed by a later version of Verbatim; run that one, or restore a backup.")


class RecordsNotEmpty(LibraryError):
    """What was to be moved would be mixed with what is there."""

    def __init__(self, table: str) -> None:
        super().__init__(f"The database holds something already, in the table {table}; please name an empty one.")


class BackupError(VerbatimError):
    """A backup that cannot be made, or brought back, as asked."""


class BackupUnusable(BackupError):
    """A file that is no backup, or not as it was written."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is no backup of Verbatim, or it is damaged; nothing was changed.")


class BackupNewer(BackupError):
    """A backup that this version may misread."""

    def __init__(self, name: str, version: str) -> None:
        super().__init__(
            f"{name} was made by a later version of Verbatim ({version}); restore it with that one."
            " Nothing was changed."
        )


class FolderInUse(BackupError):
    """A bot or a command works on the folder that was to be replaced."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"A bot or a command is using {folder}; stop it first. Nothing was changed.")


class FolderNotEmpty(BackupError):
    """There is something where a backup was to be brought back."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"The folder {folder} is not empty; name another one, or say --replace, which keeps it beside."
            " Nothing was changed."
        )


class EditError(VerbatimError):
    """A change to a source that cannot be made."""


class NothingToUndo(EditError):
    """A source came into the library before there was a history."""

    def __init__(self, source: str) -> None:
        super().__init__(f"Nothing is known of what {source} was before.")


class NotOwn(EditError):
    """What was to be changed belongs to the library beside this one."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"“{name}” is in the shared library, which only whoever runs it can change.")


class NothingToExclude(EditError):
    """Words that no source has, or lines and places that a source does not have; or words that are filled already."""

    def __init__(self) -> None:
        super().__init__("There are no such words in the library that could be left out.")


class AttributionError(VerbatimError):
    """Speakers that cannot be proposed as asked."""


class ModelUnavailable(VerbatimError):
    """The embedding model cannot be loaded."""


class NotFound(VerbatimError):
    """A name that stands for nothing in this library; `nearest` are the names that come closest."""

    noun = "entry"

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        self.name, self.nearest = name, tuple(nearest)
        hint = f" Did you mean {' or '.join(self.nearest)}?" if self.nearest else ""
        super().__init__(f"No {self.noun} here is called “{name}”.{hint}")


class UnknownSpeaker(NotFound):
    """Nobody in the library goes by this name."""

    noun = "speaker"


class UnknownSource(NotFound):
    """No source in the library has this id or title."""

    noun = "source"


class UnknownPassage(NotFound):
    """The passage is no longer in the library, or never was."""

    noun = "passage"


class UnknownExclusion(NotFound):
    """No wish that is kept to has this number or name."""

    noun = "exclusion"


class QuestionError(VerbatimError):
    """A question that cannot be asked."""


class EmptyQuestion(QuestionError):
    """A question without a word in it."""

    def __init__(self) -> None:
        super().__init__("Please ask with at least one word.")


class QuestionTooLong(QuestionError):
    """A question over the limit; `length` and `limit` are characters."""

    def __init__(self, length: int, limit: int) -> None:
        self.length, self.limit = length, limit
        super().__init__(f"Please ask in at most {limit} characters; this question has {length}.")


class ClaimTooShort(QuestionError):
    """Words to be verified that anybody may have said."""

    def __init__(self) -> None:
        super().__init__("These are too few words to tell who said them; please give at least four, or six characters.")


class ComparisonError(QuestionError):
    """Speakers, or sources, that cannot be set side by side."""


class SameSpeaker(ComparisonError):
    """One person under two names; `name` is what they are called."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"Please name two different people; both of these are {name}.")


class SameSource(ComparisonError):
    """One source twice."""

    def __init__(self, title: str) -> None:
        self.title = title
        super().__init__(f"Please name two different sources; both of these are “{title}”.")


class NotHeard(ComparisonError):
    """A speaker who says nothing in a source."""

    def __init__(self, name: str, title: str) -> None:
        self.name, self.title = name, title
        super().__init__(f"{name} is not heard in “{title}”.")


class NumberOfSpeakers(ComparisonError):
    """Fewer speakers than can be compared, or more."""

    def __init__(self, count: int, most: int) -> None:
        self.count, self.most = count, most
        super().__init__(f"Please name two to {most} speakers; here are {count}.")


class SettingsError(VerbatimError):
    """Settings that cannot be used; every problem is named at once."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("Please correct the settings: " + "; ".join(self.problems) + ".")
