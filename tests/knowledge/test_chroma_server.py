"""Libraries whose vectors lie on a Chroma server: a real one, that others use too, that goes away and comes back."""

import re
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import IndexMismatch, LibraryBusy, LibraryDamaged, VectorsAway
from knowledge.libraries import Libraries
from knowledge.library import Library
from knowledge.places import EMBEDDED, Place, Server
from knowledge.store import VectorStore
from tests.conftest import HashingEncoder
from tests.knowledge.chroma import ChromaServer, Door, doored, says, wants
from tests.knowledge.ingesting import TALK, ZEBRAS, found, in_another_process, statuses, words

TOKEN = "s3cret-t0ken"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[ChromaServer]:
    """A server of the test's own, to be stopped as it likes."""
    with ChromaServer(tmp_path / "server") as server:
        yield server


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    file = tmp_path / "talk.txt"
    file.write_text(TALK)
    return file


def opened(folder: Path, place: Place | str) -> closing[Library]:
    vectors = Server(place) if isinstance(place, str) else place
    return closing(Library(folder / "data", HashingEncoder(), vectors=vectors))


def name(folder: Path) -> str:
    """The collection of the indexes in a folder."""
    return (folder / "vectors" / "collection").read_text()


# ---- several processes


def test_what_another_process_brings_in_is_found_by_the_next_question(
    tmp_path: Path, chroma: ChromaServer, talk: Path
) -> None:
    with opened(tmp_path, chroma.url) as library:
        assert found(library) == set()
        assert in_another_process(tmp_path, "list(library.ingest([folder / 'talk.txt']))", chroma.url) == 0
        assert found(library) == words(library) == set(re.findall(r": (.*)", TALK))
        assert in_another_process(tmp_path, "library.remove('talk')", chroma.url) == 0
        assert found(library) == set()


CHANGING = """
for number in range(6):
    (folder / 'talk.txt').write_text(f"Ann: It was number {number}.\\nBob: It is gone after {number}.\\n")
    (folder / 'more.txt').write_text(f"Cid: It comes and it goes, {number}.\\n")
    list(library.ingest([folder]))
    if number % 3 == 2:
        library.remove('more')
    if number % 3 == 1:
        library.reindex()
"""


def test_one_process_answers_correctly_all_the_while_another_one_writes(tmp_path: Path, chroma: ChromaServer) -> None:
    turn = re.compile(r"It was number \d+\.|It is gone after \d+\.|It comes and it goes, \d+\.")
    with opened(tmp_path, chroma.url) as library, ThreadPoolExecutor(1) as beside:
        writing = beside.submit(in_another_process, tmp_path, CHANGING, chroma.url)
        seen = set()
        while not writing.done():
            try:
                said = found(library)
            except LibraryBusy:  # it was looking at what has just been replaced
                continue
            assert [text for text in said if not turn.fullmatch(text)] == []
            seen |= said
        assert writing.result() == 0
        assert found(library) == words(library) == {"It was number 5.", "It is gone after 5."}
        assert len(seen) > 1


def test_two_processes_that_open_a_library_at_once_share_one_collection(tmp_path: Path, chroma: ChromaServer) -> None:
    before = chroma.collections().keys()
    with ThreadPoolExecutor(8) as many:
        stores = list(many.map(lambda _: VectorStore(tmp_path / "vectors", Server(chroma.url)), range(8)))
        assert set(many.map(len, stores)) == {0}
    for store in stores:
        store.close()
    assert len(chroma.collections().keys() - before) == 1


# ---- collections


def test_indexing_anew_leaves_one_collection(tmp_path: Path, own: ChromaServer, talk: Path) -> None:
    with opened(tmp_path, own.url) as library:
        list(library.ingest([talk]))
        library.reindex()
        library.reindex()
        assert found(library) == words(library)
        list(library.ingest([talk]))  # whoever writes next takes away what is no longer in use
        assert list(own.collections().values()) == [2]
        library.remove("talk")
        assert list(own.collections().values()) == [0]


