"""The bot with several connections to Discord, or with some of those that several processes share."""

import logging
from typing import Any

from discord.ext import commands
from discord.shard import Shard

from bot.client import VerbatimBot
from bot.events import UNREADABLE

log = logging.getLogger(__name__)


class ShardedBot(VerbatimBot, commands.AutoShardedBot):
    """As `VerbatimBot`; its `sharding` says how many shards there are, and which are of this process."""

    def _connections(self) -> dict[str, Any]:
        ids = self.sharding.ids
        return {"shard_count": self.sharding.count, "shard_ids": list(ids) if ids else None}

    @property
    def shards_wanted(self) -> int:
        return len(self.sharding.ids) if self.sharding.ids else self.shard_count or 0

    async def launch_shard(self, gateway: Any, shard_id: int, *, initial: bool = False) -> None:
        """As discord.py does; but what cannot be read ends this shard's connection, and not the process."""
        await super().launch_shard(gateway, shard_id, initial=initial)
        if shard := self._shard(shard_id):
            shard._handled_exceptions += UNREADABLE  # noqa: SLF001 - there is no other way to say so

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Before a shard has a new session, what is left of its last connection is closed."""
        last = self._shard(shard_id)
        if last and last.ws.open:
            await last.ws.close()
        await super().before_identify_hook(shard_id, initial=initial)

    def _shard(self, number: int | None) -> Shard | None:
        info = self.get_shard(number) if number is not None else None
        return info._parent if info else None  # noqa: SLF001 - the public one cannot tell what may go wrong

    async def on_ready(self) -> None:
        self._begin()

    async def on_resumed(self) -> None:
        """Told of each shard below, as is the next."""

    async def on_disconnect(self) -> None:
        """Of whichever shard."""

    async def on_shard_ready(self, shard: int) -> None:
        self._connected.add(shard)

    async def on_shard_resumed(self, shard: int) -> None:
        self._connected.add(shard)

    async def on_shard_disconnect(self, shard: int) -> None:
        if shard in self._connected and not self.is_closed():
            log.warning("shard %d has lost its connection", shard)
        self._connected.discard(shard)
