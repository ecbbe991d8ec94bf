"""What a person corrects in a transcript: whose words they are. Not a word is ever changed."""

from collections.abc import Mapping
from dataclasses import replace

from knowledge.errors import UnknownSpeaker
from knowledge.folding import slug
from knowledge.model import Kind, Speaker, Transcript
from knowledge.people import merged
from knowledge.transcripts.voices import is_numbered


def renamed(speaker: Speaker, name: str) -> Speaker:
    """The speaker under another name; the former ones stay, but for a machine's number. Raises UnknownSpeaker."""
    if not slug(name):
        raise UnknownSpeaker(name)
    kept = tuple(former for former in _telling(speaker) if former != name)
    return Speaker(slug(name), " ".join(name.split()), kept, speaker.role)


def joined(kept: Speaker, gone: Speaker) -> Speaker:
    """The first speaker, under all names of both but a machine's numbers."""
    return merged(kept, Speaker(kept.id, kept.name, _telling(gone)))


def _telling(speaker: Speaker) -> tuple[str, ...]:
    return tuple(name for name in speaker.names if not is_numbered(name))


def credited(transcript: Transcript, speaker: str, to: Speaker) -> Transcript:
    """The same transcript, in which everything of the speaker of this id is another's."""
    heard: dict[str, Speaker] = {}
    for one in (to if one.id == speaker else one for one in transcript.speakers):
        heard[one.id] = merged(heard[one.id], one) if one.id in heard else one
    turns = tuple(replace(turn, speaker=to.id) if turn.speaker == speaker else turn for turn in transcript.turns)
    return replace(transcript, speakers=tuple(heard.values()), turns=turns)


def named(transcript: Transcript, names: Mapping[str, str]) -> Transcript:
    """The same transcript, its speakers called as `names` has it by their ids. Raises UnknownSpeaker for no name."""
    for speaker in transcript.speakers:
        if speaker.id in names:
            transcript = credited(transcript, speaker.id, renamed(speaker, names[speaker.id]))
    return transcript


def described(transcript: Transcript, title: str | None, url: str | None, date: str | None) -> Transcript:
    """The same transcript under another title, link or date, where one is given."""
    return replace(
        transcript,
        title=(title or "").strip() or transcript.title,
        url=(url or "").strip() or transcript.url,
        date=(date or "").strip() or transcript.date,
    )


def recredited(transcript: Transcript, turn: int, to: Speaker | None) -> Transcript:
    """The same transcript, in which one turn is somebody else's, or spoken by nobody knows whom."""
    kinds = {Kind.QUOTE: Kind.QUOTE if to else Kind.SPEECH}
    turns = tuple(
        replace(one, speaker=to.id if to else None, kind=kinds.get(one.kind, Kind.SPEECH)) if one.index == turn else one
        for one in transcript.turns
    )
    known = to is None or any(speaker.id == to.id for speaker in transcript.speakers)
    speakers = transcript.speakers if known else (*transcript.speakers, *filter(None, [to]))
    return replace(transcript, speakers=speakers, turns=turns)
