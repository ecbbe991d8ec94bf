"""What stands for a person in records: made of their number and a secret, so that their rows can be found again."""

import hmac
from base64 import urlsafe_b64encode
from datetime import UTC, date, datetime

_LENGTH = 12  # bytes, which are 16 characters


def pseudonym(secret: bytes, person: int) -> str:
    """16 characters for a person's number, which nobody can make, or turn back, without the secret."""
    made = hmac.digest(secret, f"person {person}".encode(), "sha256")
    return urlsafe_b64encode(made[:_LENGTH]).decode()


def today() -> date:
    """Of which date what is kept is, in UTC."""
    return datetime.now(UTC).date()
