"""What a person corrects in a transcript: whose words they are. Not a word is ever changed."""

from dataclasses import replace

from knowledge.model import Speaker, Transcript
from knowledge.people import merged


def credited(transcript: Transcript, speaker: str, to: Speaker) -> Transcript:
    """The same transcript, in which everything of the speaker of this id is another's."""
    if all(one.id != speaker for one in transcript.speakers):
        return transcript
    heard: dict[str, Speaker] = {}
    for one in (to if one.id == speaker else one for one in transcript.speakers):
        heard[one.id] = merged(heard[one.id], one) if one.id in heard else one
    turns = tuple(replace(turn, speaker=to.id) if turn.speaker == speaker else turn for turn in transcript.turns)
    return replace(transcript, speakers=tuple(heard.values()), turns=turns)
