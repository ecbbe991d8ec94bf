"""`python -m tests.screenshots [SCENE…]` takes the pictures in docs/screenshots; without names those of every scene."""

import asyncio
import logging
import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import simcord
from dotenv import load_dotenv

from bot.state import State
from knowledge.errors import VerbatimError
from knowledge.feedback import FEEDBACK, Feedback
from knowledge.folders import GUILDS
from knowledge.libraries import Libraries
from knowledge.library import Library
from knowledge.settings import LibrarySettings
from tests.screenshots import pictures
from tests.screenshots.camera import Camera, NoChromium, opened
from tests.screenshots.scenes import SCENES
from tests.screenshots.stage import INVENTED, Scene, Stage, StillBot

ROOT = Path(__file__).parents[2]
_SETTLE = 120.0  # seconds; the first question waits for the model


def main() -> None:
    load_dotenv()
    logging.basicConfig(level=logging.ERROR)
    wanted = sys.argv[1:]
    known = {scene.name: scene for scene in SCENES}
    if unknown := [name for name in wanted if name not in known]:
        sys.exit(f"No scene is called {', '.join(unknown)}; there are {', '.join(known)}.")
    try:
        asyncio.run(_take([known[name] for name in wanted] or SCENES, LibrarySettings.from_env(os.environ)))
    except (NoChromium, VerbatimError) as error:
        sys.exit(str(error))
    if not wanted:
        pictures.write_sheets(SCENES)
    pictures.PAGE.write_text(pictures.page(SCENES), encoding="utf-8")


async def _take(scenes: Sequence[Scene], settings: LibrarySettings) -> None:
    """Plays and photographs, with a library of its own beside the user's, which is kept for the next time."""
    folder = settings.data / "screenshots"
    shutil.rmtree(folder / GUILDS, ignore_errors=True)
    for memory in ("bot.sqlite3", FEEDBACK):
        (folder / memory).unlink(missing_ok=True)
    async with opened() as camera:
        with closing(Library(folder, settings.encoder(), settings.dictionary(), settings.reranker())) as library:
            await asyncio.to_thread(list, library.ingest([ROOT / "seeds", INVENTED / "library"]))
            library.warm()
            with (
                closing(State(folder / "bot.sqlite3")) as state,
                closing(Feedback(folder / FEEDBACK)) as feedback,
                closing(Libraries(library)) as libraries,
            ):
                bot = StillBot(libraries, state, feedback)
                async with simcord.run(bot, check_errors=False, settle_timeout=_SETTLE) as world:
                    world.backend.bot_user.name = "Verbatim"
                    for scene in scenes:
                        await _photograph(scene, Stage(world, bot, scene.locale), camera)
                await bot.close()


async def _photograph(scene: Scene, stage: Stage, camera: Camera) -> None:
    await stage.play(scene.steps)
    shown = stage.shown.id
    async with stage.world.preview(stage.channel, viewers=[stage.member], layout="channel", port=0) as page:
        await camera.open(page.url, shown)
        for variant in pictures.VARIANTS:
            pictures.write(scene, variant, await camera.photograph(shown, variant))
    print(scene.name, flush=True)


if __name__ == "__main__":
    main()
