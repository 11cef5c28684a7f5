import re
from typing import Any

import azure.functions as func
import pytest

from local_host.routes import Route, find, route, routes_of


def table(*templates: str, methods: tuple[str, ...] = ()) -> list[Route]:
    return sorted((route(template, template, print, methods) for template in templates), key=lambda r: r.rank)


@pytest.mark.parametrize(
    ("path", "expected", "parameters"),
    [
        ("/api/titles", "api/titles", {}),
        ("/API/Titles/", "api/titles", {}),
        ("/api/titles/mine", "api/titles/mine", {}),
        ("/api/titles/7", "api/titles/{n:int}", {"n": "7"}),
        ("/api/titles/tt7", "api/titles/{id}", {"id": "tt7"}),
        ("/api/titles/a%2Fb%20c", "api/titles/{id}", {"id": "a/b c"}),
        ("/api/titles/tt7/similar", "api/titles/{id}/similar", {"id": "tt7"}),
        ("/api/history", "api/history/{id?}", {}),
        ("/api/history/tt7", "api/history/{id?}", {"id": "tt7"}),
        ("/", "{*path}", {"path": ""}),
        ("/any/where", "{*path}", {"path": "any/where"}),
        ("/api/titles/tt7/other", "{*path}", {"path": "api/titles/tt7/other"}),
    ],
)
def test_most_specific_route_wins(path: str, expected: str, parameters: dict[str, str]) -> None:
    templates = (
        "{*path}", "api/history/{id?}", "api/titles/{id}", "api/titles/{n:int}", "api/titles/{id}/similar",
        "api/titles/mine", "api/titles",
    )  # fmt: skip
    found, given, _ = find(table(*templates), "GET", path)
    assert found is not None
    assert found.name == expected
    assert given == parameters


def test_methods_decide_among_routes_and_are_told() -> None:
    routes = table("a/{x}", methods=("GET",)) + table("a/{*rest}", methods=("PUT", "GET"))
    assert getattr(find(routes, "PUT", "/a/b")[0], "name", "") == "a/{*rest}"
    assert find(routes, "POST", "/a/b") == (None, {}, ("GET", "PUT"))
    assert find(routes, "GET", "/b") == (None, {}, ())


@pytest.mark.parametrize("template", ["a/{x:regex(a)}", "a/{x:guess}", "a/x{y}"])
def test_unknown_templates_are_refused_by_function(template: str) -> None:
    with pytest.raises(ValueError, match="function thing"):
        route(template, "thing", print)


def test_functions_of_an_app() -> None:
    app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)

    @app.function_name("named")
    @app.route("things/{id}", methods=["GET", "POST"], auth_level=func.AuthLevel.ANONYMOUS)
    def one(req: func.HttpRequest) -> Any:
        return req

    @app.route()
    def bare(req: func.HttpRequest) -> Any:
        return req

    @app.timer_trigger(arg_name="timer", schedule="0 0 3 * * *")
    def nightly(timer: func.TimerRequest) -> None:
        return None

    routes = {found.name: found for found in routes_of(app, "api")}
    assert routes.keys() == {"named", "bare"}
    assert (routes["named"].methods, routes["named"].auth_level) == (("GET", "POST"), "anonymous")
    assert (routes["bare"].methods, routes["bare"].auth_level) == ((), "function")
    assert re.fullmatch(routes["bare"].pattern, "/api/bare")
