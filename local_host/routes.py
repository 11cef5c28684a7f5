"""Route templates as the Functions host reads them: `api/titles/{id}`, `{n:int}`, `{x?}`, `{*rest}`."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

CONSTRAINTS = {
    "int": r"-?[0-9]{1,10}",
    "long": r"-?[0-9]{1,19}",
    "bool": r"true|false",
    "alpha": r"[A-Za-z]+",
    "guid": r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
}
_PARAMETER = re.compile(r"\{(?P<star>\*{0,2})(?P<name>\w+)(?::(?P<constraint>\w+))?(?P<optional>\?)?\}")
_LITERAL, _CONSTRAINED, _PLAIN, _OPTIONAL, _CATCH_ALL = range(5)


@dataclass(frozen=True)
class Route:
    """A function under a template. `rank` sorts: literals come before parameters, those before catch-alls."""

    rank: tuple[int, ...]
    pattern: re.Pattern[str]
    name: str
    methods: tuple[str, ...]
    auth_level: str
    call: Callable[..., Any]


def route(
    template: str, name: str, call: Callable[..., Any], methods: Iterable[str] = (), auth_level: str = "function"
) -> Route:
    """Read a template; ValueError when it holds what this host does not know. No methods means every method."""
    pattern, rank = "", []
    for segment in filter(None, template.split("/")):
        found = _PARAMETER.fullmatch(segment)
        if found is None:
            if "{" in segment:
                raise ValueError(f"function {name}: {segment!r} in its route is not understood by the local host")
            pattern += "/" + re.escape(segment)
            rank.append(_LITERAL)
            continue
        constraint = found["constraint"]
        if constraint and constraint not in CONSTRAINTS:
            raise ValueError(f"function {name}: {constraint!r} in its route is not one of {', '.join(CONSTRAINTS)}")
        group = f"(?P<{found['name']}>{CONSTRAINTS.get(constraint or '', '[^/]+')})"
        if found["star"]:
            pattern += f"(?:/(?P<{found['name']}>.*))?"
            rank.append(_CATCH_ALL)
        elif found["optional"]:
            pattern += f"(?:/{group})?"
            rank.append(_OPTIONAL)
        else:
            pattern += "/" + group
            rank.append(_CONSTRAINED if constraint else _PLAIN)
    compiled = re.compile(pattern + "/?", re.IGNORECASE | re.DOTALL)
    return Route(tuple(rank), compiled, name, tuple(m.upper() for m in methods), auth_level.lower(), call)


def find(routes: Iterable[Route], method: str, path: str) -> tuple[Route | None, dict[str, str], tuple[str, ...]]:
    """The first of the sorted routes that takes a still quoted path and method, and its parameters, unquoted.

    Without one: None, and the methods that the path would take (none at all when there is no such path).
    """
    allowed: list[str] = []
    for candidate in routes:
        match = candidate.pattern.fullmatch(path)
        if match is None:
            continue
        if not candidate.methods or method in candidate.methods:
            given = match.groupdict().items()
            return candidate, {name: unquote(value) for name, value in given if value is not None}, ()
        allowed += candidate.methods
    return None, {}, tuple(dict.fromkeys(allowed))


def routes_of(app: Any, prefix: str) -> list[Route]:  # noqa: ANN401 (a FunctionApp, of either major version)
    """The HTTP functions of an app under the host's route prefix, sorted for `find`."""
    found = []
    for function in app.get_functions():
        trigger = function.get_trigger().get_dict_repr()
        if trigger["type"] == "httpTrigger":
            name = function.get_function_name()
            template = f"{prefix}/{trigger.get('route') or name}"
            methods = [getattr(method, "value", method) for method in trigger.get("methods") or ()]
            level = trigger.get("authLevel") or "function"
            found.append(route(template, name, function.get_user_function(), methods, getattr(level, "value", level)))
    return sorted(found, key=lambda candidate: candidate.rank)
