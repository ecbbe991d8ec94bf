"""What Discord says, as JSON: a server with one channel, one person who manages it, and the bot. Pure."""

from collections.abc import Mapping
from typing import Any

APP, GUILD, CHANNEL, PERSON, FORUM = (str(number) * 18 for number in (1, 2, 3, 4, 5))
ALL = str((1 << 53) - 1)  # every permission
SINCE = "2024-01-01T00:00:00+00:00"
Json = dict[str, Any]

ME: Json = {"id": APP, "username": "verbatim", "discriminator": "0", "avatar": None, "bot": True, "global_name": None}
ANN: Json = {"id": PERSON, "username": "ann", "discriminator": "0", "avatar": None, "global_name": "Ann"}
APPLICATION: Json = {
    "id": APP,
    "name": "verbatim",
    "description": "",
    "icon": None,
    "bot_public": True,
    "flags": 0,
    "bot_require_code_grant": False,
    "verify_key": "",
    "owner": ANN,
    "team": None,
    "summary": "",
}
_MEMBER: Json = {"roles": [], "joined_at": SINCE, "deaf": False, "mute": False, "flags": 0}
_ROLE: Json = {
    "id": GUILD,
    "name": "@everyone",
    "permissions": ALL,
    "position": 0,
    "color": 0,
    "hoist": False,
    "flags": 0,
    "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
    "managed": False,
    "mentionable": False,
}


def channel(id: str = CHANNEL) -> Json:
    about = {"permission_overwrites": [], "guild_id": GUILD, "nsfw": False, "parent_id": None, "permissions": ALL}
    return {"id": id, "type": 0, "name": "general", "position": 0, **about}


def forum() -> Json:
    return {**channel(FORUM), "type": 15, "name": "help", "available_tags": [], "flags": 0, "topic": None}


def thread(id: str, name: str, parent: str = CHANNEL, owner: str = APP) -> Json:
    """A public thread of a channel, or a post in a forum."""
    of = {"archived": False, "auto_archive_duration": 1440, "archive_timestamp": SINCE, "locked": False}
    counts = dict.fromkeys(("message_count", "member_count", "total_message_sent", "rate_limit_per_user", "flags"), 0)
    about = {"guild_id": GUILD, "parent_id": parent, "owner_id": owner, "last_message_id": None}
    return {"id": id, "type": 11, "name": name, "thread_metadata": of, **counts, **about}


def guild() -> Json:
    lists = "emojis stickers features threads voice_states presences stage_instances guild_scheduled_events".split()
    numbers = "verification_level default_message_notifications explicit_content_filter mfa_level nsfw_level".split()
    nobody = "afk_channel_id system_channel_id rules_channel_id public_updates_channel_id".split()
    return {
        "id": GUILD,
        "name": "Guild",
        "owner_id": PERSON,
        "roles": [_ROLE],
        "channels": [channel(), forum()],
        **{name: [] for name in (*lists, "soundboard_sounds")},
        **dict.fromkeys((*numbers, "premium_tier", "system_channel_flags", "afk_timeout"), 0),
        **dict.fromkeys(nobody),
        "members": [{**_MEMBER, "user": ME}],
        "member_count": 2,
        "preferred_locale": "en-US",
        "unavailable": False,
        "large": False,
        "joined_at": SINCE,
    }


def message(id: str, body: Mapping[str, Any], author: Json = ME, channel: str = CHANNEL) -> Json:
    """A message as it stands in a channel, of what was sent."""
    sent = {"content": body.get("content") or "", "embeds": body.get("embeds") or [], "flags": body.get("flags") or 0}
    still = {"tts": False, "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": []}
    return {
        "id": id,
        "channel_id": channel,
        "author": author,
        "timestamp": SINCE,
        "edited_timestamp": None,
        **sent,
        **still,
        "components": body.get("components") or [],
        "pinned": False,
        "type": 0,
    }


def said(id: str, content: str, *, to_bot: bool, channel: str = CHANNEL) -> Json:
    """The event of a message that the person writes."""
    mentions = [{**ME, "member": None}] if to_bot else []
    return {
        **message(id, {"content": content}, ANN, channel),
        "guild_id": GUILD,
        "member": _MEMBER,
        "mentions": mentions,
    }


def interaction(id: str, type: int, data: Json, message: Json | None = None, person: str = PERSON) -> Json:
    """The event of a command, a button, an autocompletion or a form of the person."""
    return {
        "id": id,
        "application_id": APP,
        "type": type,
        "token": f"token-{id}",
        "version": 1,
        "data": data,
        "guild_id": GUILD,
        "channel_id": CHANNEL,
        "channel": channel(),
        "locale": "en-US",
        "guild_locale": "en-US",
        "member": {**_MEMBER, "user": {**ANN, "id": person}, "permissions": ALL},
        "app_permissions": ALL,
        "entitlements": [],
        "authorizing_integration_owners": {"0": GUILD},
        "context": 0,
        "attachment_size_limit": 10 << 20,
        **({"message": message} if message else {}),
    }


def options(**values: object) -> list[Json]:
    """Of a command: text, a number or a switch each."""
    types = {bool: 5, int: 4, str: 3}
    return [{"name": name, "type": types[type(value)], "value": value} for name, value in values.items()]
