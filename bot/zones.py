"""Finds a time zone from what people type: a city, a country, an offset, in English or Chinese. From memory."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from bot.scheduling import ScheduleError
from bot.zone_names import NAMES, SHARED, UNEVEN, USUAL
from knowledge.folding import folded

CHOICES = 25  # what Discord shows at most
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?")
_FIXED = re.compile(r"Etc/GMT([+-])(\d+)")
_CITY = re.compile(r"(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+")
_SLIP = 0.75  # how like a name must be to be suggested for one that is misspelt


class UnknownZone(ScheduleError):
    """What was typed is no time zone, or might be several; `nearest` are those that it may mean."""

    def __init__(self, typed: str, nearest: tuple[str, ...]) -> None:
        self.typed, self.nearest = typed, nearest
        hint = f" Did you mean {' or '.join(nearest)}?" if nearest else " A city does, such as Berlin or Shanghai."
        super().__init__(f"“{typed}” is no time zone that is known here.{hint}")


@dataclass(frozen=True, slots=True)
class _Atlas:
    """Every name of a zone, folded, and the zones it may mean; `exact` are those that mean one without doubt."""

    exact: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]


def find_zone(typed: str) -> str:
    """The IANA name of the zone that is meant. Raises UnknownZone with the nearest names."""
    wanted = _spelling(typed)
    found = _at_offset(wanted) or _atlas().exact.get(wanted)
    if found:
        return found
    suggested = suggest_zones(typed)
    if len(suggested) == 1 and _begins(wanted, suggested[0]):
        return suggested[0]
    raise UnknownZone(typed, tuple(suggested[:3]))


def suggest_zones(typed: str) -> list[str]:
    """Up to 25 IANA names that may be meant by what has been typed so far, best first."""
    wanted = _spelling(typed)
    if not wanted:
        return list(USUAL[:CHOICES])
    offset = _at_offset(wanted)
    if offset:
        return [offset]
    names = _atlas().names
    ranked = sorted((rank, len(name), name) for name in names if (rank := _rank(wanted, name)) is not None)
    near = [name for _, _, name in ranked] or get_close_matches(wanted, list(names), 3, _SLIP)
    return list(dict.fromkeys(zone for name in near for zone in names[name]))[:CHOICES]


def zone_label(zone: str) -> str:
    """A zone as people read it: IANA turns the signs of its fixed offsets round, so Etc/GMT-8 is UTC+8."""
    match = _FIXED.fullmatch(zone)
    return f"UTC{'-' if match[1] == '+' else '+'}{match[2]}" if match else zone.replace("_", " ")


def _at_offset(wanted: str) -> str | None:
    match = _OFFSET.fullmatch(wanted)
    if not match:
        return None
    minutes = (60 * int(match[2]) + int(match[3] or 0)) * (1 if match[1] == "+" else -1)
    if minutes % 60:
        return UNEVEN.get(minutes)
    hours = minutes // 60
    if not -12 <= hours <= 14:
        return None
    return f"Etc/GMT{-hours:+}" if hours else "UTC"


def _rank(wanted: str, name: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if wanted in name else None


def _begins(wanted: str, zone: str) -> bool:
    return any(name.startswith(wanted) for name, zones in _atlas().names.items() if zone in zones)


@cache
def _atlas() -> _Atlas:
    """Made once, for the names are those of the machine and of tzdata, which do not change while it runs."""
    every = available_timezones()
    exact: dict[str, str] = {}
    for line in NAMES.strip().splitlines():
        zone, _, others = line.partition(": ")
        for other in others.split(","):
            exact.setdefault(_spelling(other), zone)
    ours = dict(exact)
    cities = sorted(zone for zone in every if _CITY.fullmatch(zone))
    for zone in cities:
        exact.setdefault(_spelling(zone.rpartition("/")[2]), zone)
    # The whole name is meant whatever else goes by it, except where people mean another: EST is New York.
    exact |= {_spelling(zone): zone for zone in every if _spelling(zone) not in ours}
    for name in SHARED:
        exact.pop(name, None)
    offered = {"UTC", *cities}  # the others are older names of the same
    return _Atlas(exact, {name: (zone,) for name, zone in exact.items() if zone in offered} | SHARED)


def _spelling(typed: str) -> str:
    """One spelling of what is the same: case, width, script, spaces for underscores."""
    text = " ".join(folded(typed).replace("_", " ").replace("−", "-").split())
    return re.sub(r"\s*(?:\btime zone|\btimezone|(?:\bstandard )?\btime|时区|时间)$", "", text)
