import pytest

from model_build import mojibake

TEXTS = [
    "Autómata",
    "Malin Åkerman",
    "Semih Kaplanoğlu",
    "She’s “Funny” That Way",
    "七人の侍",
    "Amélie & Zoë…",
    "À l'aventure",
]


def twice(text: str) -> str:
    """What becomes of a text that is read in Windows-1252 by a program that drops what it does not know."""
    return text.encode().decode("windows-1252", errors="ignore")


@pytest.mark.parametrize("text", TEXTS[:4] + TEXTS[5:])
def test_what_was_encoded_twice_comes_back(text: str) -> None:
    assert mojibake.repair_double(twice(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Álex de la Iglesia",
        "Phylicia Rashād",
        "Unshō Ishizuka",
        "Milčo Mančevski",
        "Đỗ Thị Hải Yến",
        "Адмиралъ",
        "รัก",
        "“end”",
    ],
)
def test_dropped_bytes_are_guessed(text: str) -> None:
    assert len(twice(text).encode("windows-1252")) < len(text.encode()), "no byte was dropped"
    assert mojibake.repair_double(twice(text)) == text


def test_letters_that_cannot_be_told_are_marked() -> None:
    assert mojibake.repair_double(twice("하울링 東京")) == "하울\ufffd \ufffd京"


@pytest.mark.parametrize("text", [*TEXTS, "CAFÉ…", "NAÏVE “quoted”", "50 £ · ½ ™ ﬁ", "plain"])
def test_sound_text_stays(text: str) -> None:
    assert mojibake.repair(text) == text


@pytest.mark.parametrize("text", ["Amélie", "naïve – “so”", "七人の侍"])
def test_a_sound_text_in_a_file_encoded_twice_stays(text: str) -> None:
    assert mojibake.repair_double(text) == text


def test_obvious_damage_in_a_sound_file_is_repaired() -> None:
    assert mojibake.repair("Academy AwardÂ®-nominee of King &amp; Queen") == "Academy Award®-nominee of King & Queen"


def test_a_file_is_judged_as_a_whole() -> None:
    assert mojibake.is_double([*map(twice, 3 * TEXTS[:3] + TEXTS), "plain"])
    assert not mojibake.is_double(TEXTS)
    assert not mojibake.is_double([*TEXTS, *map(twice, 3 * TEXTS[:3])])
    assert not mojibake.is_double([twice(TEXTS[0])])


def test_decoding_takes_utf8_and_stray_bytes_of_windows() -> None:
    assert mojibake.decode("\ufeffé".encode() + b" \xe9 \x93x\x94") == "é é “x”"
    assert mojibake.decode("Nénette et Boni".encode("latin-1")) == "Nénette et Boni"
