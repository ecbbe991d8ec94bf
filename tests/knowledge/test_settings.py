"""The library's settings."""

from pathlib import Path

import pytest

from knowledge import folders
from knowledge.encoder import DEFAULT_MODEL, Prompts
from knowledge.errors import SettingsError
from knowledge.places import EMBEDDED, Server
from knowledge.settings import LibrarySettings


def test_without_any_setting_the_defaults_hold() -> None:
    assert LibrarySettings.from_env({}) == LibrarySettings(Path("data"), DEFAULT_MODEL, Prompts())


def test_every_setting_is_read() -> None:
    env = {
        "VERBATIM_DATA": "/srv/verbatim",
        "EMBEDDING_MODEL": "some/model",
        "EMBEDDING_QUERY_PROMPT": "q: ",
        "EMBEDDING_PASSAGE_PROMPT": "p: ",
    }
    assert LibrarySettings.from_env(env) == LibrarySettings(Path("/srv/verbatim"), "some/model", Prompts("q: ", "p: "))


def test_vectors_are_embedded_unless_there_is_the_address_of_a_server() -> None:
    assert LibrarySettings.from_env({"CHROMA_URL": " ", "CHROMA_TOKEN": "t"}).vectors == EMBEDDED
    assert LibrarySettings.from_env({"CHROMA_URL": "http://chroma:8000/"}).vectors == Server("http://chroma:8000")


def test_every_setting_of_a_server_is_read(tmp_path: Path) -> None:
    (ca := tmp_path / "ca.pem").touch()
    env = {
        "CHROMA_URL": "https://[::1]:8443",
        "CHROMA_TOKEN": " s3cret ",
        "CHROMA_AUTH_HEADER": "X-Chroma-Token",
        "CHROMA_CA": str(ca),
        "CHROMA_TENANT": "us",
        "CHROMA_DATABASE": "talks",
    }
    server = Server("https://[::1]:8443", "s3cret", "X-Chroma-Token", ca, "us", "talks")
    assert LibrarySettings.from_env(env).vectors == server


@pytest.mark.parametrize(
    "url",
    [
        "chroma:8000",
        "http://chroma",
        "http://chroma:port",
        "http://chroma:99999",
        "ftp://chroma:21",
        "http://:8000",
        "http://ann:s3cret@chroma:8000",
        "http://chroma:8000/api",
        "http://chroma:8000?token=s3cret",
    ],
)
def test_an_address_that_is_none_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(SettingsError, match="CHROMA_URL") as caught:
        LibrarySettings.from_env({"CHROMA_URL": url})
    assert url not in str(caught.value)


def test_every_wrong_setting_of_a_server_is_named_at_once_and_no_token_is_told() -> None:
    wrong = {"CHROMA_TOKEN": "s3 cret", "CHROMA_AUTH_HEADER": "Cookie", "CHROMA_CA": "/no/where"}
    with pytest.raises(SettingsError) as caught:
        LibrarySettings.from_env({"CHROMA_URL": "http://chroma", **wrong})
    assert [name for name in ("CHROMA_URL", *wrong) if name not in str(caught.value)] == []
    assert "s3 cret" not in str(caught.value)


def test_a_setting_left_empty_is_its_default() -> None:
    settings = LibrarySettings.from_env({"VERBATIM_DATA": "", "EMBEDDING_MODEL": ""})
    assert (settings.data, settings.model) == (Path("data"), DEFAULT_MODEL)


def test_the_command_lines_folder_goes_before_the_environments() -> None:
    assert LibrarySettings.from_env({"VERBATIM_DATA": "/srv"}, data=Path("/tmp/here")).data == Path("/tmp/here")


def test_the_dictionary_lies_beside_the_model_and_is_not_laid_out(tmp_path: Path) -> None:
    dictionary = LibrarySettings.from_env({"VERBATIM_DATA": str(tmp_path / "data")}).dictionary()
    assert dictionary._path.parent == tmp_path / "data" / "models"
    assert list(tmp_path.iterdir()) == []


def test_the_encoder_is_the_one_that_is_set_and_is_not_loaded(tmp_path: Path) -> None:
    settings = LibrarySettings.from_env({"VERBATIM_DATA": str(tmp_path), "EMBEDDING_MODEL": "some/model"})
    assert "some/model" in settings.encoder().fingerprint
    assert list(tmp_path.iterdir()) == []


def test_the_library_of_a_community_shares_the_model_of_the_one_it_lies_in(tmp_path: Path) -> None:
    settings = LibrarySettings.from_env({"VERBATIM_DATA": str(tmp_path / "guilds" / "7")})
    assert settings.encoder()._folder == tmp_path / "models"
    assert folders.prefix(settings.data) == "own:"
    assert folders.prefix(tmp_path) == ""
