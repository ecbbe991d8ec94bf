"""What Discord's menus show of the commands in other languages than English, out of the catalogues."""

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.i18n import SIMPLIFIED, TRADITIONAL, in_menu

_LANGUAGES = {Locale.chinese: SIMPLIFIED, Locale.taiwan_chinese: TRADITIONAL}  # which Hong Kong is shown, too
_CONTEXTS = {
    Location.command_name: "name",
    Location.group_name: "name",
    Location.parameter_name: "name",
    Location.command_description: "description",
    Location.group_description: "description",
    Location.parameter_description: "description",
    Location.choice_name: "choice",
}


class Translations(app_commands.Translator):
    """Gives discord.py every name and description of a command, its options and their choices."""

    async def translate(
        self, string: app_commands.locale_str, locale: Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        if locale not in _LANGUAGES or context.location not in _CONTEXTS:
            return None
        name = "menu" if isinstance(context.data, app_commands.ContextMenu) else _CONTEXTS[context.location]
        return in_menu(_LANGUAGES[locale], name, string.message)