def test_each_server_of_discord_has_a_collection_of_its_own(tmp_path: Path, own: ChromaServer, talk: Path) -> None:
    (zebras := tmp_path / "zebras.txt").write_text(ZEBRAS)
    with opened(tmp_path, own.url) as shared, closing(Libraries(shared)) as libraries:
        with libraries.own("1") as one, libraries.own("2") as two:
            list(one.ingest([talk]))
            list(two.ingest([zebras]))
            assert (len(found(one)), found(two), found(shared)) == (2, {ZEBRAS[5:].strip()}, set())
        places = [tmp_path / "data" / "guilds" / guild for guild in ("1", "2")]
        assert own.collections() == {name(places[0]): 2, name(places[1]): 1, name(tmp_path / "data"): 0}


@pytest.mark.parametrize("to_server", [True, False])
def test_a_library_says_when_its_vectors_lie_elsewhere_and_moves_by_being_indexed_anew(
    tmp_path: Path, chroma: ChromaServer, talk: Path, to_server: bool
) -> None:
    places: list[Place] = [EMBEDDED, Server(chroma.url)]
    before, after = places if to_server else places[::-1]
    with opened(tmp_path, before) as library:
        list(library.ingest([talk]))
    with opened(tmp_path, after) as library:
        with pytest.raises(IndexMismatch, match="CHROMA_URL"):
            library.ask("licence")
        with pytest.raises(IndexMismatch, match="CHROMA_URL"):
            list(library.ingest([talk]))
        library.reindex()
        assert found(library) == words(library)


# ---- a server that is away


def test_a_server_that_dies_is_missed_in_a_sentence_and_found_again_without_a_restart(
    tmp_path: Path, own: ChromaServer, talk: Path
) -> None:
    (zebras := tmp_path / "zebras.txt").write_text(ZEBRAS)
    with opened(tmp_path, own.url) as library, opened(tmp_path / "late", own.url) as late, ExitStack() as stack:
        list(library.ingest([talk]))
        own.stop()
        late.warm()  # opening alone does not need it
        beside = stack.enter_context(ThreadPoolExecutor(2))
        asked, brought = beside.submit(found, library), beside.submit(list, late.ingest([zebras]))
        with pytest.raises(VectorsAway, match="is away: it cannot be reached"):
            asked.result()
        with pytest.raises(VectorsAway, match=re.escape(own.url)):
            brought.result()
        own.start()
        assert found(library) == words(library)
        assert statuses(list(late.ingest([zebras]))) == [("zebras", "added")]
        assert found(late) == words(late) == {ZEBRAS[5:].strip()}


def test_many_who_wait_for_a_server_that_is_away_wait_no_longer_than_one(tmp_path: Path) -> None:
    asked: list[str] = []

    def door(request: object, _: bytes) -> tuple[int, str, bytes]:
        asked.append("once")
        return 503, "text/plain", b""

    with doored(door) as url, closing(VectorStore(tmp_path, Server(url))) as store:
        waiting = [store.soon(np.ones((1, 8), dtype=np.float32), 1, None) for _ in range(50)]
        assert {type(one.exception()) for one in waiting} == {VectorsAway}
    assert len(asked) < 25


def test_a_fault_that_passes_is_not_noticed(tmp_path: Path, chroma: ChromaServer, talk: Path) -> None:
    through, count = wants(TOKEN, "X-Chroma-Token", chroma.url), iter(range(10**6))
    failing = says(503, "text/plain", b"")

    def door(request: object, body: bytes) -> tuple[int, str, bytes]:
        return (failing if next(count) in {0, 2, 3, 5} else through)(request, body)  # type: ignore[arg-type]

    with doored(door) as url, opened(tmp_path, Server(url, TOKEN, "X-Chroma-Token")) as library:
        list(library.ingest([talk]))
        assert found(library) == words(library)


def test_a_server_that_never_answers_is_given_up(tmp_path: Path) -> None:
    released = threading.Event()

    def door(*_: object) -> tuple[int, str, bytes]:
        released.wait()
        return 200, "application/json", b"{}"

    with doored(door) as url, closing(VectorStore(tmp_path, Server(url))) as store:
        with pytest.raises(VectorsAway, match="does not answer in time"):
            len(store)
        released.set()


