import pytest

from model_build.curation.overviews import faults, repetitions

SAID = (
    "Nobody in the village has seen electricity before the lamp arrives, and nobody agrees on where it should hang. "
    "Petty feuds bloom under its light and lovers lose their dark corners.",
    "Seven strangers share a night train through Hungary with one missing suitcase. Every compartment hides another "
    "small lie, told over paprika chicken, and the conductor hears all of them with a straight face.",
    "Rain falls for forty minutes before anybody speaks, which sounds like homework and feels like a bath. Her "
    "grandmother's orchard is being sold, and each tree gets its own goodbye.",
)


def test_sound_overviews_have_no_faults() -> None:
    assert not [fault for text in SAID for fault in faults(text)]
    assert not list(repetitions(SAID))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Too short to tell anything.", "5 words; 25 to 60"),
        (SAID[0] + " " + SAID[1], "words; 25 to 60"),
        (SAID[0].replace("Petty", "A gripping tale of"), "'gripping'"),
        (SAID[0].replace("arrives, and", "arrives — and"), "'—'"),
        (SAID[0].removesuffix("."), "whole sentences"),
        (SAID[0].replace("Nobody in", "nobody in"), "whole sentences"),
    ],
)
def test_a_fault_is_said(text: str, said: str) -> None:
    assert any(said in fault for fault in faults(text))


def test_a_copy_with_a_few_other_words_is_found() -> None:
    copy = SAID[1].replace("Seven strangers", "Eight friends").replace("Hungary", "Poland")
    assert [at for at, fault in repetitions([*SAID, copy]) if "reads like" in fault] == [3]


def test_a_shared_opening_is_found() -> None:
    other = "Nobody in the valley can whistle. " + SAID[2]
    assert next(repetitions([*SAID, other])) == (3, "the overview begins with 'nobody in the', as another does")


def test_a_run_of_words_in_three_overviews_is_found() -> None:
    told = [f"{text} It rains on the day of reckoning." for text in SAID]
    faults = [fault for _, fault in repetitions(told)]
    assert "'rains on the day of' stands in 3 overviews" in faults


def test_one_first_word_may_not_open_them_all() -> None:
    told = [f"Once {text}" for text in SAID]
    assert any("3 of 3 overviews begin with 'once'" in fault for _, fault in repetitions(told))


def test_endings_in_three_adjectives_wear_off() -> None:
    told = [f"{text} Funny, tender and sad." for text in SAID]
    assert sum("three adjectives" in fault for _, fault in repetitions(told)) == 3
    assert not any("three adjectives" in fault for _, fault in repetitions([told[0], *SAID[1:]]))
