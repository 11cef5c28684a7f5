"""What somebody on a sofa would see at once if it were wrong, on the bundled catalogue."""

from collections.abc import Callable

import httpx2
import pytest


def titles(guest: httpx2.Client, message: str) -> list[str]:
    answer = guest.post("/api/recommendations", json={"message": message}).json()
    return [item["id"] for item in answer["items"]]


@pytest.mark.parametrize(
    ("message", "keyword"),
    [
        ("zombies", "zombie"),
        ("a christmas movie", "christmas"),
        ("heist film", "heist"),
        ("courtroom drama", "courtroom"),
        ("something about dinosaurs", "dinosaur"),
        ("time travel", "time travel"),
    ],
)
def test_a_topic_is_found(guest: httpx2.Client, message: str, keyword: str) -> None:
    found = titles(guest, message)[:5]
    carried = [guest.get(f"/api/titles/{title}").json() for title in found]
    about = [t["title"] for t in carried if keyword in " ".join([*t["keywords"], t["overview"].lower()])]
    assert len(about) >= 2, [t["title"] for t in carried]


def test_two_newcomers_need_not_see_the_same(new_guest: Callable[[], httpx2.Client]) -> None:
    one, other = (titles(new_guest(), "") for _ in range(2))
    assert len(one) == len(other) == 10
    assert one != other
