"""Every scene plays by the real callbacks, and what it shows is within Discord's limits."""

import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import rmtree

import pytest
import simcord
from discord.app_commands import CommandInvokeError

from bot.state import State
from knowledge.errors import VerbatimError
from knowledge.feedback import Feedback
from knowledge.folders import GUILDS
from knowledge.libraries import Libraries
from knowledge.library import Library
from tests.bot.limits import faults
from tests.conftest import HashingEncoder
from tests.screenshots import pictures
from tests.screenshots.scenes import SCENES
from tests.screenshots.stage import INVENTED, Scene, Stage, StillBot

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The shipped transcripts and the invented ones."""
    with closing(Library(tmp_path_factory.mktemp("pictures"), HashingEncoder())) as library:
        list(library.ingest([ROOT / "seeds", INVENTED / "library"]))
        yield library


@pytest.fixture
def simcord_bot(shared: Library, tmp_path: Path) -> Iterator[StillBot]:
    with (
        closing(State(tmp_path / "bot.sqlite3")) as state,
        closing(Feedback(tmp_path / "feedback.sqlite3")) as feedback,
        closing(Libraries(shared)) as libraries,
    ):
        yield StillBot(libraries, state, feedback)
    rmtree(shared.folder / GUILDS, ignore_errors=True)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_every_scene_plays_and_its_message_is_within_limits(
    simcord_env: "simcord.Env", simcord_bot: StillBot, scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    stage = Stage(simcord_env, simcord_bot, scene.locale)
    await stage.play(scene.steps)
    assert faults(stage.message) == []
    assert all(isinstance(error, VerbatimError | CommandInvokeError) for error in simcord_env.errors)
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_scenes_have_names_of_their_own() -> None:
    assert len({scene.name for scene in SCENES}) == len(SCENES)


def test_the_page_shows_every_scene_and_its_pictures_are_there() -> None:
    """Where this fails, `make screenshots` writes both."""
    assert pictures.PAGE.read_text(encoding="utf-8") == pictures.page(SCENES)
    assert [scene.name for scene in SCENES for kept in pictures.KEPT if not pictures.path(scene, kept).exists()] == []


def test_no_picture_is_left_of_a_scene_that_is_gone() -> None:
    made = {pictures.path(scene, variant.name) for scene in SCENES for variant in pictures.VARIANTS}
    sheets = {pictures.FOLDER / f"all-{variant.name}.png" for variant in pictures.VARIANTS}
    assert set(pictures.FOLDER.glob("*.png")) <= made | sheets
