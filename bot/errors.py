"""The one place that turns what went wrong into a sentence: expected errors as they are, others by reference."""

import logging
import secrets

import discord
from discord import app_commands

from bot.i18n import explain, language_of, say
from knowledge.errors import VerbatimError

log = logging.getLogger(__name__)


def sentence(error: BaseException, language: str) -> str:
    """What a person reads of an error; one that nobody expected is logged with its traceback."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, VerbatimError):
        return explain(language, cause)
    if isinstance(cause, app_commands.TransformerError):
        return say(language, "empty_question")
    reference = secrets.token_hex(3)
    log.error("unexpected error, reference %s", reference, exc_info=cause)
    return say(language, "busy", reference=reference)


async def tell(interaction: discord.Interaction, error: BaseException) -> None:
    """Answers an interaction with the error's sentence, however far it got."""
    text = sentence(error, language_of(interaction.locale.value))
    try:
        if interaction.response.is_done():
            await interaction.edit_original_response(content=text, embeds=[], view=None)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except discord.HTTPException:
        log.exception("the error above could not be told")
