"""Writing systems: what of a text is written in Chinese characters."""

import re

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def is_chinese(text: str) -> bool:
    """Whether any of it is written in Chinese characters."""
    return _HAN.search(text) is not None


def chinese_characters(text: str) -> list[str]:
    return _HAN.findall(text)
