"""What the settings of now mean for what is kept, and where; for /privacy to say."""

from dataclasses import dataclass, field

from bot.retention import Retention


@dataclass(frozen=True, slots=True)
class Keeping:
    """`database` and `server` tell whether records are in a DATABASE_URL, vectors on a Chroma server."""

    retention: Retention = field(default_factory=Retention)
    database: bool = False
    server: bool = False
    message_content: bool = False
