"""GET /api/health and /api/health/ready: alive; ready, with the model's version and what is missing."""

import azure.functions as func

from functions.problems import Capability, json_response
from functions.services import readiness

bp = Capability()


@bp.endpoint("api/health", "GET")
def health(_: func.HttpRequest) -> func.HttpResponse:
    """Say that the process is alive; waits for nothing."""
    return json_response({"status": "ok"})


@bp.endpoint("api/health/ready", "GET")
def health_ready(_: func.HttpRequest) -> func.HttpResponse:
    """Say whether titles can be recommended and which legs are missing; waits for the model to be loaded."""
    state = readiness()
    return json_response(state, 503 if state.status == "unavailable" else 200)
