"""Grams: words, pairs and pieces of words, hashed: what a sentence's vector blurs and a small head can learn."""

import re
import zlib
from collections import Counter
from itertools import pairwise

import numpy as np
import numpy.typing as npt

BUCKETS = 8192
"""Four times as many tell the mood of .912 of held-out requests as well."""
READ = 500
"""Only so many last characters are read: half a millisecond."""
LENGTH = 2.0
"""Of the grams of a text as a vector, beside the sentence's of length 1: with 1, of requests of writers who did not
train it .671 for .680 are told right."""
_PIECES = (3, 4, 5)
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[^\w\s]")


def grams(text: str) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
    """The buckets of a text's grams and what each weighs: 1 + log of its count, all scaled to LENGTH."""
    words = _TOKEN.findall(text[-READ:].lower().replace("’", "'"))
    found = [f" {word}" for word in words]
    found += [f" {word} {after}" for word, after in pairwise(words)]
    for word in words:
        marked = f"<{word}>"
        found += [marked[at : at + size] for size in _PIECES for at in range(len(marked) - size + 1)]
    # CRC-32 rather than hash(): the same in every process.
    counts = Counter(zlib.crc32(gram.encode("utf-8", "replace")) % BUCKETS for gram in found)
    weights = 1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))
    length = float(np.linalg.norm(weights)) or 1.0
    return np.fromiter(counts, np.intp, len(counts)), np.asarray(weights * (LENGTH / length), np.float32)
