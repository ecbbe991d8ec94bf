"""The container's files, without an engine: they fit their specification, the lock and each other."""

import os
import re
import subprocess
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.library import Library
from tests.conftest import HashingEncoder
from tests.knowledge.chroma import ChromaServer

ROOT = Path(__file__).parent.parent
COMPOSE = ROOT / "docker-compose.yml"
PIN = re.compile(r"[A-Za-z0-9._-]+(\[[a-z,-]+\])?==[A-Za-z0-9.+]+( ; [^#]+)?")


@pytest.fixture
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return read


@pytest.fixture
def service(compose: dict[str, Any]) -> dict[str, Any]:
    bot: dict[str, Any] = compose["services"]["bot"]
    return bot


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


def test_without_a_profile_there_is_the_bot_alone(compose: dict[str, Any]) -> None:
    profiles = {name: service.get("profiles") for name, service in compose["services"].items()}
    assert profiles == {"bot": None, "chroma": ["server"], "backup": ["backup"]}
    assert compose["services"]["bot"]["depends_on"]["chroma"] == {"condition": "service_healthy", "required": False}


def test_the_chroma_server_can_be_reached_from_nowhere_but_the_bot(compose: dict[str, Any]) -> None:
    chroma = compose["services"]["chroma"]
    assert chroma["networks"] == ["vectors"]
    assert compose["networks"] == {"vectors": {"internal": True}}
    assert not any({"ports", "expose", "network_mode"} & set(compose["services"][name]) for name in ("bot", "chroma"))
    users = [name for name, service in compose["services"].items() if "vectors" in service.get("networks", ())]
    assert users == ["bot", "chroma"]


def test_the_chroma_server_is_of_the_version_of_its_client(compose: dict[str, Any]) -> None:
    name, _, version = compose["services"]["chroma"]["image"].partition(":")
    assert f"\n{Path(name).parent}=={version} " in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_chroma_server_has_no_rights_beyond_its_volume(compose: dict[str, Any]) -> None:
    chroma = compose["services"]["chroma"]
    assert (chroma["read_only"], chroma["cap_drop"], chroma["volumes"]) == (True, ["ALL"], ["vectors:/data"])
    assert chroma["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "tmpfs", "restart"} <= set(chroma)
    assert not {"privileged", "cap_add", "devices"} & set(chroma)


def test_the_check_of_the_chroma_server_tells_a_live_one_from_a_dead_one(
    compose: dict[str, Any], chroma: ChromaServer
) -> None:
    kind, *command = compose["services"]["chroma"]["healthcheck"]["test"]
    assert kind == "CMD"
    for address, healthy in ((chroma.url, True), ("http://127.0.0.1:1", False)):
        here = [part.replace("127.0.0.1/8000", address.removeprefix("http://").replace(":", "/")) for part in command]
        assert here != command
        done = subprocess.run(here, capture_output=True, timeout=60, check=False)
        assert (done.returncode == 0) is healthy


def test_a_backup_is_made_as_the_bots_user_while_the_bot_runs_and_without_a_network(compose: dict[str, Any]) -> None:
    backup = compose["services"]["backup"]
    assert backup["volumes"] == ["data:/data", "./backups:/backups"]
    assert (backup["network_mode"], backup["read_only"], backup["cap_drop"]) == ("none", True, ["ALL"])
    assert (backup["user"], "cap_add" in backup) == (compose["services"]["bot"]["user"], False)
    assert set(backup["environment"]) == {"VERBATIM_DATA", "CHROMA_URL", "DATABASE_URL"}


def test_the_command_of_the_backup_makes_one_that_can_be_restored(compose: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    with closing(Library(tmp_path / "data", HashingEncoder())) as library:
        (tmp_path / "talk.txt").write_text("Ann: What is a licence?\n", encoding="utf-8")
        list(library.ingest([tmp_path / "talk.txt"]))
        python, *command = compose["services"]["backup"]["command"]
        there = [part.replace("/backups", str(tmp_path / "backups")) for part in command]
        environment = {**os.environ, "VERBATIM_DATA": str(tmp_path / "data"), "CHROMA_URL": "", "DATABASE_URL": ""}
        subprocess.run([sys.executable, *there], cwd=ROOT, env=environment, check=True)
    (file,) = (tmp_path / "backups").iterdir()
    new = {**environment, "VERBATIM_DATA": str(tmp_path / "new")}
    subprocess.run([sys.executable, "-m", "knowledge", "restore", file], cwd=ROOT, env=new, check=True)
    assert python == "python"
    assert (tmp_path / "new" / "catalogue.sqlite3").exists()


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
    copied = [path for rest in arguments(steps, "COPY") for path in rest.split()[:-1]]
    assert all((ROOT / path).exists() for path in copied)
    assert {line[1:] for line in ignored if line.startswith("!")} == set(copied)


def test_the_image_installs_what_the_locks_name_and_nothing_else(steps: list[tuple[str, str]]) -> None:
    install = next(i for i, (name, rest) in enumerate(steps) if name == "RUN" and "$INSTALL" in rest)
    command = next(rest for name, rest in steps if name == "ARG" and rest.startswith("INSTALL="))
    assert {"--require-hashes", "--no-deps"} <= set(command.strip('"').split())
    copied = [rest for name, rest in steps[:install] if name == "COPY"]
    assert copied == ["requirements.lock requirements-torch-cpu.lock requirements-torch.lock ./"]
    assert set(re.findall(r"-r ([\w.-]+)", steps[install][1])) == set(copied[0].split()[:-1])
    assert steps[install][1].endswith("pip check")


LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_exact_versions_with_their_digests_and_nothing_else(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for line in text.replace("\\\n", "").splitlines():
        package, *digests = line.split("--hash=")
        assert PIN.fullmatch(package.strip()), line
        assert digests, line
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest.strip()) for digest in digests), line


def test_every_waiver_names_a_package_of_the_locks_and_says_why() -> None:
    locks = "".join((ROOT / name).read_text(encoding="utf-8") for name in LOCKS)
    waivers = [line for line in (ROOT / "waivers.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    for waiver in waivers:
        found = re.fullmatch(r"[A-Z]+-[\w-]+  ([\w.-]+): (.{40,})", waiver)
        assert found, waiver
        assert f"\n{found[1]}==" in locks
