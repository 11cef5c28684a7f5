"""GET /api/titles, /api/titles/{id} and /api/titles/{id}/similar: browsing the catalogue."""

from collections.abc import Iterable
from typing import Any

import azure.functions as func

from functions import identity
from functions.problems import Capability, invalid, json_response, not_found
from functions.services import recommender

bp = Capability()

MAX_QUERY = 200
SUMMARY = (
    "id", "title", "year", "kind", "genres", "runtime_minutes", "age_rating", "rating", "overview", "poster_url",
)  # fmt: skip
"""The fields of a title in a list."""


@bp.endpoint("api/titles", "GET")
def titles(req: func.HttpRequest) -> func.HttpResponse:
    """The titles that a query finds by name or people; the popular ones for no query."""
    identity.user(req)
    query = req.params.get("query", "").strip()
    if len(query) > MAX_QUERY:
        raise invalid(f"`query` has {len(query)} characters; use at most {MAX_QUERY}.")
    limit = _limit(req)
    return _listed(recommender().catalog.search(query, limit))


@bp.endpoint("api/titles/{id}", "GET")
def title(req: func.HttpRequest) -> func.HttpResponse:
    """All that the catalogue knows of a title."""
    identity.user(req)
    return json_response(_record(req.route_params["id"]))


@bp.endpoint("api/titles/{id}/similar", "GET")
def similar(req: func.HttpRequest) -> func.HttpResponse:
    """Titles like one title, the nearest first."""
    identity.user(req)
    title_id, limit = req.route_params["id"], _limit(req)
    _record(title_id)
    return _listed(recommender().similar(title_id, limit))


def _record(title_id: str) -> dict[str, Any]:
    try:
        return recommender().catalog.record(title_id)
    except KeyError:
        raise not_found("The catalogue has no title with this id; GET /api/titles?query= finds ids.") from None


def _listed(ids: Iterable[str]) -> func.HttpResponse:
    records = map(recommender().catalog.record, ids)
    return json_response({"items": [{key: record.get(key) for key in SUMMARY} for record in records]})


def _limit(req: func.HttpRequest) -> int:
    text = req.params.get("limit", "10")
    try:
        limit = int(text)
    except ValueError:
        limit = 0
    if not 1 <= limit <= 50:
        raise invalid(f"`limit` must be a whole number from 1 to 50, not {text[:40]!r}.")
    return limit
