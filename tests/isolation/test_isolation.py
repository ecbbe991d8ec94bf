"""A few of the sequences; `make faults FAULTS=isolation` runs more."""

import pytest

from tests.isolation.machine import run
from tests.isolation.marks import COMMON, Marked, seen
from tests.isolation.servers import Leak, Servers


def test_nobody_is_shown_what_is_another_servers() -> None:
    run(5, 15)


async def test_a_leak_would_be_seen_in_an_answer_a_list_and_what_is_offered() -> None:
    servers = Servers()
    await servers.start()
    try:
        here = servers.servers["a"]
        await servers.add(here, Marked("a", 1))
        await servers.slash(here, here.member, "ask", question=COMMON)
        here.here.clear()  # as if it were another server's
        with pytest.raises(Leak, match="word"):
            await servers.slash(here, here.member, "ask", question=COMMON)
        with pytest.raises(Leak, match="title"):
            await servers.slash(here, here.member, "sources")
        with pytest.raises(Leak, match="name"):
            await servers.autocomplete(here, here.member, "ask", "speaker", "")
        id = next(id for id in servers.custom_ids if id.startswith("verbatim:context:"))
        with pytest.raises(Leak, match="word"):
            await servers.forged(here, here.member, id)
    finally:
        await servers.stop()


def test_a_mark_is_seen_unless_it_was_typed() -> None:
    one = Marked("a", 1)
    assert seen(f"… {one.words.upper()} …", "", [one]) == [one.marks[4]]
    assert seen(one.words, one.words, [one]) == []
    assert seen(one.title, one.words, [one]) == [one.marks[1]]
    assert seen(one.text, "", [Marked("a", 2), Marked("b", 1)]) == []
