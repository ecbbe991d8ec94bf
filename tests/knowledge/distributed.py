"""A stand-in for distributed Chroma: a real server, in front of which the search of words is played.

What it takes and gives is as the client of the version in requirements.lock sends and reads it. It was never
compared with a hosted Chroma.
"""

import json
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.knowledge.chroma import Response, fetched

_JSON = "application/json"


class Distributed:
    """A door that knows schemas and sparse vectors; `asked` is all that was sent to be known or searched there."""

    def __init__(self, behind: str) -> None:
        self._behind = behind
        self._schemas: dict[str, Any] = {}
        self._held: dict[str, dict[str, Any]] = {}
        self.asked: list[tuple[str, Any]] = []

    def __call__(self, request: BaseHTTPRequestHandler, body: bytes) -> Response:
        parts = request.path.split("/")
        sent: Any = json.loads(body) if body else {}
        if parts[-1] == "collections" and request.command == "POST":
            return self._create(request.path, sent)
        if parts[-1] == "search":
            self.asked.append(("search", sent))
            return 200, _JSON, json.dumps(self._search(sent["searches"][0])).encode()
        if parts[-1] == "upsert":
            self.asked.append(("upsert", json.loads(body)))
            self._held |= {id: dict(known) for id, known in zip(sent["ids"], sent["metadatas"], strict=True)}
            for known in sent["metadatas"]:
                known.pop("terms", None)
        if parts[-1] == "delete":
            self._held = {id: known for id, known in self._held.items() if id not in sent["ids"]}
        return fetched(self._behind + request.path, request.command, json.dumps(sent).encode() if body else None)

    def _create(self, path: str, sent: Any) -> Response:
        self.asked.append(("create", sent))
        self._schemas.setdefault(sent["name"], sent["schema"])
        hnsw = {"configuration": {"hnsw": {"space": "cosine"}}, "schema": None}
        status, kind, answer = fetched(self._behind + path, "POST", json.dumps(sent | hnsw).encode())
        made = json.loads(answer) | {"schema": self._schemas[sent["name"]]}
        return status, kind, json.dumps(made).encode()

    def _search(self, sent: Any) -> dict[str, Any]:
        knn = sent["rank"]["$knn"]
        asked = dict(zip(knn["query"]["indices"], knn["query"]["values"], strict=True))
        scores = {}
        for id, known in self._held.items():
            there = known.get(knn["key"]) or {"indices": [], "values": []}
            product = sum(
                asked.get(number, 0) * weight for number, weight in zip(there["indices"], there["values"], strict=True)
            )
            if product and _fits(sent["filter"], known):
                scores[id] = product
        best = sorted(scores, key=lambda id: -scores[id])[: knn["limit"]][: sent["limit"]["limit"]]
        return {
            "ids": [best],
            "documents": [None],
            "embeddings": [None],
            "metadatas": [[{key: self._held[id][key] for key in sent["select"]["keys"]} for id in best]],
            "scores": [None],
            "select": [sent["select"]["keys"]],
        }


def _fits(filter: Any, known: dict[str, Any]) -> bool:
    if filter is None:
        return True
    if "$and" in filter:
        return all(_fits(clause, known) for clause in filter["$and"])
    ((key, condition),) = filter.items()
    return known[key] in condition["$in"] if "$in" in condition else bool(known[key] == condition["$eq"])
