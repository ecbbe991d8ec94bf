"""Links to the moment at which something was said."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

SECONDS = "{seconds}"
_YOUTUBE = ("youtube.com", "youtu.be")


def link_at(url: str, milliseconds: int | None) -> str:
    """Where a source can be heard from this time on.

    An address with `{seconds}` in it is given them, one at YouTube its own `t=`; any other is left as it
    is. Without a time the address is that of the beginning.
    """
    seconds = (milliseconds or 0) // 1000
    if SECONDS in url:
        return url.replace(SECONDS, str(seconds))
    return _at_youtube(url, seconds) if milliseconds is not None and _is_youtube(url) else url


def _is_youtube(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return any(host == site or host.endswith(f".{site}") for site in _YOUTUBE)


def _at_youtube(url: str, seconds: int) -> str:
    parts = urlsplit(url)
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != "t"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("t", f"{seconds}s")])))
