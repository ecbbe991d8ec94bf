"""Who may do what: people with a server's settings and library, and the bot in its channels."""

from typing import TYPE_CHECKING, TypeAlias

import discord

from bot.explaining import Refusal
from bot.state import Place

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]

Written: TypeAlias = discord.TextChannel | discord.ForumChannel
"""A channel in which people write, messages or posts."""

_SEEN = "view_channel"
_ALWAYS = (_SEEN, "read_message_history", "send_messages", "embed_links", "attach_files")
_IN_THREADS = ("send_messages_in_threads",)
_TO_START_THREADS = ("create_public_threads",)


def managed(interaction: "Interaction") -> discord.Guild:
    """The server of a person who may manage it at this moment. Raises Refusal."""
    if interaction.guild is None:
        raise Refusal("in_servers_only")
    if not interaction.permissions.manage_guild:
        raise Refusal("managers_only")
    return interaction.guild


def server(interaction: "Interaction") -> int:
    """The server in which somebody does something. Raises Refusal."""
    if interaction.guild_id is None:
        raise Refusal("in_servers_only")
    return interaction.guild_id


def kept(interaction: "Interaction") -> int:
    """The server to whose library a person may add. Raises Refusal.

    Where the server has chosen roles, it is these and who manages it; else whomever Discord shows the commands to,
    which by default are those who manage it.
    """
    guild = server(interaction)
    keepers = interaction.client.state.servers.of(str(guild)).keepers
    roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else []
    if keepers and not interaction.permissions.manage_guild and not any(role.id in keepers for role in roles):
        raise Refusal("keepers_only")
    return guild


def lacking(channel: Written, place: Place) -> tuple[str, ...]:
    """The permissions that the bot needs to answer in a channel and does not have, as discord.py names them."""
    may = channel.permissions_for(channel.guild.me)
    if not may.view_channel:  # and so none of the others
        return (_SEEN,)
    posts = isinstance(channel, discord.ForumChannel)
    starts = () if posts or place is Place.CHANNEL else _TO_START_THREADS
    needed = (*_ALWAYS, *starts, *(_IN_THREADS if posts or starts else ()))
    return tuple(name for name in needed if not getattr(may, name))
