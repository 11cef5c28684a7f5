"""Words and their 64-bit names: how a text becomes tokens, and a phrase becomes one number to look up.

A phrase's hash is a polynomial of its tokens' hashes modulo 2^64, so that the hashes of all the n-grams of a text come
from a few vector operations. With a million phrases the chance of any collision is about 3e-8.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_WORD = re.compile(r"[^\W_]+(?:(?:['’`´]|[\u0300-\u036f]+)[^\W_]+)*|&")
"""An apostrophe, or an accent that stands after its letter as a mark of its own, does not end a word."""
_APOSTROPHES = str.maketrans("", "", "'’`´")
_BASE = 0x9E3779B97F4A7C15
"""An odd multiplier with well-mixed bits: 2^64 divided by the golden ratio (Knuth, TAOCP 3, 6.4)."""
_MASK = (1 << 64) - 1
_SHORTEST_PLURAL = 4


FUNCTION_WORDS = frozenset(
    (
        "a an the of and or in on at to for from with by is it its this that my your his her our we you i me he she "
        "they them up down out no not be am are was were do did so as if but all who what when where how why there "
        "here one some any"
    ).split()
)
"""Words that hold sentences together and name nothing."""


class Token(NamedTuple):
    """A folded word and its place in the text it came from."""

    word: str
    start: int
    end: int


def fold(word: str) -> str:
    """Lower case, without accents and apostrophes; an ampersand is the word "and"."""
    if word == "&":
        return "and"
    if word.isascii():
        return word.lower().translate(_APOSTROPHES)
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_APOSTROPHES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def tokens(text: str) -> list[Token]:
    """The words of a text in order, folded, each with its place."""
    return [Token(fold(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return [fold(match) for match in _WORD.findall(text)]


def stem(word: str) -> str:
    """One form of a folded word and its plural: "zombies", "zombie"; "witches", "witch"; "stories", "story"."""
    if len(word) < _SHORTEST_PLURAL or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("ies", "ie")):
        return word.removesuffix("s")[:-2] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word.removesuffix("s")


def word_hash(word: str) -> int:
    """A word's own 64 bits."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def term_hash(namespace: str, text: str) -> int:
    """The 64 bits of a phrase in a namespace ("genre", "person", "title" ...); equal for texts with equal words."""
    value = word_hash(namespace + ":")
    for word in words(text):
        value = (value * _BASE + word_hash(word)) & _MASK
    return value


def exact_hash(namespace: str, text: str) -> int:
    """The 64 bits of a text that must match to the letter, such as an id."""
    return word_hash(f"{namespace}={text}")


def ngram_hashes(namespace: str, text_words: Sequence[str], longest: int) -> list[npt.NDArray[np.uint64]]:
    """Hashes of all n-grams of a text: element n-1 holds those of n words, by their first word.

    `ngram_hashes("title", words(t), 4)[1][0] == term_hash("title", the first two words of t)`.
    """
    single = np.fromiter((word_hash(word) for word in text_words), np.uint64, len(text_words))
    value = np.full(len(single), word_hash(namespace + ":"), np.uint64)
    base = np.uint64(_BASE)
    grams = []
    for n in range(1, min(longest, len(single)) + 1):
        value = value[: len(single) - n + 1] * base + single[n - 1 :]
        grams.append(value)
    return grams
