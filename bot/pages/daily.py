"""Daily quotes as pages: the quote itself, and the list of those that a server has. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.i18n import moment, say
from bot.page import Page, Text
from bot.pages.answers import random_page
from bot.pages.lists import list_card
from bot.quotation import NAME, one_line
from bot.scheduling import Schedule
from bot.zones import zone_label
from knowledge.model import Quote, Speaker


def daily_page(quote: Quote, speaker: Speaker | None, topic: str | None, language: str) -> Page:
    """The quote of a day."""
    page = random_page(quote, speaker, topic, language)
    return replace(page, parts=(Text(f"-# {say(language, 'daily_title')}"), *page.parts))


def schedules_page(every: Sequence[Schedule], names: Mapping[str, str], language: str) -> Page:
    """A server's daily quotes; `names` are those of speakers, by id."""
    lines = [f"<#{one.channel}> · {daily_line(one, names)}" for one in every]
    return Page((list_card(say(language, "daily_list"), lines or [say(language, "daily_none")], language),))


def daily_line(schedule: Schedule, names: Mapping[str, str]) -> str:
    """When, and of whom or on what, on one line."""
    what = []
    if schedule.speaker:
        what.append(one_line(names.get(schedule.speaker, schedule.speaker), NAME))
    if schedule.topic:
        what.append(f"“{one_line(schedule.topic, NAME)}”")
    return " · ".join([f"{schedule.at} ({zone_label(schedule.zone)})", *what])


def added_text(schedule: Schedule, due: datetime, language: str) -> str:
    """That a daily quote was scheduled, and when the first one comes."""
    first = moment(language, due.astimezone(ZoneInfo(schedule.zone)))
    return say(language, "daily_added", channel=f"<#{schedule.channel}>", moment=first)
