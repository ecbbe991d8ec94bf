"""Settings from a mapping."""

import logging
from pathlib import Path

import pytest

from bot.logs import LogFormat
from bot.monitoring import Address
from bot.settings import DEFAULT_PORT, BotSettings
from knowledge.errors import SettingsError


def test_without_any_setting_there_is_no_token_and_every_default() -> None:
    settings = BotSettings.from_env({})
    assert (settings.token, settings.transcripts, settings.log_level, settings.preview_port) == (
        None,
        Path("seeds"),
        logging.INFO,
        DEFAULT_PORT,
    )


def test_each_setting_is_read_from_its_variable() -> None:
    settings = BotSettings.from_env(
        {"DISCORD_TOKEN": " t ", "VERBATIM_TRANSCRIPTS": "x", "LOG_LEVEL": "debug", "PREVIEW_PORT": "0"}
    )
    assert (settings.token, settings.transcripts, settings.log_level, settings.preview_port) == (
        "t",
        Path("x"),
        logging.DEBUG,
        0,
    )


def test_an_empty_folder_of_transcripts_means_none() -> None:
    assert BotSettings.from_env({"VERBATIM_TRANSCRIPTS": ""}).transcripts is None


def test_every_wrong_setting_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        BotSettings.from_env(
            {
                "LOG_LEVEL": "loud",
                "PREVIEW_PORT": "65536",
                "MESSAGE_STYLE": "plain",
                "MESSAGE_CONTENT": "yes",
                "CHROMA_URL": "chroma:8000",
                "DATABASE_URL": "db",
                "EMBEDDING_RUNTIME": "gpu",
            }
        )
    names = ("LOG_LEVEL", "PREVIEW_PORT", "MESSAGE_STYLE", "MESSAGE_CONTENT", "CHROMA_URL", "DATABASE_URL")
    assert [name for name in (*names, "EMBEDDING_RUNTIME") if name not in str(caught.value)] == []


@pytest.mark.parametrize(("given", "read"), [("", False), ("off", False), ("on", True)])
def test_the_content_of_messages_is_read_only_where_it_is_asked_for(given: str, read: bool) -> None:
    assert BotSettings.from_env({"MESSAGE_CONTENT": given}).message_content is read


@pytest.mark.parametrize("port", ["-1", "80a", "70000"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(SettingsError, match=port):
        BotSettings.from_env({"PREVIEW_PORT": port})


def test_nothing_is_served_for_monitoring_unless_a_port_is_set() -> None:
    assert BotSettings.from_env({"MONITORING_HOST": "0.0.0.0"}).monitoring is None
    assert BotSettings.from_env({"MONITORING_PORT": "9100"}).monitoring == Address("127.0.0.1", 9100)


def test_what_the_log_is_written_as_is_text_unless_it_is_json() -> None:
    read = [BotSettings.from_env({"LOG_FORMAT": given}).log_format for given in ("", "text", "json")]
    assert read == [LogFormat.TEXT, LogFormat.TEXT, LogFormat.JSON]


def test_wrong_settings_of_the_log_and_of_monitoring_are_named() -> None:
    with pytest.raises(SettingsError, match=r"LOG_FORMAT is “xml”.*MONITORING_PORT is “many”"):
        BotSettings.from_env({"LOG_FORMAT": "xml", "MONITORING_PORT": "many"})
