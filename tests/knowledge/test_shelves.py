"""A library that is read along with another: one answer from both, and nothing of a third."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import folders
from knowledge.errors import NotOwn, UnknownPassage, UnknownSource, UnknownSpeaker
from knowledge.holdings import Holdings
from knowledge.libraries import Libraries
from knowledge.library import Library
from knowledge.shelves import Shelves
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import Tell, labelled
from tests.knowledge.ingesting import found

SHARED = labelled("[[ann-lee]] A licence without caps is a promise. [[bob-wu]] Zebras are striped.\n")
OWN = labelled("[[ann-lee]] A licence is a letter to nobody. [[bob-wu]] Volcanoes erupt under snow.\n")


@pytest.fixture
def libraries(library: Library, tell: Tell) -> Iterator[Libraries]:
    tell(talk=SHARED)
    with closing(Libraries(library)) as opened:
        yield opened


def add(libraries: Libraries, folder: Path, guild: str = "1", text: str = OWN, name: str = "talk") -> None:
    """Brings a transcript into a community's own library."""
    file = folder / f"{name}.txt"
    file.write_text(text)
    with libraries.own(guild) as own:
        (report,) = own.ingest([file])
    assert report.error is None


def test_an_answer_is_found_in_both_libraries_at_once(libraries: Libraries, tmp_path: Path) -> None:
    add(libraries, tmp_path)
    with libraries.of("1") as both:
        assert {"A licence without caps is a promise.", "A licence is a letter to nobody."} <= found(both, "licence")
        assert [source.id for source in both.sources()] == ["own:talk", "talk"]
        assert both.ask("volcanoes erupt under snow").quotes[0].passage.source.id == "own:talk"
        assert both.ask("zebras striped").quotes[0].passage.source.id == "talk"


def test_nothing_of_one_community_is_seen_by_another_or_without_one(libraries: Libraries, tmp_path: Path) -> None:
    add(libraries, tmp_path, "1", OWN.replace("ann-lee", "cid").replace("Ann Lee", "Cid"))
    add(libraries, tmp_path, "2", labelled("[[bob-wu]] Glaciers calve.\n"), "ice")
    with libraries.of("1") as one:
        passage = one.ask("volcanoes erupt").quotes[0].passage.id
    for guild in ("2", "3", None):
        with libraries.of(guild) as other:
            assert "Volcanoes erupt under snow." not in found(other, "volcanoes erupt under snow")
            assert all("Volcanoes" not in quote.text for quote in other.random_quotes())
            assert other.still_there([passage]) == ()
            with pytest.raises(UnknownPassage):
                other.context(passage)
            with pytest.raises(UnknownSpeaker):
                other.speaker("Cid")
            with pytest.raises(UnknownSource):
                other.turns("own:talk")


def test_a_community_that_does_not_see_the_shared_library_has_its_own_alone(library: Library, tmp_path: Path) -> None:
    with closing(Libraries(library, lambda guild: guild != "1")) as libraries:
        with libraries.of("1") as empty:
            assert (empty.sources(), empty.ask("licence").quotes) == ((), ())
        add(libraries, tmp_path)
        with libraries.of("1") as own:
            assert [source.id for source in own.sources()] == ["own:talk"]


def test_who_is_heard_in_both_is_one_person_and_compared_across_them(libraries: Libraries, tmp_path: Path) -> None:
    add(libraries, tmp_path)
    with libraries.of("1") as both:
        assert [speaker.id for speaker in both.speakers()] == ["ann-lee", "bob-wu"]
        ann, bob = both.compare("Ann", "Bob Wu", "licence").sides
        assert {quote.passage.source.id for quote in ann.quotes} == {"talk", "own:talk"}
        assert bob.speaker.id == "bob-wu"


def test_what_is_shared_cannot_be_changed_from_beside_it(libraries: Libraries, tmp_path: Path) -> None:
    add(libraries, tmp_path, text="Dan: Hm.\n")
    with libraries.own("1") as own:
        passage = own.ask("zebras").quotes[0].passage.id
        for change in (
            lambda: own.remove("talk"),
            lambda: own.undo("talk"),
            lambda: own.export("talk"),
            lambda: own.rename_speaker("Ann Lee", "Cid"),
            lambda: own.credit(passage, "Cid"),
        ):
            with pytest.raises(NotOwn, match="in the shared library"):
                change()
    assert [speaker.name for speaker in libraries.shared.speakers()] == ["Ann Lee", "Bob Wu"]


def test_a_speaker_of_both_is_renamed_in_the_own_transcripts_alone(libraries: Libraries, tmp_path: Path) -> None:
    add(libraries, tmp_path)
    with libraries.own("1") as own:
        assert [source.id for source in own.rename_speaker("Bob Wu", "Cid")] == ["own:talk"]
        assert {speaker.name for speaker in own.speakers()} == {"Ann Lee", "Bob Wu", "Cid"}
    assert {speaker.name for speaker in libraries.shared.speakers()} == {"Ann Lee", "Bob Wu"}


