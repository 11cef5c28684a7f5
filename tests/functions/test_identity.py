from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import azure.functions as func
import jwt
import pytest

from functions.identity import guest_token, new_user, returning_user, session_key, user
from functions.problems import Problem
from settings import Settings, SettingsError, settings

Build = Callable[..., func.HttpRequest]
KEY = "k" * 64
LATER = datetime.now(UTC) + timedelta(hours=1)
GOOD: dict[str, Any] = {"sub": "u1", "exp": LATER, "iss": "streamsmart", "aud": "streamsmart"}


@pytest.fixture(autouse=True)
def _known_key(configure: Callable[..., None]) -> None:
    configure(SESSION_SECRET=KEY)


def bearing(token: str, request_of: Build) -> func.HttpRequest:
    return request_of(headers={"Authorization": f"Bearer {token}"})


def test_token_speaks_for_its_user(request_of: Build) -> None:
    user_id = new_user()
    token, expires = guest_token(user_id, settings())
    assert user(bearing(token, request_of)) == user_id
    assert timedelta(days=29) < expires - datetime.now(UTC) <= timedelta(days=30)
    assert jwt.get_unverified_header(token)["alg"] == "HS256"


def test_token_without_names_of_issuer_and_audience_is_ours_by_its_signature(request_of: Build) -> None:
    token = jwt.encode({"sub": "u1", "exp": LATER}, KEY)
    assert user(bearing(token, request_of)) == "u1"


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(jwt.encode(GOOD, "z" * 64), id="signed with another key"),
        pytest.param(jwt.encode(GOOD, KEY, "HS512"), id="another algorithm"),
        pytest.param(jwt.encode(GOOD, "", "none"), id="unsigned"),
        pytest.param(jwt.encode(GOOD | {"exp": datetime.now(UTC) - timedelta(seconds=5)}, KEY), id="expired"),
        pytest.param(jwt.encode(GOOD | {"iss": "elsewhere"}, KEY), id="another issuer"),
        pytest.param(jwt.encode(GOOD | {"aud": ["elsewhere"]}, KEY), id="another audience"),
        pytest.param(jwt.encode(GOOD | {"sub": "../u1"}, KEY), id="a subject that is no id"),
        pytest.param(jwt.encode({"exp": LATER}, KEY), id="no subject"),
        pytest.param(jwt.encode({"sub": "u1"}, KEY), id="never expires"),
        pytest.param(jwt.encode(GOOD, KEY)[:-2], id="cut short"),
        pytest.param("a.b.c", id="not a token"),
        pytest.param("ключ\ud800", id="not even ASCII"),
    ],
)
def test_what_is_not_ours_is_refused(token: str, request_of: Build) -> None:
    with pytest.raises(Problem) as refused:
        user(bearing(token, request_of))
    assert refused.value.status == 401
    assert 'error="invalid_token"' in refused.value.headers["WWW-Authenticate"]
    assert returning_user(bearing(token, request_of)) is None


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic dTpw"])
def test_no_token_is_refused_with_what_to_do(header: str, request_of: Build) -> None:
    with pytest.raises(Problem, match="POST /api/session") as refused:
        user(request_of(headers={"Authorization": header}))
    assert refused.value.headers["WWW-Authenticate"].startswith("Bearer ")


def test_key_off_azure_is_made_and_kept(tmp_path: Path) -> None:
    local = Settings.of({"DATA_DIR": str(tmp_path)})
    assert session_key(local) == (tmp_path / "session_secret").read_text()


def test_key_on_azure_must_be_given(tmp_path: Path) -> None:
    azure = Settings.of({"DATA_DIR": str(tmp_path), "WEBSITE_INSTANCE_ID": "i"})
    with pytest.raises(SettingsError, match="SESSION_SECRET"):
        session_key(azure)
    assert not list(tmp_path.iterdir())