@pytest.mark.parametrize(
    "door",
    [
        says(200, "text/html", b"<h1>Welcome!</h1>"),
        says(200, "application/json", b'{"hello": 1}'),
        says(200, "application/json", b"[1, 2"),
        says(404, "application/json", b'{"detail": "Not Found"}'),
        says(302, "text/html", b""),
    ],
)
def test_what_is_no_chroma_server_is_called_so(tmp_path: Path, door: Door) -> None:
    with doored(door) as url, closing(VectorStore(tmp_path, Server(url))) as store:
        with pytest.raises(VectorsAway, match="is no Chroma server"):
            len(store)
        with pytest.raises(VectorsAway, match="is no Chroma server"):
            store.remove(["1"])


def test_a_database_that_is_not_there_is_named(tmp_path: Path, chroma: ChromaServer) -> None:
    no_database = pytest.raises(VectorsAway, match="no database nowhere of the tenant default_tenant")
    with closing(VectorStore(tmp_path, Server(chroma.url, database="nowhere"))) as store, no_database:
        len(store)


def test_a_server_that_has_lost_everything_is_noticed_and_mended_by_indexing_anew(
    tmp_path: Path, own: ChromaServer, talk: Path
) -> None:
    with opened(tmp_path, own.url) as library:
        list(library.ingest([talk]))
        assert found(library) == words(library)
        own.stop()
        shutil.rmtree(own.folder)
        own.folder.mkdir()
        own.start()
        with pytest.raises(LibraryBusy, match="ask again"):
            library.ask("licence")
        with pytest.raises(LibraryDamaged, match="reindex"):
            library.ask("licence")
        library.reindex()
        assert found(library) == words(library)


# ---- a server behind a door


@pytest.mark.parametrize(("header", "sent"), [("Authorization", f"Bearer {TOKEN}"), ("X-Chroma-Token", TOKEN)])
def test_the_token_opens_the_door_under_either_header(
    tmp_path: Path, chroma: ChromaServer, talk: Path, header: str, sent: str
) -> None:
    with doored(wants(sent, header, chroma.url)) as url, opened(tmp_path, Server(url, TOKEN, header)) as library:
        list(library.ingest([talk]))
        assert found(library) == words(library)


def test_a_wrong_token_is_refused_in_a_sentence_that_does_not_repeat_it(
    tmp_path: Path, chroma: ChromaServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with doored(wants("Bearer other", "Authorization", chroma.url)) as url:
        server = Server(url, TOKEN)
        with (
            closing(VectorStore(tmp_path, server)) as store,
            pytest.raises(VectorsAway, match="CHROMA_TOKEN") as caught,
        ):
            len(store)
    assert TOKEN not in f"{caught.value} {caught.value.__cause__!r} {caplog.text} {server!r}"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that nobody but its file vouches for, and TLS with it."""
    if not shutil.which("openssl"):
        pytest.skip("openssl, which makes the certificate, is not installed")
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "certificate.pem", folder / "key.pem"
    wanted = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=chroma".split()
    named = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(made)]
    subprocess.run(["openssl", *wanted, *named], check=True, capture_output=True)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(made, key)
    return made, tls


def test_tls_is_spoken_with_a_certificate_of_ones_own(
    tmp_path: Path, chroma: ChromaServer, talk: Path, certificate: tuple[Path, ssl.SSLContext]
) -> None:
    ca, tls = certificate
    with doored(wants(f"Bearer {TOKEN}", "Authorization", chroma.url), tls) as url:
        with opened(tmp_path, Server(url, TOKEN, ca=ca)) as library:
            list(library.ingest([talk]))
            assert found(library) == words(library)
        distrusted = pytest.raises(VectorsAway, match="CHROMA_CA")
        with closing(VectorStore(tmp_path / "other", Server(url, TOKEN))) as store, distrusted:
            len(store)


def test_certificates_that_cannot_be_read_are_named(tmp_path: Path, talk: Path) -> None:
    unreadable = pytest.raises(VectorsAway, match=re.escape(str(talk)))
    with closing(VectorStore(tmp_path, Server("https://127.0.0.1:1", ca=talk))) as store, unreadable:
        len(store)
