"""How Discord's servers are shared out among connections, and these among processes. Pure."""

from dataclasses import dataclass

_AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Sharding:
    """So many shards in all, and those of this process.

    `count` None is as many as Discord recommends, which is known once the bot has logged in; `ids` None is all.
    """

    count: int | None = 1
    ids: tuple[int, ...] | None = None

    @classmethod
    def read(cls, shards: str, ids: str, problems: list[str]) -> "Sharding":
        """Reads the settings `SHARDS` and `SHARD_IDS`, and adds what is wrong with them to the problems."""
        count = int(shards) if shards.isdecimal() and int(shards) > 0 else None
        if count is None and shards != _AUTO:
            problems.append(f"SHARDS is “{shards}”, but must be a number from 1 on, or auto")
            return cls()
        if not ids:
            return cls(count)
        if count is None:
            problems.append("SHARD_IDS needs SHARDS to be a number")
            return cls()
        named = [part.strip() for part in ids.split(",")]
        if not all(part.isdecimal() and int(part) < count for part in named) or len(set(map(int, named))) < len(named):
            problems.append(f"SHARD_IDS is “{ids}”, but must be different numbers from 0 to {count - 1}, as 0,1")
            return cls()
        return cls(count, tuple(map(int, named)))

    @property
    def is_one(self) -> bool:
        """Whether one connection serves all."""
        return self.count == 1

    @property
    def leads(self) -> bool:
        """Whether this process does what is to be done but once: that with shard 0, which has the direct messages."""
        return self.ids is None or 0 in self.ids

    def holds(self, guild: int, count: int) -> bool:
        """Whether a server is this process's, of so many shards in all."""
        return self.ids is None or shard_of(guild, count) in self.ids


def shard_of(guild: int, count: int) -> int:
    """Which of so many shards Discord gives a server to."""
    return (guild >> 22) % count
