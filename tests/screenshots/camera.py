"""Headless Chromium over its DevTools protocol: shows a message of the preview alone and photographs it.

The only file that knows Chromium and the markup of simcord's page.
"""

import asyncio
import base64
import json
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_MISSING = "Pictures are taken with Chromium, which is not installed: install the package “chromium”, or set CHROMIUM."
_FLAGS = (
    "--headless",
    "--no-sandbox",  # it opens nothing but a page of this machine, and containers have no sandbox to give
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
_START, _POLL = 30.0, 0.1  # seconds
_LARGEST = 64 * 2**20  # bytes of one answer of Chromium, which is a picture
_TALL = 8000  # pixels, in which every message is seen whole
_PAGE = Path(__file__).with_name("page.css")


@dataclass(frozen=True)
class Variant:
    """How a message is looked at; `width` in the page's pixels, of which each is `density` of the picture's."""

    name: str
    theme: str
    width: int
    density: float


_SHOWN = """async ({message, style}) => {
    const drawn = () => window.simcordPreview?.ready && document.querySelector(`[data-message-id="${message}"]`);
    for (let tries = 0; !drawn(); tries++) {
        if (tries > 300) throw new Error("the preview does not show the message");
        await new Promise(done => setTimeout(done, 100));
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets.push(sheet);
}"""
_BOX = """async ({message, theme}) => {
    document.documentElement.dataset.theme = theme;
    await document.fonts.ready;
    await new Promise(done => setTimeout(done, 100));
    const {x, y, width, height} =
        document.querySelector(`.channel-message[data-message-id="${message}"]`).getBoundingClientRect();
    return {x, y: y - 12, width, height: height + 24};
}"""


class NoChromium(Exception):
    """Chromium is not installed."""


class Camera:
    """One tab; lives as long as `opened`."""

    def __init__(self, tab: aiohttp.ClientWebSocketResponse) -> None:
        self._tab, self._ids = tab, count(1)

    async def open(self, url: str, message: int) -> None:
        """Shows a page of the preview and waits until a message of it is drawn."""
        await self._call("Page.navigate", url=url)
        await self._run(_SHOWN, message=str(message), style=_PAGE.read_text(encoding="utf-8"))

    async def photograph(self, message: int, variant: Variant) -> bytes:
        """The message's own box as a PNG."""
        size = {"width": variant.width, "height": _TALL, "deviceScaleFactor": variant.density, "mobile": False}
        await self._call("Emulation.setDeviceMetricsOverride", **size)
        box = await self._run(_BOX, message=str(message), theme=variant.theme)
        taken = await self._call("Page.captureScreenshot", clip={**box, "scale": 1})
        return base64.b64decode(taken["data"])

    async def _run(self, script: str, **values: object) -> Any:
        """What an asynchronous function in JavaScript gives for these values."""
        call = f"({script})({json.dumps(values)})"
        done = await self._call("Runtime.evaluate", expression=call, awaitPromise=True, returnByValue=True)
        if fault := done.get("exceptionDetails"):
            raise RuntimeError(fault.get("exception", {}).get("description") or fault["text"])
        return done["result"].get("value")

    async def _call(self, method: str, **params: Any) -> dict[str, Any]:
        id = next(self._ids)
        await self._tab.send_json({"id": id, "method": method, "params": params})
        while (answer := await self._tab.receive_json()).get("id") != id:
            pass  # an event
        if error := answer.get("error"):
            raise RuntimeError(f"{method}: {error['message']}")
        result: dict[str, Any] = answer["result"]
        return result


@asynccontextmanager
async def opened() -> AsyncIterator[Camera]:
    """Starts Chromium with a profile of its own and ends it. Raises NoChromium."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise NoChromium(_MISSING)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        quiet = asyncio.subprocess.DEVNULL
        chromium = await asyncio.create_subprocess_exec(
            program, *_FLAGS, f"--user-data-dir={profile}", stdout=quiet, stderr=quiet
        )
        try:
            port = await asyncio.to_thread(_port, Path(profile) / "DevToolsActivePort")
            async with aiohttp.ClientSession() as session:
                async with session.put(f"http://127.0.0.1:{port}/json/new?about:blank") as made:
                    address = (await made.json())["webSocketDebuggerUrl"]
                async with session.ws_connect(address, max_msg_size=_LARGEST) as tab:
                    yield Camera(tab)
        finally:
            chromium.terminate()
            await chromium.wait()


def _port(told: Path) -> int:
    """Chromium writes into its profile where it listens."""
    for _ in range(int(_START / _POLL)):
        with suppress(OSError, IndexError):
            return int(told.read_text(encoding="utf-8").split()[0])
        time.sleep(_POLL)
    raise RuntimeError("Chromium does not start")
