"""How much a transcript may hold; more is a file made to do harm, or no transcript. docs/uploads.md tells them."""

from knowledge.errors import TranscriptError
from knowledge.model import Transcript

TEXT = 8 * 2**20  # bytes in UTF-8, the words of some hundred hours
TURNS, TIMES = 100_000, 250_000
SPEAKERS, NAMES = 1_000, 50  # in one file; spellings of one
NAME = 300  # characters of a name, a title, a link
LATEST = 10**9  # milliseconds, eleven days


def check_length(text: str) -> None:
    """Raises TranscriptError if a text is too long."""
    if len(text) > TEXT // 4 and len(text.encode()) > TEXT:
        limit = TEXT >> 20
        raise TranscriptError(f"it holds more than {limit} MiB of text; please split it.", "too_long", limit=limit)


def within(transcript: Transcript) -> Transcript:
    """The same transcript. Raises TranscriptError if it is over one of the limits."""
    check_length(transcript.text)
    if len(transcript.turns) > TURNS or sum(len(turn.times) for turn in transcript.turns) > TIMES:
        sentence = f"it has more than {TURNS:,} turns, or more than {TIMES:,} times; please split it."
        raise TranscriptError(sentence, "too_many_turns", limit=TURNS)
    if len(transcript.speakers) > SPEAKERS or len(transcript.names) > SPEAKERS:
        raise TranscriptError(f"it has more than {SPEAKERS:,} speakers or names.", "too_many_speakers", limit=SPEAKERS)
    if any(len(speaker.names) > NAMES for speaker in transcript.speakers) or any(
        len(names) > NAMES for names in transcript.names
    ):
        raise TranscriptError(f"somebody in it has more than {NAMES} names.", "too_many_names", limit=NAMES)
    about = (transcript.title, transcript.language, transcript.medium, transcript.date, transcript.url)
    heard = (word for one in transcript.speakers for word in (one.id, one.role, *one.names))
    spoken_of = (word for names in transcript.names for word in names)
    if any(word and len(word) > NAME for word in (*about, *heard, *spoken_of)):
        raise TranscriptError(f"a name or a title in it has more than {NAME} characters.", "long_name", limit=NAME)
    return transcript
