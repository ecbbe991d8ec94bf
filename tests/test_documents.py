"""The documents say what the code does: settings, commands, targets, links, dependencies."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import discord
import pytest

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("seeds/*.md")]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
DEVELOPMENT = PROJECT["dependency-groups"]["dev"]


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def found(pattern: str, path: str) -> set[str]:
    return set(re.findall(pattern, text(path), re.MULTILINE))


def settings() -> set[str]:
    """First arguments of `env.get(...)`, wherever settings are read."""
    return {
        str(node.args[0].value)
        for path in ("bot/settings.py", "knowledge/settings.py")
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "env.get" and isinstance(node.args[0], ast.Constant)
    }


def commands(path: Path, decorator: str) -> Iterator[str]:
    """Names of the functions in a file that are decorated with a call of `decorator`, as it may rename them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for call in getattr(node, "decorator_list", ()):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == decorator:
                given = [*call.args[:1], *(word.value for word in call.keywords if word.arg == "name")]
                yield str(ast.literal_eval(given[0])) if given else getattr(node, "name", "")


LOCKS = ("requirements.lock", "requirements-dev.lock")


def slash_commands(path: Path) -> Iterator[str]:
    """Names of the slash commands in a file, behind the name of their group where they are in one."""
    group = re.search(r'group_name="(\w+)"', path.read_text(encoding="utf-8"))
    for name in commands(path, "app_commands.command"):
        yield f"{group[1]} {name}" if group else name


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9._-]", requirement)[0] for requirement in requirements}


def normal(names: Iterable[str]) -> set[str]:
    """Names of packages in the spelling in which they are compared: ir-measures is ir_measures."""
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


def pinned(*locks: str) -> set[str]:
    return normal(found for lock in locks for found in re.findall(r"^([\w.-]+)", text(lock), re.MULTILINE))


def test_the_readme_and_the_example_name_every_setting_and_no_other() -> None:
    assert settings()
    assert found(r"^\| `([A-Z][A-Z_]+)` \|", "README.md") == settings()
    assert found(r"^(?:# )?([A-Z][A-Z_]+)=", ".env.example") == settings()


def test_the_example_sets_nothing_but_an_empty_token() -> None:
    assert found(r"^([^#\n].*)$", ".env.example") == {"DISCORD_TOKEN="}


def test_the_readme_names_every_slash_command_and_no_other() -> None:
    slash = {name for path in ROOT.glob("bot/commands/*.py") for name in slash_commands(path)}
    assert slash
    assert found(r"^\| `/((?:library|daily) [\w-]+|(?!library|daily)[\w-]+)", "README.md") == slash


def test_the_readme_names_every_command_of_the_command_line_and_no_other() -> None:
    _, _, section = text("README.md").partition("\n## Command line\n")
    rows = re.findall(r"^\| `([\w-]+)", section.partition("\n## ")[0], re.MULTILINE)
    assert set(rows) == {name for path in ROOT.glob("knowledge/cli/*.py") for name in commands(path, "app.command")}


def test_the_invitation_asks_for_exactly_the_permissions_it_names() -> None:
    asked = discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        create_public_threads=True,
        embed_links=True,
        attach_files=True,
        read_message_history=True,
    )
    invitation = f"scope=bot+applications.commands&permissions={asked.value}"
    assert found(r"client_id=APPLICATION_ID&(\S+)", "README.md") == {invitation}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_that_a_page_names_exists(page: str) -> None:
    assert found(r"(?:^|`)make ([a-z-]+)", page) <= found(r"^([a-z-]+):", "Makefile")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_every_direct_dependency_has_its_line_and_no_other_has() -> None:
    assert found(r"^\| `([A-Za-z0-9._-]+)` \|", "CONTRIBUTING.md") == names(RUNTIME + DEVELOPMENT)


def test_the_locks_pin_every_direct_dependency() -> None:
    for torch in ("requirements-torch.lock", "requirements-torch-cpu.lock"):
        assert normal(names(RUNTIME)) <= pinned("requirements.lock", torch)
        assert normal(names(RUNTIME + DEVELOPMENT)) <= pinned("requirements-dev.lock", torch)


def test_the_bot_runs_with_the_versions_that_were_tested() -> None:
    bots, tests = (set(text(lock).replace("\\\n", "").splitlines()) for lock in LOCKS)
    assert bots < tests
    assert not normal(names(DEVELOPMENT) - names(RUNTIME)) & pinned("requirements.lock")


def test_the_lock_of_the_bench_pins_the_four_pipelines_and_nothing_of_it_is_the_bots() -> None:
    pipelines = {"haystack-ai", "langchain-classic", "llama-index-core", "txtai"}
    assert pipelines <= pinned("requirements-bench.lock")
    assert not pipelines & pinned("requirements-dev.lock")


def test_the_readme_names_the_dictionary_its_publisher_and_its_licence() -> None:
    _, _, section = text("README.md").partition("\n## Licence\n")
    assert all(name in section for name in ("https://cc-cedict.org", "MDBG", "/licenses/by-sa/4.0/"))
