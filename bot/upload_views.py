"""The buttons under a dry run: add, name the speakers, cancel. The files wait on disk, so they work after a restart."""

import asyncio
import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias

import aiohttp
import discord

from bot.buttons import Button, Form, label_of
from bot.i18n import Refusal, language_of, percent, say
from bot.incoming import KEY, Incoming, Upload
from bot.library_pages import added_embed, progress_text, survey_embeds
from bot.limits import cut
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


class _UploadButton(Button, template=""):
    """A button that is about an upload, by its key."""

    action: ClassVar[str]
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(self, key: str, label: str) -> None:
        self.key = key
        custom_id = f"verbatim:{self.action}:{key}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id, style=self.style))

    @classmethod
    async def from_custom_id(cls, _: "Interaction", item: discord.ui.Item[Any], match: re.Match[str]) -> Self:  # type: ignore[override]
        return cls(match["key"], label_of(item))


class AddButton(_UploadButton, template=rf"verbatim:add:(?P<key>{KEY})"):
    """Brings the files in."""

    action, style = "add", discord.ButtonStyle.success

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer()
        upload = await waiting(interaction, self.key)
        await Adding(interaction, upload).run()


class NameButton(_UploadButton, template=rf"verbatim:name:(?P<key>{KEY})"):
    """Asks what the speakers shall be called."""

    action = "name"

    async def pressed(self, interaction: "Interaction") -> None:
        upload = await waiting(interaction, self.key)
        voices = to_name(upload)
        if not voices:
            await interaction.response.send_message(say(_language(interaction), "all_named"), ephemeral=True)
            return
        await NamesModal(upload, voices, _language(interaction)).show(interaction)


class CancelButton(_UploadButton, template=rf"verbatim:cancel:(?P<key>{KEY})"):
    """Forgets the files."""

    action = "cancel"

    async def pressed(self, interaction: "Interaction") -> None:
        await interaction.response.defer()
        upload = await waiting(interaction, self.key)
        await asyncio.to_thread(_incoming(interaction).drop, upload)
        await _show(interaction, say(_language(interaction), "cancelled"))


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
            reports, titles = await self._interaction.client.changed(_guild(self._interaction), self._bring_in)
        except _Stopping:
            log.warning("bringing in what a server uploaded was stopped; its library is as it was")
            return
        finally:
            telling.cancel()
        await asyncio.to_thread(_incoming(self._interaction).drop, self._upload)
        embed = added_embed(reports, titles, self._language)
        await _show(self._interaction, embeds=[embed])

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
                await _show(self._interaction, progress_text(*told, self._language))
            await asyncio.sleep(_EVERY)


async def show_survey(interaction: "Interaction", upload: Upload) -> None:
    """Answers with a dry run and its buttons, and remembers who speaks."""
    language = _language(interaction)
    surveys, titles = await interaction.client.looked(_guild(interaction), partial(_surveyed, upload=upload))
    upload = replace(upload, voices=tuple(voice for found in surveys for voice in found.voices))
    await asyncio.to_thread(_incoming(interaction).save, upload)
    embeds = survey_embeds(surveys, upload.names, titles, language)
    await interaction.edit_original_response(embeds=embeds, view=_view(surveys, upload, language))


def _surveyed(library: Library, upload: Upload) -> tuple[list[Survey], dict[str, str]]:
    """What the files would bring in, and the titles of all sources by their ids."""
    return list(library.survey(upload.paths)), {source.id: source.title for source in library.sources()}


async def waiting(interaction: "Interaction", key: str) -> Upload:
    """The upload that a button is about. Raises Refusal if it is another person's, too."""
    upload = await asyncio.to_thread(_incoming(interaction).find, key, interaction.user.id)
    if upload is None:
        raise Refusal("upload_gone")
    return upload


def to_name(upload: Upload) -> list[Voice]:
    """The next speakers to be named: those with but a number first, then those who speak most."""
    heard = {voice.id: voice for voice in upload.voices if voice.id and voice.name}
    left = [voice for id, voice in heard.items() if id not in upload.names]
    return sorted(left, key=lambda voice: (not is_numbered(voice.name or ""), -voice.share))[:_FIELDS]


def _view(surveys: Sequence[Survey], upload: Upload, language: str) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    if not all(found.error for found in surveys):
        view.add_item(AddButton(upload.key, say(language, "add")))
    if to_name(upload):
        view.add_item(NameButton(upload.key, say(language, "name_speakers")))
    view.add_item(CancelButton(upload.key, say(language, "cancel")))
    return view


def _field(voice: Voice, language: str) -> discord.ui.TextInput[NamesModal]:
    name = voice.name or ""
    default = None if is_numbered(name) else name[:_NAME]
    return discord.ui.TextInput(
        label=f"{cut(name, _LABEL - 6)} {percent(language, voice.share)}",
        default=default,
        required=False,
        max_length=_NAME,
    )


async def _show(interaction: "Interaction", text: str | None = None, embeds: Sequence[discord.Embed] = ()) -> None:
    """Puts a text in the place of the dry run. After a quarter of an hour Discord takes no more edits of it."""
    try:
        await interaction.edit_original_response(content=text, embeds=embeds, view=None)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        log.warning("what became of an upload could not be told: %s", error)


def _incoming(interaction: "Interaction") -> Incoming:
    return interaction.client.incoming(_guild(interaction))


def _guild(interaction: "Interaction") -> int:
    if interaction.guild_id is None:
        raise Refusal("in_servers_only")
    return interaction.guild_id


def _language(interaction: "Interaction") -> str:
    return language_of(interaction.locale.value)
