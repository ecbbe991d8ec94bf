"""The list of commands: complete, in the words of the commands themselves, and shown without what they need."""

import inspect
import os

import pytest

from knowledge.cli import COMMANDS, command
from tests.knowledge.conftest import ROOT, python

HEAVY = ("chromadb", "numpy", "onnxruntime", "tantivy", "pydantic", "pypdf", "rjieba", "torch")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_listed_with_the_first_line_of_its_own_help(name: str) -> None:
    first = inspect.cleandoc(command(name).help).splitlines()[0]
    assert COMMANDS[name][1] == first


def test_every_command_of_every_file_is_listed() -> None:
    every = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("knowledge/cli/*.py"))
    assert every.count("@app.command(") == len(COMMANDS)


def test_the_list_of_commands_is_shown_without_anything_that_takes_long_to_load() -> None:
    statement = (
        "import sys\nsys.argv = ['knowledge', '--help']\nfrom knowledge.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"loaded = set({HEAVY!r}) & set(sys.modules)\nassert not loaded, loaded\n"
    )
    done = python(statement)
    assert done.returncode == 0, done.stderr
    assert "ingest" in done.stdout


def test_a_command_that_there_is_not_is_an_error_of_usage() -> None:
    done = python("import sys; sys.argv = ['knowledge', 'asx']\nfrom knowledge.__main__ import main\nmain()")
    assert done.returncode == 2
    assert "asx" in done.stderr


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="the system knows no priorities")
def test_an_ingest_gives_way_to_a_bot_that_answers_and_a_question_does_not() -> None:
    for name, more in (("ingest", 10), ("ask", 0)):
        done = python(
            "import os, sys\nbefore = os.getpriority(os.PRIO_PROCESS, 0)\n"
            f"sys.argv = ['knowledge', {name!r}, '--help']\nfrom knowledge.__main__ import main\n"
            "try:\n    main()\nexcept SystemExit:\n    pass\n"
            "print('priority', os.getpriority(os.PRIO_PROCESS, 0), before)\n"
        )
        after, before = map(int, done.stdout.split("priority")[1].split())
        assert after == max(before, more)
