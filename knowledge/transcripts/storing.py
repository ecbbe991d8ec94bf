"""What can be stored and sent: any text but for NUL and halves of characters, which JSON can spell."""

import re

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(found: object) -> object:
    """Parsed JSON without what cannot be stored, before any offset into its words is taken."""
    if isinstance(found, str):
        return _UNSTORABLE.sub("", found)
    if isinstance(found, list):
        return [storable(inner) for inner in found]
    if isinstance(found, dict):
        return {storable(key): storable(value) for key, value in found.items()}
    return found
