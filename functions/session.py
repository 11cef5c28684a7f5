"""POST /api/session: a guest's token."""

import azure.functions as func

from functions import identity
from functions.problems import Capability, json_response
from settings import settings

bp = Capability()


@bp.endpoint("api/session", "POST")
def session(req: func.HttpRequest) -> func.HttpResponse:
    """Begin as a new guest, or renew the token of the one who asks."""
    user_id = identity.returning_user(req) or identity.new_user()
    token, expires = identity.guest_token(user_id, settings())
    return json_response({"token": token, "user_id": user_id, "expires_at": expires})
