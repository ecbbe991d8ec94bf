"""Questions by the file: one JSON object a line in, one a line out, in order."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from knowledge import display
from knowledge.errors import NotFound, QuestionError
from knowledge.library import Library


def rows(file: Path, *keys: str) -> Iterator[dict[str, Any]]:
    """The rows of a batch, each with at least these keys. Raises QuestionError that names the line."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise QuestionError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise QuestionError(f"{file} is not in UTF-8.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, f"Line {number} of {file}", keys)


def _row(line: str, where: str, keys: Sequence[str]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise QuestionError(f"{where} is not JSON.") from error
    if not (isinstance(row, dict) and all(key in row for key in keys)):
        wanted = " and ".join(f"“{key}”" for key in keys)
        raise QuestionError(f"{where} must be a JSON object with {wanted}.")
    return row


def answered(library: Library, row: dict[str, Any], limit: int) -> dict[str, Any]:
    """One question's answer; one that cannot be asked says why and lets the others go on."""
    try:
        answer = library.ask(str(row["question"]), speaker=row.get("speaker"), source=row.get("source"), limit=limit)
    except (QuestionError, NotFound) as error:
        return {"answered": False, "confidence": 0.0, "quotes": [], "error": str(error)}
    return display.answer_json(answer)


def compared(library: Library, row: dict[str, Any], limit: int) -> dict[str, Any]:
    """One comparison of two speakers or more, as `answered`."""
    speakers = _speakers(row)
    try:
        return display.comparison_json(library.compare_all(speakers, str(row["question"]), limit=limit))
    except (QuestionError, NotFound) as error:
        sides = [{"speaker": name, "addressed": False, "quotes": []} for name in speakers]
        return {"sides": sides, "rows": [], "error": str(error)}


def _speakers(row: dict[str, Any]) -> list[str]:
    named = row["speakers"]
    if isinstance(named, list) and len(named) >= 2 and all(isinstance(name, str) for name in named):
        return named
    raise QuestionError(f"Row “{row['id']}” must name two speakers.")
