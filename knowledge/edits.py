"""What a person corrects in a transcript: whose words they are. Not a word is ever changed."""

from dataclasses import replace

from knowledge.errors import UnknownSpeaker
from knowledge.folding import slug
from knowledge.model import Speaker, Transcript
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
    if all(one.id != speaker for one in transcript.speakers):
        return transcript
    heard: dict[str, Speaker] = {}
    for one in (to if one.id == speaker else one for one in transcript.speakers):
        heard[one.id] = merged(heard[one.id], one) if one.id in heard else one
    turns = tuple(replace(turn, speaker=to.id) if turn.speaker == speaker else turn for turn in transcript.turns)
    return replace(transcript, speakers=tuple(heard.values()), turns=turns)
