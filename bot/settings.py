"""The bot's settings, from a mapping such as the environment; every problem is named at once."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.keeping import Keeping
from bot.logs import LogFormat
from bot.monitoring import LOOPBACK, Address
from bot.retention import Retention
from bot.sending import Style
from bot.sharding import Sharding
from knowledge.errors import SettingsError
from knowledge.places import EMBEDDED
from knowledge.settings import LibrarySettings

DEFAULT_PORT = 8765
_SWITCH = {"on": True, "off": False}


@dataclass(frozen=True, slots=True)
class BotSettings:
    """What a bot process needs to know; `token` is None for the preview."""

    token: str | None
    transcripts: Path | None
    log_level: int
    log_format: LogFormat
    preview_port: int
    style: Style
    message_content: bool
    sharding: Sharding
    monitoring: Address | None
    library: LibrarySettings
    retention: Retention = field(default_factory=Retention)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "BotSettings":
        """Reads the lines of `.env.example`, those of the library among them."""
        level, port = env.get("LOG_LEVEL") or "INFO", env.get("PREVIEW_PORT") or str(DEFAULT_PORT)
        transcripts = env.get("VERBATIM_TRANSCRIPTS", "seeds")
        problems: list[str] = []
        if level.upper() not in logging.getLevelNamesMapping():
            problems.append(f"LOG_LEVEL is “{level}”, but must be DEBUG, INFO, WARNING or ERROR")
        if not _is_port(port):
            problems.append(f"PREVIEW_PORT is “{port}”, but must be a number from 0 to 65535")
        style = env.get("MESSAGE_STYLE") or Style.COMPONENTS
        if style not in set(Style):
            problems.append(f"MESSAGE_STYLE is “{style}”, but must be components or embeds")
        content = env.get("MESSAGE_CONTENT") or "off"
        if content not in _SWITCH:
            problems.append(f"MESSAGE_CONTENT is “{content}”, but must be on or off")
        sharding = Sharding.read(env.get("SHARDS") or "1", env.get("SHARD_IDS") or "", problems)
        form = env.get("LOG_FORMAT") or LogFormat.TEXT
        if form not in set(LogFormat):
            problems.append(f"LOG_FORMAT is “{form}”, but must be text or json")
        watched, host = env.get("MONITORING_PORT") or "", env.get("MONITORING_HOST") or LOOPBACK
        if watched and not _is_port(watched):
            problems.append(f"MONITORING_PORT is “{watched}”, but must be a number from 0 to 65535")
        retention = Retention.read(
            {
                "KEEP_FEEDBACK_DAYS": env.get("KEEP_FEEDBACK_DAYS") or "",
                "KEEP_REPORTS_DAYS": env.get("KEEP_REPORTS_DAYS") or "",
                "KEEP_SHOWN_DAYS": env.get("KEEP_SHOWN_DAYS") or "",
                "KEEP_HISTORY_DAYS": env.get("KEEP_HISTORY_DAYS") or "",
            },
            problems,
        )
        try:
            library = LibrarySettings.from_env(env)
        except SettingsError as error:
            problems.extend(error.problems)
        if problems:
            raise SettingsError(problems)
        return cls(
            token=env.get("DISCORD_TOKEN", "").strip() or None,
            transcripts=Path(transcripts) if transcripts else None,
            log_level=logging.getLevelNamesMapping()[level.upper()],
            log_format=LogFormat(form),
            preview_port=int(port),
            style=Style(style),
            message_content=_SWITCH[content],
            sharding=sharding,
            monitoring=Address(host, int(watched)) if watched else None,
            library=library,
            retention=retention,
        )

    @property
    def keeping(self) -> Keeping:
        """What of these settings people are told by /privacy."""
        server = self.library.vectors != EMBEDDED
        return Keeping(self.retention, self.library.database is not None, server, self.message_content)


def _is_port(text: str) -> bool:
    return text.isdecimal() and int(text) < 65536
