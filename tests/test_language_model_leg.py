"""The language model as a leg of the whole product: nobody waits for its client, and nobody is lost without it."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from tests.hosts import ROOT, running
from tests.model_server import says, serving

DEADLINE = 2.0
LATE = 5.0
"""Seconds beyond the deadline in which an answer must be there; a machine that tests is busy."""
WARM = 30.0
ANSWER: dict[str, Any] = {
    "felt": [{"mood": "lonely", "weight": 0.9}],
    "wanted": [{"mood": "heartwarming", "weight": 0.8}],
    "tone": "light",
    "company": None,
    "time_of_day": None,
    "constraints": [],
    "heard": [],
}


def says_once(handler: Any) -> None:
    """Answer and hang up: a connection that is kept open would outlive the server."""
    says(ANSWER)(handler)
    handler.close_connection = True


def settings_for(endpoint: str) -> dict[str, str]:
    """The settings of the leg; what a developer's machine may set beside them is unset."""
    unset = ("AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_DEPLOYMENT", "AZURE_OPENAI_API_KEY", "OPENAI_API_KEY", "LEGS_OFF")
    given = {"OPENAI_BASE_URL": f"{endpoint}/v1", "OPENAI_MODEL": "small", "LANGUAGE_MODEL_DEADLINE": str(DEADLINE)}
    return given | dict.fromkeys(unset, "")


def fetch(address: str, body: object = None, token: str = "") -> dict[str, Any]:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    request = urllib.request.Request(address, None if body is None else json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        answer: dict[str, Any] = json.load(response)
        return answer


def test_local_at_first_the_models_once_warm_and_local_again_when_it_is_gone(tmp_path: Path) -> None:
    with serving(says_once) as server, running(tmp_path, **settings_for(server.url)) as address:
        token = fetch(f"{address}/api/session", {})["token"]

        def recommended(message: str) -> dict[str, Any]:
            begin = time.monotonic()
            answer = fetch(f"{address}/api/recommendations", {"message": message}, token)
            assert len(answer["items"]) == 10
            assert time.monotonic() - begin < DEADLINE + LATE
            mood: dict[str, Any] = answer["mood"]
            return mood

        ready = fetch(f"{address}/api/health/ready")
        assert "language_model" in ready["legs"]
        assert "language_model" not in ready["missing"]
        assert recommended("nobody ever calls")["source"] == "local"
        assert not server.requests
        end = time.monotonic() + WARM
        while (mood := recommended("nobody ever calls"))["source"] == "local" and time.monotonic() < end:
            time.sleep(0.2)
        assert (mood["source"], mood["felt"], mood["tone"]) == ("azure_openai", {"lonely": 0.9}, "light")
        assert "nobody ever calls" in server.asked[0].body["messages"][1]["content"]

        server.shutdown()
        server.server_close()
        asked = len(server.asked)
        for n in range(7):  # past the failures that open the circuit
            assert recommended(f"something scary, number {n}")["source"] == "local"
        assert len(server.asked) == asked
        # The leg is there; it is only not answered.
        assert "language_model" in fetch(f"{address}/api/health/ready")["legs"]
        # What was answered before is remembered.
        assert recommended("nobody ever calls")["source"] == "azure_openai"


def test_the_client_is_not_imported_before_the_first_answer(tmp_path: Path) -> None:
    program = """
import json, sys, threading
import azure.functions as func, function_app
from mood_extract.language_model import LanguageModel
loaded = []
warm = LanguageModel.warm
def seen(model):
    loaded.append("openai" in sys.modules)
    warm(model)
LanguageModel.warm = seen
calls = {f.get_function_name(): f.get_user_function() for f in function_app.app.get_functions()}
def ask(name, **given):
    answer = calls[name](func.HttpRequest("POST", "http://x/", **{"body": b"", **given}))
    assert answer.status_code == 200, answer.get_body()
    return json.loads(answer.get_body())
said = {"headers": {"authorization": "Bearer " + ask("session")["token"]}, "body": b'{"message": "a funny film"}'}
assert "language_model" in ask("health_ready")["legs"]
assert ask("mood", **said)["source"] == "local"
loaded.append("openai" in sys.modules)
assert ask("recommendations", **said)["mood"]["source"] == "local"
for thread in threading.enumerate():
    if thread.name == "language-model-warm":
        thread.join()
print(loaded, "openai" in sys.modules)
"""
    with serving(says(ANSWER)) as server:
        env = os.environ | {"DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)} | settings_for(server.url)
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60
        )
    assert done.stdout.strip() == "[False, False] True", done.stderr
