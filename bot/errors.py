"""The one place that turns what went wrong into a sentence: expected errors as they are, others by reference."""

import logging

import aiohttp
import discord
from discord import app_commands

from bot import watching
from bot.explaining import explain
from bot.i18n import language_of, say
from knowledge.errors import EmptyQuestion, LibraryError, ModelUnavailable, QuestionTooLong, VerbatimError

# What Discord says of an interaction that nobody can answer any more: it is unknown, as its 3 s or 15 min are over;
# it was answered before; its token is no longer one.
_OVER = frozenset({10062, 10015, 40060, 50027})

log = logging.getLogger(__name__)


class DiscordUnavailable(VerbatimError):
    """Discord cannot be reached, or does not let the bot in."""


def sentence(error: BaseException, language: str) -> str:
    """What a person reads of an error; what the operator has to mend, or nobody expected, is logged as well."""
    cause = _cause(error)
    if isinstance(cause, app_commands.TransformerError):
        cause = _refused(cause)
    if isinstance(cause, VerbatimError):
        watching.refused(cause)
        if isinstance(cause, LibraryError | ModelUnavailable):
            log.error("%s", cause)
        return explain(cause, language)
    reference = watching.failed()
    log.error("unexpected error, reference %s", reference, exc_info=cause)
    return say(language, "busy", reference=reference)


async def tell(interaction: discord.Interaction, error: BaseException) -> None:
    """Answers an interaction with the error's sentence, however far it got."""
    if is_over(error):
        watching.expired()
        log.warning("Discord no longer takes an answer: %s", _cause(error))
        return
    typed = " ".join(str(value) for _, value in interaction.namespace)
    text = sentence(error, language_of(interaction.locale.value, typed))
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(text, ephemeral=True, suppress_embeds=True)
        elif interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            await interaction.edit_original_response(content=text)
        else:  # the message whose button was pressed stays as it is
            await interaction.followup.send(text, ephemeral=True, suppress_embeds=True)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as fault:
        if is_over(fault):
            log.warning("the error above could not be told: %s", fault)
        else:
            log.exception("the error above could not be told")


def is_over(error: BaseException) -> bool:
    """Whether Discord takes no answer to an interaction any more, so that nobody can be told anything."""
    cause = _cause(error)
    return isinstance(cause, discord.HTTPException) and cause.code in _OVER


def _cause(error: BaseException) -> BaseException:
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error


def _refused(error: app_commands.TransformerError) -> VerbatimError:
    """Why an option was turned away at the door: all of ours are texts with a least and a greatest length."""
    length, limit = len(str(error.value)), error.transformer.max_value
    return QuestionTooLong(length, int(limit)) if limit and length > limit else EmptyQuestion()