def test_what_is_brought_into_the_shared_library_meanwhile_is_found(
    libraries: Libraries, tell: Tell, tmp_path: Path
) -> None:
    add(libraries, tmp_path)
    with libraries.of("1") as both:
        both.ask("licence")
        tell(more=labelled("[[bob-wu]] Glaciers calve.\n"))
        assert both.ask("glaciers calve").quotes[0].text == "Glaciers calve."
        assert len(both.speakers()) == 2


def test_a_library_of_a_community_outlives_the_process(library: Library, tell: Tell, tmp_path: Path) -> None:
    tell(talk=SHARED)
    for _ in range(2):
        with closing(Libraries(library)) as libraries:
            add(libraries, tmp_path)
            with libraries.of("1") as both:
                assert "Volcanoes erupt under snow." in found(both, "volcanoes erupt")
    assert folders.every(library.folder) == [library.folder, library.folder / "guilds" / "1"]


def test_many_communities_are_open_in_turn_and_one_in_use_is_never_closed(libraries: Libraries, tmp_path: Path) -> None:
    add(libraries, tmp_path, "0")
    with libraries.of("0") as used:
        for guild in range(1, 20):
            with libraries.own(str(guild)) as own:
                assert own.sources()
        assert "Volcanoes erupt under snow." in found(used, "volcanoes erupt")
    assert libraries.opened() <= 16


def test_a_library_is_as_large_as_what_is_its_own(libraries: Libraries, tmp_path: Path) -> None:
    shared = libraries.shared.extent()
    add(libraries, tmp_path)
    with libraries.own("1") as own:
        assert (own.extent().sources, own.extent().passages) == (1, 2)
    assert (shared.sources, shared.passages, libraries.shared.extent()) == (1, 2, shared)


def test_each_change_makes_another_revision(libraries: Libraries, tell: Tell) -> None:
    before = libraries.shared.extent().revision
    tell(more=OWN)
    assert libraries.shared.extent().revision > before


def test_of_a_copy_of_a_shared_transcript_the_original_is_named(libraries: Libraries, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(SHARED)
    with libraries.own("1") as own:
        (copy,) = own.survey([tmp_path / "copy.txt"])
    assert (copy.source, copy.same_as) == ("own:copy", ("talk",))


def test_an_empty_library_beside_a_full_one_takes_nothing_from_it(library: Library, tell: Tell, tmp_path: Path) -> None:
    tell(talk=SHARED)
    alone = library.ask("licence without caps")
    with closing(library.another(tmp_path / "other", prefix="own:", together=True)) as both:
        beside = both.ask("licence without caps")
    assert beside.quotes == alone.quotes
    assert beside.confidence == pytest.approx(alone.confidence)


def test_a_library_with_another_model_beside_it_says_so(libraries: Libraries, tmp_path: Path) -> None:
    class Other(HashingEncoder):
        fingerprint = "other"

    with closing(Library(tmp_path / "elsewhere", Other())) as other:
        made = other.another(libraries.shared.folder, prefix="", together=True)
        with closing(made), pytest.raises(Exception, match="reindex"):
            made.ask("licence")


def test_an_empty_library_beside_a_full_one_uses_its_scale(library: Library, tell: Tell, tmp_path: Path) -> None:
    tell(talk=SHARED)
    before = library._held.catalogue.note("scale")
    with closing(library.another(tmp_path / "other", prefix="own:", together=True)) as both:
        both.ask("licence")
        assert (library._held.catalogue.note("scale"), both._held.catalogue.note("scale")) == (before, None)
        (tmp_path / "talk.txt").write_text(OWN)
        list(both.ingest([tmp_path / "talk.txt"]))
        assert (both._held.catalogue.note("scale") or "").startswith("1+1 ")
        assert library._held.catalogue.note("scale") == before


def test_a_sample_is_taken_from_everywhere_in_stretches_and_is_the_same_every_time(
    library: Library, tell: Tell
) -> None:
    bodies = {
        f"talk{name}": labelled("".join(f"[[ann-lee]] Number {name} {i}. [[bob-wu]] Yes {i}.\n" for i in range(40)))
        for name in range(6)
    }
    tell(**bodies)
    shelves = Shelves(Holdings(library.folder))
    shelves.refresh()
    every = shelves.sample(10_000)
    assert len(every) == shelves.count() == 480
    some = shelves.sample(120)
    assert 60 <= len(some) <= 180
    assert len({passage.source.id for passage in some}) >= 4
    assert some == shelves.sample(120)
    assert {passage.id for passage in some} <= {passage.id for passage in every}
