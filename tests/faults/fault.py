"""What a fault is, and what came of doing it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a fault is done: an empty folder of its own, how often, and the source of its chances."""

    folder: Path
    times: int
    random: Random


@dataclass(frozen=True, slots=True)
class Outcome:
    """How often a fault was done, and what was found afterwards; all but `done` and `recovered` should be nothing."""

    done: int
    recovered: int  # times after which service returned by itself
    lost: int = 0  # acknowledged data that was gone
    wrong: int = 0  # quotes that were not their source's words, or another speaker's
    faults: tuple[str, ...] = ()  # each thing that was not as it should be, in a sentence
    skipped: str = ""  # why it could not be done on this machine
    told: str = ""  # what else there is to say of it

    @property
    def held(self) -> bool:
        return self.recovered == self.done and not (self.lost or self.wrong or self.faults)


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault. `times` is how often `make faults` does it; `do` does it as often as the stage says."""

    name: str
    times: int
    do: Callable[[Stage], Outcome]
