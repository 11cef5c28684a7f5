import numpy as np

from encoder.sentence import Encoder
from model_build.encoding import Remembered, encode


def test_order_and_neighbours_do_not_matter() -> None:
    encoder = Encoder.load()
    texts = [f"a film about {n % 50}" for n in range(80)] + [""]
    vectors = encode(encoder, texts, "texts")
    assert np.array_equal(vectors[7], encoder.encode([texts[7]])[0])
    assert np.array_equal(vectors[7], vectors[57])
    assert not vectors[-1].any()
    assert encode(encoder, [], "texts").shape == (0, 384)


def test_remembered_texts_are_not_encoded_again() -> None:
    encoder = Encoder.load()
    remembered = Remembered(encoder, ["known"], "texts")
    expected = encoder.encode(["known", "new"])
    remembered._known["known"] = remembered._known["known"] * 2
    found = remembered.encode(["known", "new"])
    assert np.array_equal(found[0], expected[0] * 2)
    assert np.array_equal(found[1], expected[1])
