import json
import logging

import azure.functions as func
import pytest

from functions import problems
from functions.problems import Capability, Problem, answer, invalid, unavailable
from settings import SettingsError


def raising(error: Exception) -> problems.Handler:
    def handler(_: func.HttpRequest) -> func.HttpResponse:
        raise error

    return handler


REQUEST = func.HttpRequest("GET", "http://x/", body=b"")


def test_problem_becomes_problem_json() -> None:
    response = answer(raising(unavailable("Wait.", 7)), REQUEST)
    assert response.status_code == 503
    assert response.mimetype == "application/problem+json"
    assert response.headers["Retry-After"] == "7"
    assert response.headers["Cache-Control"] == "no-store"
    assert json.loads(response.get_body()) == {
        "type": "/problems/unavailable",
        "title": "The service cannot answer now",
        "status": 503,
        "detail": "Wait.",
    }


def test_unforeseen_error_is_logged_and_hidden(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        response = answer(raising(RuntimeError("key=/secret/path")), REQUEST)
    assert response.status_code == 500
    assert b"secret" not in response.get_body()
    assert "RuntimeError: key=/secret/path" in caplog.text


def test_wrong_setting_is_a_503_that_names_it() -> None:
    response = answer(raising(SettingsError("SESSION_SECRET is not set")), REQUEST)
    assert response.status_code == 503
    assert b"SESSION_SECRET" in response.get_body()


def test_endpoint_registers_an_anonymous_function_named_as_its_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, "ROUTES", {})
    capability = Capability()

    @capability.endpoint("api/thing", "GET")
    def thing(_: func.HttpRequest) -> func.HttpResponse:
        raise invalid("no")

    app = func.FunctionApp()
    app.register_functions(capability)
    (function,) = app.get_functions()
    trigger = function.get_trigger()
    assert trigger is not None
    assert function.get_function_name() == "thing"
    assert trigger.get_dict_repr()["authLevel"] == func.AuthLevel.ANONYMOUS
    assert function.get_user_function()(REQUEST).status_code == 400
    assert problems.ROUTES == {"api/thing": ("GET", "HEAD")}
    with pytest.raises(Problem):
        thing(REQUEST)
