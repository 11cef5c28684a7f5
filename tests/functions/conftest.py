"""Requests without HTTP, settings of a test's own, and one running local host for the tests over HTTP."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import azure.functions as func
import httpx2
import pytest

from settings import settings
from tests.hosts import running

SECRET = "a secret of the tests, long enough to be one"


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Set settings for one test; without values, those of the test alone: a secret and an empty data folder."""

    def apply(**values: str) -> None:
        for key, value in {"SESSION_SECRET": SECRET, "DATA_DIR": str(tmp_path), **values}.items():
            monkeypatch.setenv(key, value)
        settings.cache_clear()

    apply()
    yield apply
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def request_of() -> Callable[..., func.HttpRequest]:
    """Build a request as a function receives it."""

    def build(body: bytes = b"", method: str = "POST", **more: Any) -> func.HttpRequest:
        return func.HttpRequest(method, "http://localhost/", body=body, **more)

    return build


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """The whole product on a free port, with the bundled model, as a stranger sees it."""
    with (
        running(tmp_path_factory.mktemp("data"), SESSION_SECRET=SECRET) as address,
        httpx2.Client(base_url=address, timeout=30) as client,
    ):
        yield client


@pytest.fixture(scope="session")
def new_guest(service: httpx2.Client) -> Iterator[Callable[[], httpx2.Client]]:
    """Begin a session: the service as another guest sees it."""
    with ExitStack() as opened:

        def begin() -> httpx2.Client:
            headers = {"authorization": f"Bearer {service.post('/api/session').json()['token']}"}
            return opened.enter_context(httpx2.Client(base_url=service.base_url, headers=headers, timeout=30))

        yield begin


@pytest.fixture(scope="session")
def guest(new_guest: Callable[[], httpx2.Client]) -> httpx2.Client:
    """The service as one guest sees it."""
    return new_guest()
