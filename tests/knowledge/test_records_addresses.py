"""DATABASE_URL, right and wrong; what is said of it holds no password."""

from pathlib import Path

import pytest

from knowledge.errors import SettingsError
from knowledge.records.addresses import problem, shown
from knowledge.settings import LibrarySettings

ADDRESSES = {
    "postgresql://ann:s3cret@db.example:5433/verbatim": "the database verbatim at db.example",
    "postgresql+psycopg://ann:s3cret@[::1]/verbatim?sslmode=require": "the database verbatim at ::1",
    "postgres://ann:s3cret%2F%40@10.0.0.7/verbatim": "the database verbatim at 10.0.0.7",
    "postgresql:///verbatim?host=/run/postgresql": "the database verbatim at this machine",
    "sqlite:///kept/records.sqlite3": "kept/records.sqlite3",
    "sqlite:////srv/records.sqlite3": "/srv/records.sqlite3",
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_can_be_used_is_shown_without_its_password(url: str) -> None:
    assert (problem(url), shown(url)) == (None, ADDRESSES[url])


@pytest.mark.parametrize(
    "url",
    [
        "s3cret",
        "mysql://ann:s3cret@db/verbatim",
        "postgresql+asyncpg://ann:s3cret@db/verbatim",
        "postgresql://ann:s3cret@db",
        "postgresql://ann:s3cret@db/",
        "postgresql://ann:s3/cret@db/verbatim",
        "postgresql://ann:s3@cret@db/verbatim",
        "postgresql://ann:s3#cret@db/verbatim",
        "postgresql://ann:s3?cret@db/verbatim",
        "postgresql://ann:s3cret@[db/verbatim",
        "postgresql://ann:s3cret@db:port/verbatim",
        "sqlite://records.sqlite3",
        "sqlite://",
        "sqlite:///:memory:",
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_repeating_it(url: str) -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL") as caught:
        LibrarySettings.from_env({"DATABASE_URL": url})
    assert not [part for part in ("s3", "cret", "records.sqlite3 cannot") if part in str(caught.value)]


def test_without_an_address_records_are_files_in_the_folder_of_the_library_for_all() -> None:
    settings = LibrarySettings.from_env({"DATABASE_URL": " "}, data=Path("data/guilds/7"))
    assert settings.records("bot.sqlite3") == Path("data/bot.sqlite3")
    kept = LibrarySettings.from_env({"DATABASE_URL": "postgresql://ann:s3cret@db/verbatim"})
    assert kept.records("bot.sqlite3") == "postgresql://ann:s3cret@db/verbatim"
    assert "s3cret" not in repr(kept)
