"""The runbook, the dashboard and the alerts speak of what there is."""

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.metrics import Metrics
from bot.state import State
from knowledge.feedback import FEEDBACK, Feedback
from knowledge.library import Library
from tests.bot.figures import figures
from tests.test_documents import ROOT, commands, found, text

BOARD: dict[str, Any] = json.loads(text("docs/monitoring/grafana-dashboard.json"))
RULES: list[dict[str, Any]] = [
    rule for group in yaml.safe_load(text("docs/monitoring/alerts.yml"))["groups"] for rule in group["rules"]
]
RUNBOOK = "docs/runbook.md"
PANELS = [panel for panel in BOARD["panels"] if panel["type"] != "row"]


def samples() -> set[str]:
    """Names as they stand in an expression, those of the process included."""
    metrics = Metrics()
    metrics.finished("ask", "done")
    metrics.asked("ask")
    return {key.partition("{")[0] for key in figures(metrics)}


def labels() -> set[str]:
    metrics = Metrics()
    metrics.finished("ask", "done")
    metrics.asked("ask")
    return {name for key in figures(metrics) for name in re.findall(r'(\w+)="', key)}


def own() -> set[str]:
    """Our metrics, each by one name whatever its samples are called."""
    return {re.sub(r"_(bucket|count|sum)$", "", name) for name in samples() if name.startswith("verbatim_")}


def named(expressions: list[str]) -> set[str]:
    return {name for said in expressions for name in re.findall(r"\b(?:verbatim|process)_\w+", said)}


def told(expressions: list[str]) -> set[str]:
    """The labels by which expressions sum and choose."""
    groups = [group for said in expressions for group in re.findall(r"\bby \(([^)]*)\)", said)]
    chosen = {name for said in expressions for name in re.findall(r"[{,]\s*(\w+)[=!]~?", said)}
    return chosen | {name.strip() for group in groups for name in group.split(",")}


BOARD_EXPRESSIONS = [target["expr"] for panel in PANELS for target in panel["targets"]]
RULE_EXPRESSIONS = [rule["expr"] for rule in RULES]


def test_the_dashboard_and_the_alerts_name_metrics_that_there_are() -> None:
    assert named(BOARD_EXPRESSIONS) - samples() == set()
    assert named(RULE_EXPRESSIONS) - samples() == set()


def test_they_sum_and_choose_by_labels_that_there_are() -> None:
    given_by_prometheus = {"job", "instance", "le"}
    assert told(BOARD_EXPRESSIONS + RULE_EXPRESSIONS) - labels() - given_by_prometheus == set()


def test_the_dashboard_shows_every_metric_of_ours() -> None:
    shown = {re.sub(r"_(bucket|count|sum)$", "", name) for name in named(BOARD_EXPRESSIONS)}
    assert own() - shown == set()


def test_every_panel_asks_the_chosen_data_source() -> None:
    assert [one["type"] for one in BOARD["templating"]["list"]] == ["datasource", "query"]
    sources = [one["datasource"]["uid"] for panel in PANELS for one in (panel, *panel["targets"])]
    assert set(sources) == {"${datasource}"}


def test_no_two_panels_lie_over_each_other() -> None:
    places = [panel["gridPos"] for panel in BOARD["panels"]]
    assert len({panel["id"] for panel in BOARD["panels"]}) == len(places)
    for one, other in combinations(places, 2):
        beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        assert beside or one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
    assert all(place["x"] + place["w"] <= 24 for place in places)


def test_every_alarm_has_its_heading_and_no_other_has() -> None:
    alarms = [rule["alert"] for rule in RULES]
    assert found(r"^### (Verbatim\w+)$", RUNBOOK) == set(alarms)
    assert len(alarms) == len(set(alarms))
    assert all(rule["annotations"]["summary"] and rule["labels"]["severity"] for rule in RULES)


def test_every_metric_of_ours_has_its_line_and_no_other_has() -> None:
    assert found(r"^\| `(verbatim_\w+)` \|", RUNBOOK) == own()


def test_every_command_that_the_runbook_names_exists() -> None:
    there = {name for path in ROOT.glob("knowledge/cli/*.py") for name in commands(path, "app.command")}
    assert found(r"-m knowledge (\w[\w-]*)", RUNBOOK) <= there
    assert found(r"(?:^|`)make ([a-z-]+)", RUNBOOK) <= found(r"^([a-z-]+):", "Makefile")
    assert found(r"docker compose (?:run --rm (?:-T )?|exec |logs (?:--tail 50 )?|stop |start )(\w+)", RUNBOOK) == {
        "backup",
        "bot",
    }


def test_every_link_within_the_runbook_leads_to_a_heading() -> None:
    headings = {name.lower().replace(" ", "-") for name in found(r"^#+ (.+)$", RUNBOOK)}
    assert found(r"\]\(#([\w-]+)\)", RUNBOOK) <= headings


def test_every_setting_that_the_runbook_names_exists() -> None:
    settings = found(r"^(?:# )?([A-Z][A-Z_]+)=", ".env.example")
    assert found(r"\b((?:MONITORING|LOG|VERBATIM|EMBEDDING|RERANKER)_[A-Z]+)\b", RUNBOOK) <= settings


@pytest.mark.parametrize("pages", ["/healthz", "/readyz", "/metrics"])
def test_every_page_is_told_of(pages: str) -> None:
    assert f"| `{pages}` |" in text(RUNBOOK)
    assert pages in text("bot/monitoring.py")


def test_every_file_of_the_data_folder_is_told_of(library: Library, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Ann: A licence without caps is a promise.\n", encoding="utf-8")
    list(library.ingest([tmp_path / "talk.txt"]))
    library.ask("licence")
    State(library.folder / "bot.sqlite3").close()
    Feedback(library.folder / FEEDBACK).close()
    _, _, section = text(RUNBOOK).partition("\n## What is in the data folder\n")
    known = {name.rstrip("/") for name in re.findall(r"`([\w.*-]+/?)`", section.partition("\n## ")[0])}
    made = {re.sub(r"-(wal|shm|journal)$", "", path.name) for path in library.folder.iterdir()}
    assert made
    assert made - known == set()
