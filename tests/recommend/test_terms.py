import unicodedata

import pytest

from recommend.terms import exact_hash, fold, ngram_hashes, stem, term_hash, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amélie", ["amelie"]),
        ("Don't Look Now", ["dont", "look", "now"]),
        ("Ocean’s Eleven", ["oceans", "eleven"]),
        ("Fast & Furious", ["fast", "and", "furious"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("Spider-Man: No Way_Home", ["spider", "man", "no", "way", "home"]),
        ("千と千尋の神隠し", ["千と千尋の神隠し"]),
        ("🎬 ... !!", []),
        ("", []),
        ("\ud800 lone", ["lone"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_accents_may_be_written_as_marks_of_their_own() -> None:
    assert words(unicodedata.normalize("NFD", "Amélie é déjà")) == words("Amélie é déjà")


def test_tokens_know_their_place() -> None:
    text = "“Amélie”, isn't it?"
    assert [text[token.start : token.end] for token in tokens(text)] == ["Amélie", "isn't", "it"]
    assert [token.word for token in tokens(text)] == words(text)


def test_fold_is_stable() -> None:
    assert all(fold(fold(word)) == fold(word) for word in ("É", "İstanbul", "ß", "ŒUVRE", "don’t", "&", "ﾞ"))


def test_a_phrase_has_one_hash_however_it_is_written() -> None:
    assert term_hash("title", "AMÉLIE!") == term_hash("title", "amelie")
    assert term_hash("title", "up") != term_hash("person", "up")
    assert term_hash("title", "a b") != term_hash("title", "b a")
    assert exact_hash("id", "tt1") != exact_hash("id", "TT1")


def test_hashes_of_runs_of_words_are_those_of_phrases() -> None:
    text = ["once", "upon", "a", "time"]
    grams = ngram_hashes("title", text, 3)
    assert [len(gram) for gram in grams] == [4, 3, 2]
    assert all(
        int(grams[n - 1][first]) == term_hash("title", " ".join(text[first : first + n]))
        for n in (1, 2, 3)
        for first in range(len(text) - n + 1)
    )
    assert ngram_hashes("title", [], 3) == []


def test_hostile_text_has_a_hash() -> None:
    assert term_hash("title", "\udfff🎬" + "x " * 50_000) > 0


@pytest.mark.parametrize(
    ("plural", "word"),
    [
        ("zombies", "zombie"), ("witches", "witch"), ("stories", "story"), ("boxes", "box"), ("1960s", "1960"),
        ("chess", "chess"), ("this", "this"), ("virus", "virus"),
    ],
)  # fmt: skip
def test_plurals_and_their_words_are_one(plural: str, word: str) -> None:
    assert stem(plural) == stem(word)


def test_words_that_only_end_in_s_stay_as_they_are() -> None:
    assert [stem(word) for word in ("chess", "virus", "tennis", "gas", "is")] == [
        "chess",
        "virus",
        "tennis",
        "gas",
        "is",
    ]
