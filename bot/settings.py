"""The bot's settings, from a mapping such as the environment; every problem is named at once."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.sending import Style
from knowledge.errors import SettingsError
from knowledge.settings import LibrarySettings

DEFAULT_PORT = 8765
_SWITCH = {"on": True, "off": False}


@dataclass(frozen=True, slots=True)
class BotSettings:
    """What a bot process needs to know; `token` is None for the preview."""

    token: str | None
    transcripts: Path | None
    log_level: int
    preview_port: int
    style: Style
    message_content: bool
    library: LibrarySettings

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "BotSettings":
        """Reads the lines of `.env.example`, those of the library among them."""
        level, port = env.get("LOG_LEVEL") or "INFO", env.get("PREVIEW_PORT") or str(DEFAULT_PORT)
        transcripts = env.get("VERBATIM_TRANSCRIPTS", "seeds")
        problems = []
        if level.upper() not in logging.getLevelNamesMapping():
            problems.append(f"LOG_LEVEL is “{level}”, but must be DEBUG, INFO, WARNING or ERROR")
        if not (port.isdecimal() and int(port) < 65536):
            problems.append(f"PREVIEW_PORT is “{port}”, but must be a number from 0 to 65535")
        style = env.get("MESSAGE_STYLE") or Style.COMPONENTS
        if style not in set(Style):
            problems.append(f"MESSAGE_STYLE is “{style}”, but must be components or embeds")
        content = env.get("MESSAGE_CONTENT") or "off"
        if content not in _SWITCH:
            problems.append(f"MESSAGE_CONTENT is “{content}”, but must be on or off")
        try:
            library = LibrarySettings.from_env(env)
        except SettingsError as error:
            raise SettingsError([*problems, *error.problems]) from error
        if problems:
            raise SettingsError(problems)
        return cls(
            token=env.get("DISCORD_TOKEN", "").strip() or None,
            transcripts=Path(transcripts) if transcripts else None,
            log_level=logging.getLevelNamesMapping()[level.upper()],
            preview_port=int(port),
            style=Style(style),
            message_content=_SWITCH[content],
            library=library,
        )
