"""A state machine of everything that people of three servers can do, in any order."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot import ids
from tests.isolation.marks import COMMON, Marked
from tests.isolation.servers import LETTERS, Server, Servers

MOST = 12  # transcripts in all

SERVER = st.sampled_from(LETTERS)
WHO = st.sampled_from(["manager", "member"])
ASKING = st.sampled_from(
    ["ask", "ask speaker", "ask source", "quote", "card", "compare", "timeline", "topics", "verify"]
)
LISTING = st.sampled_from(
    ["sources", "speakers", "help", "privacy", "library list", "library reports", "library excluded", "setup"]
)
COMPLETED = st.sampled_from(
    [
        ("ask", "speaker"),
        ("ask", "source"),
        ("quote", "speaker"),
        ("quote", "topic"),
        ("compare", "first"),
        ("timeline", "topic"),
        ("timeline", "speaker"),
        ("topics", "speaker"),
        ("topics", "source"),
        ("verify", "speaker"),
        ("library remove", "source"),
        ("library rename-speaker", "speaker"),
        ("library undo", "source"),
        ("library exclude", "speaker"),
        ("library exclude", "source"),
        ("library include", "exclusion"),
        ("daily add", "speaker"),
        ("daily remove", "quote"),
    ]
)
MADE_UP = st.sampled_from(
    [
        ids.fix(1, "A" * 12),
        ids.dismiss(1, "A" * 12),
        ids.fix(2, "B" * 12),
        *(ids.upload(action, "A" * 11) for action in ids.UPLOAD),
        "verbatim:context:" + "A" * 11 + ":-9999",
        "verbatim:quote:AAAAAAAA:",
        "verbatim:timeline:AAAAAAAA:99:x",
        "verbatim:follow:AAAAAAAA:AAAAAAAA",
        "verbatim:more:" + "A" * 77,
        "verbatim:set:scope",
        "verbatim:nothing",
        "verbatim:context:../../../etc",
    ]
)


class Isolation(RuleBasedStateMachine):
    """Raises Leak as soon as anybody is shown what is not theirs."""

    sequences = 0
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self._loop = asyncio.new_event_loop()
        self._servers = Servers()
        self._number = 0

    def teardown(self) -> None:
        self.does(self._servers.stop())
        self._loop.close()
        type(self).sequences += 1
        type(self).steps += self._servers.checked

    def does(self, what: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run_until_complete(what)

    def at(self, letter: str, who: str) -> tuple[Server, Any]:
        server = self._servers.servers[letter]
        return server, server.manager if who == "manager" else server.member

    def any_of(self, data: st.DataObject, found: list[Marked]) -> Marked:
        return data.draw(st.sampled_from(found)) if found else Marked("x", 99)

    @initialize()
    def starts(self) -> None:
        self.does(self._servers.start())
        for letter in "ab":
            self._add(letter)

    def _add(self, letter: str) -> None:
        self._number += 1
        self.does(self._servers.add(self._servers.servers[letter], Marked(letter, self._number)))

    # ---- what changes a library

    @precondition(lambda self: self._number < MOST)
    @rule(letter=SERVER)
    def adds(self, letter: str) -> None:
        self._add(letter)

    @rule(letter=SERVER, data=st.data())
    def removes(self, letter: str, data: st.DataObject) -> None:
        server = self._servers.servers[letter]
        if server.here:
            self.does(self._servers.remove(server, self.any_of(data, list(server.here.values()))))

    @rule(letter=SERVER, command=st.sampled_from(["library remove", "library undo"]), data=st.data())
    def changes_what_is_not_theirs(self, letter: str, command: str, data: st.DataObject) -> None:
        server = self._servers.servers[letter]
        other = self.any_of(data, self._servers.hidden(server))
        for name in (other.title, f"own:{other.source}"):
            self.does(self._servers.slash(server, server.manager, command, source=name))

    @rule(letter=SERVER, data=st.data())
    def renames_whoever(self, letter: str, data: st.DataObject) -> None:
        server = self._servers.servers[letter]
        one = self.any_of(data, self._servers.everything)
        name = data.draw(st.sampled_from(one.speakers))
        self.does(self._servers.slash(server, server.manager, "library rename-speaker", speaker=name, name="Cleo Day"))

    @rule(letter=SERVER, how=st.sampled_from(["speaker", "quote", "source"]), data=st.data())
    def excludes_whatever(self, letter: str, how: str, data: st.DataObject) -> None:
        server = self._servers.servers[letter]
        one = self.any_of(data, self._servers.everything)
        wished = {"speaker": one.speakers[0], "quote": one.words, "source": one.title}[how]
        lines = {"lines": "8-9"} if how == "source" else {}
        self.does(self._servers.slash(server, server.manager, "library exclude", **{how: wished}, **lines))

    @rule(letter=SERVER, shown=st.booleans())
    def shows_or_hides_what_is_for_all(self, letter: str, shown: bool) -> None:
        self.does(self._servers.show_shared(self._servers.servers[letter], shown))

    # ---- what asks

    @rule(letter=SERVER, who=WHO, how=ASKING, data=st.data())
    def asks(self, letter: str, who: str, how: str, data: st.DataObject) -> None:
        server, person = self.at(letter, who)
        one = self.any_of(data, self._servers.everything)
        name, other = one.speakers
        commands: dict[str, tuple[str, dict[str, Any]]] = {
            "ask": ("ask", {"question": COMMON}),
            "ask speaker": ("ask", {"question": COMMON, "speaker": name}),
            "ask source": ("ask", {"question": COMMON, "source": f"own:{one.source}"}),
            "quote": ("quote", {"speaker": name}),
            "card": ("quote", {"topic": COMMON, "style": "card"}),
            "compare": ("compare", {"first": name, "second": other, "topic": COMMON}),
            "timeline": ("timeline", {"topic": COMMON}),
            "topics": ("topics", {"speaker": name}),
            "verify": ("verify", {"text": one.words}),
        }
        command, options = commands[how]
        self.does(self._servers.slash(server, person, command, **options))

    @rule(letter=SERVER, listing=LISTING)
    def lists(self, letter: str, listing: str) -> None:
        server = self._servers.servers[letter]
        self.does(self._servers.slash(server, server.manager, listing))

    @rule(
        letter=SERVER,
        who=WHO,
        menu=st.sampled_from(["Find quotes about this", "Did they really say this?"]),
        data=st.data(),
    )
    def uses_a_menu(self, letter: str, who: str, menu: str, data: st.DataObject) -> None:
        server, person = self.at(letter, who)
        text = data.draw(st.sampled_from([COMMON, self.any_of(data, self._servers.everything).words]))
        self.does(self._servers.menu(server, person, menu, text))

    @rule(letter=SERVER, what=COMPLETED, data=st.data())
    def types(self, letter: str, what: tuple[str, str], data: st.DataObject) -> None:
        server = self._servers.servers[letter]
        value = data.draw(st.sampled_from(["", "zq", "ann", "own:", self.any_of(data, self._servers.everything).title]))
        self.does(self._servers.autocomplete(server, server.manager, *what, value[:80]))

    @rule(letter=SERVER, who=WHO)
    def mentions(self, letter: str, who: str) -> None:
        server, person = self.at(letter, who)
        self.does(self._servers.said(server, person, f"<@{self._servers.env.bot.user.id}> {COMMON}?"))

    @rule()
    def asks_in_private(self) -> None:
        self.does(self._servers.private(f"what about the {COMMON}?"))

    # ---- what presses

    @rule(letter=SERVER, who=WHO, data=st.data())
    def presses_what_was_shown_anywhere(self, letter: str, who: str, data: st.DataObject) -> None:
        server, person = self.at(letter, who)
        if self._servers.custom_ids:
            id = data.draw(st.sampled_from(sorted(set(self._servers.custom_ids))))
            self.does(self._servers.forged(server, person, id, data.draw(st.sampled_from([2, 2, 2, 3]))))

    @rule(letter=SERVER, who=WHO, data=st.data())
    def presses_what_they_guess(self, letter: str, who: str, data: st.DataObject) -> None:
        server, person = self.at(letter, who)
        if guessed := self._servers.guessed():
            self.does(self._servers.forged(server, person, data.draw(st.sampled_from(guessed))))

    @rule(letter=SERVER, who=WHO, id=MADE_UP)
    def presses_what_they_make_up(self, letter: str, who: str, id: str) -> None:
        server, person = self.at(letter, who)
        self.does(self._servers.forged(server, person, id))

    @rule(letter=SERVER, who=WHO, data=st.data())
    def sends_a_form_that_was_not_shown(self, letter: str, who: str, data: st.DataObject) -> None:
        server, person = self.at(letter, who)
        keys = [id.rpartition(":")[2] for id in self._servers.custom_ids if id.startswith("verbatim:add:")]
        form = data.draw(st.sampled_from([f"verbatim:names:{key}" for key in keys] or ["verbatim:names:x"]))
        self.does(self._servers.form(server, person, form, "Cleo"))


def run(sequences: int, steps: int) -> None:
    """Raises Leak for the first sequence of at most so many steps in which somebody is shown what is not theirs."""
    few = settings(
        max_examples=sequences,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # a shorter sequence would take minutes to find; the error has what was said
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Isolation, settings=few)
