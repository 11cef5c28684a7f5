from pathlib import Path

import pytest

from bench.quality import unseen
from bench.quality.section import Absent
from bench.quality.unseen import Unseen
from model_build.requests import RequestRecord
from tests.recommend.toys import ROW

RECORDS = [
    RequestRecord(request_id=f"{dialogue}-{turn}", dialog_id=f"d{dialogue}")
    for dialogue in range(20)
    for turn in range(3)
]


def test_dialogues_are_held_out_whole() -> None:
    train, test = unseen.split(RECORDS)
    assert len(train) == 48 and len(test) == 12  # a fifth of the twenty
    assert not {record.dialog_id for record in train} & {record.dialog_id for record in test}
    assert (train, test) == unseen.split(RECORDS)


def test_the_first_dialogues_keep_all_their_turns() -> None:
    assert unseen.first(RECORDS, 2) == RECORDS[:6]


def test_without_its_data_it_says_which_folder_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Absent, match="redial"):
        unseen.of(tmp_path, quick=True)


def test_what_a_request_names_is_no_answer_and_not_free(held: Unseen) -> None:
    assert held.test[0].answers == [ROW["thing82"], ROW["heat"]]
    assert held.test[3].answers == []
    free = held.test[0].free(held.recommender.catalog)
    assert free[ROW["heat"]]
    assert not free[ROW["alien"]]
