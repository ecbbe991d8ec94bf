"""The catalogues: every string that the code says, in every language, and no other."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from bot.i18n import CATALOGUE, ENGLISH, SIMPLIFIED, TRADITIONAL, in_menu
from tests.knowledge.conftest import ROOT

FILES = sorted(ROOT.glob("bot/**/*.py"))
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in FILES]
PATHS = sorted(ROOT.glob("bot/locales/*.po"))
SAYS = {"say": 1, "_tell": 1, "Refusal": 0}  # calls, and which of their arguments is a key
CHINESE = (SIMPLIFIED, TRADITIONAL)


def literals(node: ast.AST, tree: ast.Module) -> Iterator[str]:
    """The strings that an argument may be: one, either of two, or any of a table of its file."""
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp():
            yield from literals(node.body, tree)
            yield from literals(node.orelse, tree)
        case ast.Subscript(value=ast.Name(id=table)):
            yield from (value for found in tree.body for value in _values(found, table))


def _values(node: ast.stmt, table: str) -> Iterator[str]:
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and ast.unparse(node.targets[0]) == table:
        yield from (str(ast.literal_eval(value)) for value in node.value.values)


def said() -> set[str]:
    """Keys in the code: those that are said, and those of errors."""
    found = set()
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS:
                found |= {key for argument in node.args[SAYS[node.func.id] :][:1] for key in literals(argument, tree)}
    return found


def strings() -> set[str]:
    """Every string in the code."""
    constants = (node.value for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def catalog(name: str) -> Catalog:
    with (ROOT / "bot/locales" / name).open("rb") as opened:
        return read_po(opened, abort_invalid=True)


def test_every_key_that_the_code_says_is_in_the_catalogue() -> None:
    assert said() > {"not_answered", "too_large", "shared_hidden", "why_read"}
    assert sorted(said() - CATALOGUE[ENGLISH].sentences.keys()) == []


def test_every_sentence_is_said_somewhere() -> None:
    assert sorted(CATALOGUE[ENGLISH].sentences.keys() - strings()) == []


@pytest.mark.parametrize("language", CHINESE)
def test_every_language_has_the_same_entries(language: str) -> None:
    assert sorted(CATALOGUE[language].sentences.keys() ^ CATALOGUE[ENGLISH].sentences.keys()) == []
    assert sorted(CATALOGUE[language].commands.keys() ^ CATALOGUE[ENGLISH].commands.keys()) == []


@pytest.mark.parametrize("language", CATALOGUE)
def test_no_sentence_is_empty_or_holds_white_space_at_its_end(language: str) -> None:
    forms = {key: form for key, forms in CATALOGUE[language].sentences.items() for form in forms}
    assert [key for key, form in forms.items() if not form or form != form.rstrip()] == []


@pytest.mark.parametrize("language", CATALOGUE)
def test_a_sentence_has_the_same_fields_in_every_language_and_every_form(language: str) -> None:
    wanted = {key: fields(forms[-1]) for key, forms in CATALOGUE[ENGLISH].sentences.items()}
    found = {key: [fields(form) for form in forms] for key, forms in CATALOGUE[language].sentences.items()}
    assert [key for key, forms in found.items() if any(form != wanted[key] for form in forms)] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_file_holds_every_entry_once_and_none_that_waits_for_review(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    entries = Counter(re.findall(r'^((?:msgctxt ".*"\n)?msgid ".*")$', text, re.MULTILINE))
    assert [entry for entry, count in entries.items() if count > 1] == []
    assert re.findall(r"^#(?:, fuzzy|~).*", text, re.MULTILINE) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_what_counts_has_every_form_that_its_language_asks_for(path: Path) -> None:
    read = catalog(path.name)
    number, rule = get_plural(read.locale)
    named, given = c2py(rule), c2py(read.plural_expr)
    assert [named(n) for n in range(200)] == [given(n) for n in range(200)]
    counted = {message.id[0]: tuple(message.string or ()) for message in read if message.pluralizable}
    assert counted.keys() >= {"times", "turns", "passages"}
    assert [key for key, forms in counted.items() if len(forms) != number or not all(forms)] == []


def test_sentences_that_count_do_so_in_every_language() -> None:
    counting = [{message.id[0] for message in catalog(path.name) if message.pluralizable} for path in PATHS]
    assert counting == [counting[0]] * len(PATHS)


def test_english_leaves_the_words_of_commands_to_the_code() -> None:
    assert {words for words in CATALOGUE[ENGLISH].commands.values() if words} == set()


@pytest.mark.parametrize("language", CHINESE)
def test_a_command_is_named_in_sentences_as_in_the_menu(language: str) -> None:
    pattern = re.compile(r"/([a-z][a-z -]*[a-z])\**（/([^）]+)）")
    mentioned = {
        pair for forms in CATALOGUE[language].sentences.values() for form in forms for pair in pattern.findall(form)
    }
    assert len(mentioned) > 6
    assert mentioned == {
        (english, " ".join(in_menu(language, "name", one) or "" for one in english.split())) for english, _ in mentioned
    }


@pytest.mark.parametrize("language", CHINESE)
def test_a_chinese_sentence_uses_full_width_marks_beside_its_characters(language: str) -> None:
    han, marks = "[\u3400-\u9fff}]", "[,;:!?()]"
    every = {key: form for key, forms in CATALOGUE[language].sentences.items() for form in forms}
    assert [key for key, form in every.items() if re.search(f"{han}{marks}|{marks}{han}", form)] == []


def test_the_catalogues_are_part_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    globs = project["tool"]["setuptools"]["package-data"]["bot"]
    assert {path for glob in globs for path in ROOT.glob(f"bot/{glob}")} == set(PATHS)
