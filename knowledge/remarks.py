"""Sentences about a file that is brought in, which can be said again in another language."""

from collections.abc import Mapping
from types import MappingProxyType


class Remark(str):
    """A sentence in English, with what it says (`key`) and of what (`values`); wherever a text will do, it is one."""

    __slots__ = ("key", "values")

    key: str
    values: Mapping[str, object]

    def __new__(cls, text: str, key: str, **values: object) -> "Remark":
        made = super().__new__(cls, text)
        made.key, made.values = key, MappingProxyType(values)
        return made

    def __deepcopy__(self, _: object) -> "Remark":
        """Itself, for nothing of it changes; `dataclasses.asdict` copies every value."""
        return self
