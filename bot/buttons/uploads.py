"""The buttons under a dry run: add, name the speakers, cancel. The files wait on disk, so they work after a restart."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import aiohttp
import discord

from bot import errors, ids
from bot.buttons.base import Button, Form
from bot.explaining import Refusal
from bot.i18n import percent, say
from bot.incoming import Incoming, Upload
from bot.languages import own_language
from bot.markdown import plain_name
from bot.page import Page, Press, Row, Text, Tone
from bot.pages.library import added_page, progress_text, survey_cards
from bot.rights import kept, server
from bot.sending import show
from knowledge.library import Library
from knowledge.model import Ingested
from knowledge.survey import Survey, Voice
from knowledge.transcripts.voices import is_numbered

if TYPE_CHECKING:
    from bot.client import VerbatimBot

    Interaction: TypeAlias = discord.Interaction[VerbatimBot]

_EVERY = 2.0  # seconds between two edits that tell of progress
_FIELDS = 5  # that a modal can have
_LABEL, _NAME = 45, 80  # characters of a field's label, and of a name

log = logging.getLogger(__name__)


class _Stopping(Exception):
    """The bot is being stopped while files are brought in."""


class AddButton(Button, template=ids.UPLOAD["add"]):
    """Brings the files in."""

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer()
        upload = await waiting(interaction, self.id_parts["key"])
        await Adding(interaction, upload).run()


class NameButton(Button, template=ids.UPLOAD["name"]):
    """Asks what the speakers shall be called."""

    async def pressed(self, interaction: "Interaction") -> None:
        upload = await waiting(interaction, self.id_parts["key"])
        voices = to_name(upload)
        if not voices:
            await interaction.response.send_message(say(_language(interaction), "all_named"), ephemeral=True)
            return
        await NamesModal(upload, voices, _language(interaction)).show(interaction)


class CancelButton(Button, template=ids.UPLOAD["cancel"]):
    """Forgets the files."""

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer()
        upload = await waiting(interaction, self.id_parts["key"])
        await asyncio.to_thread(_incoming(interaction).drop, upload)
        await _show(interaction, Page((Text(say(_language(interaction), "cancelled")),)))


class NamesModal(Form):
    """A field for each of some speakers, those first who have but a number."""

    def __init__(self, upload: Upload, voices: Sequence[Voice], language: str) -> None:
        super().__init__(title=say(language, "name_speakers"), custom_id=f"verbatim:names:{upload.key}")
        self._key = upload.key
        self._fields = {voice.id: _field(voice, language) for voice in voices if voice.id}
        for field in self._fields.values():
            self.add_item(field)

    async def on_submit(self, interaction: "Interaction") -> None:  # type: ignore[override]  # the client is ours
        await interaction.response.defer()
        upload = await waiting(interaction, self._key)
        given = {id: " ".join(field.value.split()) for id, field in self._fields.items()}
        upload = replace(upload, names={**upload.names, **{id: name for id, name in given.items() if name}})
        await show_survey(interaction, upload)


class Adding:
    """One run of bringing files in, of which a message tells."""

    def __init__(self, interaction: "Interaction", upload: Upload) -> None:
        self._interaction, self._upload = interaction, upload
        self._language = _language(interaction)
        self._at: tuple[str, float] = (upload.paths[0].name, 0.0)

    async def run(self) -> None:
        telling = asyncio.create_task(self._tell())
        try:
            reports, titles = await self._interaction.client.desk.changed(server(self._interaction), self._bring_in)
        except _Stopping:
            log.warning("bringing in what a server uploaded was stopped; its library is as it was")
            return
        except Exception as error:  # the message that told of the progress tells of this instead, with its buttons
            said = Text(errors.sentence(error, self._language))
            telling.cancel()
            await _show(self._interaction, Page((said, _buttons((), self._upload, self._language))))
            return
        finally:
            telling.cancel()
        await asyncio.to_thread(_incoming(self._interaction).drop, self._upload)
        await _show(self._interaction, added_page(reports, titles, self._language))

    def _bring_in(self, library: Library) -> tuple[list[Ingested], dict[str, str]]:
        reports = list(library.ingest(self._upload.paths, names=self._upload.names, advance=self._advance))
        return reports, {source.id: source.title for source in library.own_sources()}

    def _advance(self, name: str, done: int, total: int) -> None:
        """Called from the thread that encodes; between two batches nothing was written yet."""
        if self._interaction.client.is_closed():
            raise _Stopping
        self._at = (name, done / total)

    async def _tell(self) -> None:
        told = None
        while True:
            if self._at != told:
                told = self._at
                await _show(self._interaction, Page((Text(progress_text(*told, self._language)),)))
            await asyncio.sleep(_EVERY)


async def show_survey(interaction: "Interaction", upload: Upload) -> None:
    """Answers with a dry run and its buttons, and remembers who speaks."""
    language = _language(interaction)
    surveys, titles = await interaction.client.desk.looked(server(interaction), partial(_surveyed, upload=upload))
    upload = replace(upload, voices=tuple(voice for found in surveys for voice in found.voices))
    await asyncio.to_thread(_incoming(interaction).save, upload)
    cards = survey_cards(surveys, upload.names, titles, language)
    await show(interaction, Page((*cards, _buttons(surveys, upload, language))))


def _surveyed(library: Library, upload: Upload) -> tuple[list[Survey], dict[str, str]]:
    """What the files would bring in, and the titles of all sources by their ids."""
    return list(library.survey(upload.paths)), {source.id: source.title for source in library.sources()}


async def waiting(interaction: "Interaction", key: str) -> Upload:
    """The upload that a button is about. Raises Refusal if it is another person's, or they may no longer add it."""
    upload = await asyncio.to_thread(_incoming(interaction).find, key, interaction.user.id)
    if upload is None:
        raise Refusal("upload_gone")
    kept(interaction)
    return upload


def to_name(upload: Upload) -> list[Voice]:
    """The next speakers to be named: those with but a number first, then those who speak most."""
    heard = {voice.id: voice for voice in upload.voices if voice.id and voice.name}
    left = [voice for id, voice in heard.items() if id not in upload.names]
    return sorted(left, key=lambda voice: (not is_numbered(voice.name or ""), -voice.share))[:_FIELDS]


def _buttons(surveys: Sequence[Survey], upload: Upload, language: str) -> Row:
    add = Press(say(language, "add"), ids.upload("add", upload.key), Tone.GOOD)
    name = Press(say(language, "name_speakers"), ids.upload("name", upload.key))
    cancel = Press(say(language, "cancel"), ids.upload("cancel", upload.key))
    can_add = not all(found.error for found in surveys)
    return Row((*([add] if can_add else []), *([name] if to_name(upload) else []), cancel))


def _field(voice: Voice, language: str) -> discord.ui.TextInput[NamesModal]:
    name = voice.name or ""
    default = None if is_numbered(name) else name[:_NAME]
    return discord.ui.TextInput(
        label=f"{plain_name(name, _LABEL - 6)} {percent(language, voice.share)}",
        default=default,
        required=False,
        max_length=_NAME,
    )


async def _show(interaction: "Interaction", page: Page) -> None:
    """Puts a page in the place of the dry run. After a quarter of an hour Discord takes no more edits of it."""
    try:
        await show(interaction, page)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        log.warning("what became of an upload could not be told: %s", error)


def _incoming(interaction: "Interaction") -> Incoming:
    return interaction.client.desk.incoming(server(interaction))


def _language(interaction: "Interaction") -> str:
    return own_language(interaction)
