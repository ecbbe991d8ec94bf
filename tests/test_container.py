"""The container's files, without an engine: they fit their specification, the lock and each other."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
COMPOSE = ROOT / "docker-compose.yml"
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+(; [^#]+)?")


@pytest.fixture
def service() -> dict[str, Any]:
    services: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    assert list(services) == ["bot"]
    return services["bot"]


@pytest.fixture
def steps() -> list[tuple[str, str]]:
    """The Dockerfile's instructions in order, each with its arguments; continued lines are joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines)]


def arguments(steps: list[tuple[str, str]], name: str) -> list[str]:
    return [rest for step, rest in steps if step == name]


def test_the_compose_file_fits_the_compose_specification() -> None:
    check = ["-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    result = subprocess.run([sys.executable, *check], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_the_service_has_no_rights_beyond_its_data(service: dict[str, Any]) -> None:
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["tmpfs"].startswith("/tmp:")
    assert not {"ports", "privileged", "cap_add", "network_mode", "devices"} & set(service)


def test_the_service_keeps_its_data_in_a_named_volume(service: dict[str, Any]) -> None:
    assert service["volumes"] == [f"data:{service['environment']['VERBATIM_DATA']}"]
    assert "data" in yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["volumes"]


def test_the_service_comes_back_and_stops_cleanly(service: dict[str, Any]) -> None:
    assert (service["restart"], service["init"], service["env_file"]) == ("unless-stopped", True, ".env")
    assert {"mem_limit", "stop_grace_period"} <= set(service)


def test_the_image_and_the_service_run_as_the_same_user_who_is_not_root(
    service: dict[str, Any], steps: list[tuple[str, str]]
) -> None:
    assert arguments(steps, "USER") == [service["user"]] == ["10001:10001"]
    names = [name for name, _ in steps]
    assert names.index("USER") > max(i for i, name in enumerate(names) if name in ("RUN", "COPY"))


def test_the_image_declares_the_data_folder_as_its_volume(steps: list[tuple[str, str]]) -> None:
    assert arguments(steps, "VOLUME") == ["/data"]
    assert "VERBATIM_DATA=/data" in arguments(steps, "ENV")[0].split()


def test_the_image_is_health_checked_by_a_module_that_exists(steps: list[tuple[str, str]]) -> None:
    (check,) = arguments(steps, "HEALTHCHECK")
    _, _, command = check.partition("CMD ")
    assert (words := yaml.safe_load(command))[:2] == ["python", "-m"]
    assert find_spec(words[2])


def test_the_image_runs_the_bot_without_a_shell_between_it_and_its_signals(steps: list[tuple[str, str]]) -> None:
    assert arguments(steps, "CMD") == ['["python", "-m", "bot", "discord"]']


def test_the_image_is_based_on_a_tag_and_names_no_address(steps: list[tuple[str, str]]) -> None:
    assert arguments(steps, "FROM") == ["python:3.11-slim-bookworm"]
    assert not any("://" in rest for _, rest in steps)


def test_what_the_image_copies_exists_and_is_sent_to_the_build(steps: list[tuple[str, str]]) -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = [rest.split()[0] for rest in arguments(steps, "COPY")]
    assert all((ROOT / path).exists() for path in copied)
    assert {line[1:] for line in ignored if line.startswith("!")} == set(copied)


def test_the_image_installs_the_lock_that_it_copied(steps: list[tuple[str, str]]) -> None:
    install = next(i for i, (name, rest) in enumerate(steps) if name == "RUN" and rest.startswith("pip install"))
    assert steps[install][1].endswith("--no-cache-dir --disable-pip-version-check -r requirements.lock")
    assert ("COPY", "requirements.lock ./") in steps[:install]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_is_exact_versions_and_nothing_else(name: str) -> None:
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        assert PIN.fullmatch(line), line
