"""The bot with several connections to Discord, or with some of those that several processes share."""

import logging
from typing import Any

from discord.ext import commands

from bot.client import VerbatimBot

log = logging.getLogger(__name__)


class ShardedBot(VerbatimBot, commands.AutoShardedBot):
    """As `VerbatimBot`; its `sharding` says how many shards there are, and which are of this process."""

    def _connections(self) -> dict[str, Any]:
        ids = self.sharding.ids
        return {"shard_count": self.sharding.count, "shard_ids": list(ids) if ids else None}

    @property
    def shards_wanted(self) -> int:
        return len(self.sharding.ids) if self.sharding.ids else self.shard_count or 0

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
