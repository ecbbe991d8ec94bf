"""Time zones from what people type."""

from datetime import datetime, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest

from bot.zone_names import NAMES, SHARED, UNEVEN, USUAL
from bot.zones import UnknownZone, find_zone, suggest_zones, zone_label


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"), ("asia/shanghai", "Asia/Shanghai"), ("new york", "America/New_York"),
        ("America/New_York", "America/New_York"), ("北京", "Asia/Shanghai"), ("臺北", "Asia/Taipei"),
        ("北京时间", "Asia/Shanghai"), ("東京", "Asia/Tokyo"), ("Berl", "Europe/Berlin"), ("münchen", "Europe/Berlin"),
        ("Tokyo time", "Asia/Tokyo"), ("EST", "America/New_York"), ("pacific time", "America/Los_Angeles"),
        ("GMT", "UTC"), ("Germany", "Europe/Berlin"), ("Europe/Kiev", "Europe/Kiev"), ("Etc/GMT-8", "Etc/GMT-8"),
        ("ＪＳＴ", "Asia/Tokyo"),
    ],
)  # fmt: skip
def test_a_zone_is_found_by_city_country_custom_and_name_in_either_script(typed: str, zone: str) -> None:
    assert find_zone(typed) == zone


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("UTC+8", 8), ("utc -5", -5), ("GMT+1", 1), ("+5:30", 5.5), ("UTC+05:45", 5.75), ("UTC−3", -3), ("UTC+0", 0)],
)
def test_an_offset_is_a_zone_that_keeps_it(typed: str, hours: float) -> None:
    for month in (1, 7):
        assert datetime(2026, month, 1, tzinfo=ZoneInfo(find_zone(typed))).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("cst", "America/Chicago"), ("us", "America/New_York"), ("londn", "Europe/London"), ("san", "America/Argentina")],
)
def test_what_might_be_several_or_is_misspelt_is_not_taken_but_suggested(typed: str, nearest: str) -> None:
    with pytest.raises(UnknownZone, match=f"Did you mean {nearest}"):
        find_zone(typed)


@pytest.mark.parametrize("typed", ["", "Middle Earth", "UTC+15", "UTC-3:30", "8", "🎉", "../../etc/passwd"])
def test_what_is_no_zone_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(UnknownZone, match="is no time zone that is known here"):
        find_zone(typed)


def test_what_has_been_typed_so_far_suggests_at_most_25_zones_best_first() -> None:
    assert suggest_zones("shang") == ["Asia/Shanghai"]
    assert suggest_zones("上") == ["Asia/Shanghai"]
    assert suggest_zones("cst") == ["America/Chicago", "Asia/Shanghai"]
    assert len(suggest_zones("a")) == len(suggest_zones("")) == 25
    assert suggest_zones("xyzzy") == []


def test_suggestions_take_no_longer_than_a_keystroke() -> None:
    suggest_zones("warm")
    began = perf_counter()
    for typed in ("b", "san", "asia/", "londn", "上", "xyzzyxyzzy"):
        suggest_zones(typed)
    assert perf_counter() - began < 0.2


def test_every_zone_of_the_tables_exists_and_every_suggestion_can_be_found() -> None:
    named = [line.partition(": ")[0] for line in NAMES.strip().splitlines()]
    for zone in (*named, *USUAL, *UNEVEN.values(), *(zone for zones in SHARED.values() for zone in zones)):
        assert find_zone(ZoneInfo(zone).key) == zone


def test_a_fixed_offset_is_shown_with_the_sign_that_people_use() -> None:
    assert [zone_label(zone) for zone in ("Etc/GMT-8", "Etc/GMT+5", "America/New_York", "UTC")] == [
        "UTC+8",
        "UTC-5",
        "America/New York",
        "UTC",
    ]


def test_a_fixed_offset_is_suggested_alone() -> None:
    assert suggest_zones("utc+8") == ["Etc/GMT-8"]
    assert suggest_zones("UTC") != []
