"""Any transcript in any format, from its file to what a person reads: every quote is the source's and one voice's.

`HYPOTHESIS_PROFILE=long` tries many more transcripts than every run of the tests does.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.checking import checked, extracts
from bot.i18n import ENGLISH
from bot.markdown import frame
from bot.page import Page
from bot.pages.answers import random_page
from bot.pages.comparisons import comparison_page
from bot.pages.contexts import context_page
from bot.pages.timelines import timeline_page
from bot.pages.verifications import verification_page
from knowledge import transcripts
from knowledge.errors import VerbatimError
from knowledge.library import Library
from knowledge.model import OWN_WORDS, SEARCHED, Answer, Comparison, Quote, Transcript
from tests.bot.client import read
from tests.bot.test_hostile import ACTING, texts
from tests.bot.test_pages import answered, wrong
from tests.conftest import HashingEncoder
from tests.knowledge.files import FORMATS, Said

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
EACH = settings(
    deadline=None,
    database=None,
    derandomize=not LONG,
    max_examples=300 if LONG else 3,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
NAMES = st.sampled_from(["Ann Lee", "Bob Wu", "陈红", "Carol *Star* Ng", "Ann  Lee", "דנה לוי", "M̶a̶x Poe"])
WORDS = "the licence of open models is a promise to every developer who builds on it 开源模型 的 许可证 是 承诺".split()
ASKED = "licence of open models 开源模型"
PARTS = st.sampled_from([*(part for part in ACTING.split("|") if part), *WORDS])
SENTENCE = st.builds(
    lambda begin, inside, end: " ".join(["The licence of open models", *inside, begin]) + end,
    PARTS,
    st.lists(PARTS | st.sampled_from(WORDS), max_size=12),
    st.sampled_from([".", "。", "?", "", "…", "”"]),
)
TALK = st.lists(st.tuples(NAMES, SENTENCE | st.text(max_size=20)), min_size=1, max_size=6)


@dataclass(frozen=True, slots=True)
class Heard:
    """A library that holds one file, and what its reader makes of that."""

    library: Library
    source: str
    transcript: Transcript

    def quotes(self) -> Iterator[Quote]:
        """Those of every way that leads to quotes."""
        yield from self.answer().quotes
        yield from self.library.random_quotes(seed=1)
        yield from self.library.timeline(ASKED).quotes
        for side in [side for found in self.comparisons() for side in found.sides]:
            yield from side.quotes

    def answer(self) -> Answer:
        return self.library.ask(ASKED, limit=6)

    def comparisons(self) -> list[Comparison]:
        people = [speaker.id for speaker in self.library.speakers()][:2]
        return [self.library.compare_all(people, ASKED)] if len(people) == 2 else []

    def faults(self, quote: Quote) -> list[str]:
        """What of a quote its source contradicts, as it is stored and as it is read anew."""
        text, passage = self.library._shelves.text(self.source), quote.passage
        turn = self.transcript.turns[passage.turn]
        checks = {
            "is not what is stored": quote.text == text[quote.start : quote.stop] != "",
            "is not what is read": quote.text == self.transcript.text[quote.start : quote.stop],
            "crosses turns": turn.start <= quote.start < quote.stop <= turn.end,
            "is not content": turn.kind in SEARCHED,
            "is credited wrongly": (passage.speaker and passage.speaker.id, passage.kind) == (turn.speaker, turn.kind),
            "credits nobody's words": passage.kind in OWN_WORDS or not passage.speaker,
        }
        return [fault for fault, holds in checks.items() if not holds]

    def pages(self) -> Iterator[Page]:
        found = self.answer()
        yield answered(found, found.quotes, ENGLISH)
        yield from (comparison_page(one, ENGLISH) for one in self.comparisons())
        yield timeline_page(self.library.timeline(ASKED), 0, ENGLISH)
        for quote in found.quotes[:2]:
            yield random_page(quote, None, None, ENGLISH)
            yield context_page(self.library.context(quote.passage.id), ENGLISH)
            yield from self.verified(quote)

    def verified(self, quote: Quote) -> Iterator[Page]:
        try:
            yield verification_page(self.library.verify(quote.text[:300]), quote.text[:300], ENGLISH)
        except VerbatimError:  # too few words
            return

    def page_faults(self, page: Page) -> list[str]:
        """What is wrong with a page as it goes over the wire in either style."""
        wanted = extracts(page)
        _, withheld = checked(page, dict(zip(wanted, self.library.standing(wanted), strict=True)))
        found = [*wrong(page), *(one.reason for one in withheld)]
        shown = [read(one).text for one in texts(page)]
        for said in page.said:
            words = self.transcript.text[said.extract.start : said.extract.end]
            opening, closing = frame(words)
            found += [] if sum(f"{opening}{words}{closing}" in one for one in shown) >= 2 else ["is shown otherwise"]
        return found


def heard(format: str, said: Sequence[Said], folder: Path) -> Iterator[Heard]:
    """The talk in a library of its own; nothing where the reader refuses it, with a sentence."""
    suffix, write = FORMATS[format]
    path = folder / f"talk.{suffix}"
    path.write_bytes(write(said))
    with closing(Library(folder / "data", HashingEncoder())) as library:
        (report,) = library.ingest([path])
        if report.error is None and library.extent().passages:
            yield Heard(library, report.source, transcripts.read(path))


@pytest.mark.parametrize("format", FORMATS)
@EACH
@given(TALK)
def test_every_quote_of_any_transcript_is_the_sources_and_is_read_back_from_its_message(
    format: str, said: list[Said]
) -> None:
    with TemporaryDirectory() as folder:
        for one in heard(format, said, Path(folder)):
            assert [fault for quote in one.quotes() for fault in one.faults(quote)] == []
            assert [fault for page in one.pages() for fault in one.page_faults(page)] == []


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_read_by_its_own_reader_and_quoted(format: str, tmp_path: Path) -> None:
    name = {"word": "plain", "pdf": "plain", "whisperx": "whisper"}.get(format, format)
    said = [("Ann Lee", "The licence of open models is a promise."), ("Bob Wu", "I never read the licence of models.")]
    quoted: list[Quote] = []
    for one in heard(format, 3 * said, tmp_path):
        quoted += one.answer().quotes
        assert [fault for page in one.pages() for fault in one.page_faults(page)] == []
    (path,) = tmp_path.glob("talk.*")
    assert quoted
    assert transcripts.opened(path).format == import_module(f"knowledge.transcripts.{name}").NAME
