"""Points a bot process at the stand-in for Discord; Python reads this file at its start, from PYTHONPATH.

Nothing else of the process is another's: with `STAND_IN_ENCODER` its model, too, is a small one that loads at once.
"""

import os

if address := os.environ.get("STAND_IN"):
    import yarl
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    Route.BASE = f"http://{address}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{address}/gateway/")
if os.environ.get("STAND_IN_ENCODER"):
    from knowledge.settings import LibrarySettings
    from tests.faults.discord.encoder import SlowedEncoder

    LibrarySettings.encoder = lambda *_: SlowedEncoder(float(os.environ["STAND_IN_ENCODER"]))  # type: ignore[method-assign]
