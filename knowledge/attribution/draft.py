"""A proposal as a file in the labelled format, for a person to correct."""

from dataclasses import replace

from knowledge.attribution.proposal import Proposal
from knowledge.errors import TranscriptError
from knowledge.model import Kind
from knowledge.transcripts.written import READABLE, written

_LEFT = "its speakers were proposed from the text alone; correct the labels, then remove this line"


def drafted(proposal: Proposal, *, title: str) -> str:
    """The file, each proposed label with how sure it is. Raises TranscriptError if it could not be read again."""
    if all(turn.kind is Kind.BOILERPLATE for turn in proposal.transcript.turns):
        raise TranscriptError(f"“{title}” has nothing that somebody says.")
    named = replace(proposal.transcript, title=title or "Untitled")
    return written(named, draft=_LEFT, confidences=proposal.confidences, apart=READABLE)
