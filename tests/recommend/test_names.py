import time
from itertools import pairwise

import pytest

from mood_extract.mood import Mention
from recommend.catalog import Catalog
from recommend.names import Names
from tests.recommend.toys import Make


def found(catalog: Catalog, text: str) -> list[str]:
    return [mention.value for mention in Names(catalog).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a year says which title is meant, and that a title is
        ("I liked The Matrix (1999)", ["matrix"]),
        ("the matrix (1999)", ["matrix"]),
        ("The Thing (1982) and The Thing (2011)", ["thing82", "thing11"]),
        ("The Thing (1983)", ["thing82"]),
        ("The Thing (2010)", ["thing11"]),
        ("it (2017) was scary", ["it"]),
        ("Up(2009)", ["up"]),
        ("Airplane! (1980)", ["airplane"]),
        ('"The Thing" (2011)', ["thing11"]),
        ("Have you seen Her ( 2013 ) ?", ["her"]),
        # capitals and quotes
        ("I loved Alien and Roxanne", ["alien", "roxanne"]),
        ("we watched Once Upon a Time in the West", ["west"]),
        ("once upon a time in the west, please", ["west"]),
        ("something like Amelie", ["amelie"]),
        ("something like AMÉLIE", ["amelie"]),
        ("my favourite is “Martin”", ["martin"]),
        ("do you know 'Heat'?", ["heat"]),
        ("like My Neighbor Totoro", ["totoro"]),
        # articles
        ("Wizard of Oz was lovely", ["wizard"]),
        ("I like The Wizard of Oz", ["wizard"]),
        # people by full name, in the catalogue's spelling
        ("with sigourney weaver", ["Sigourney Weaver"]),
        ("anything with Carrie Anne Moss?", ["Carrie-Anne Moss"]),
        ("George A. Romero films", ["George A. Romero"]),
        ("Bill Skarsgard", ["Bill Skarsgård"]),
        ("MARY ELIZABETH WINSTEAD", ["Mary Elizabeth Winstead"]),
        ("Al Pacino in Heat (1995)", ["Al Pacino", "heat"]),
    ],
)
def test_names_that_are_meant(catalog: Catalog, text: str, expected: list[str]) -> None:
    assert found(catalog, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "it is late and I am up for anything",
        "It was great",
        "I watched it with her",
        "Up to you. Her choice",
        "have you seen it?",
        "something dark",
        "Dark is fine",
        "turn down the heat",
        "the thing is that I am tired",
        "I was born in 1917",
        "an alien from space",
        "Keanu",
        "Weaver",
        "I like Martin Scorsese",
        "",
        "   ",
        "🎬🎬",
        "()",
        "(1999)",
    ],
)
def test_words_that_are_no_names(catalog: Catalog, text: str) -> None:
    assert found(catalog, text) == []


def test_a_part_of_a_persons_name_is_no_film(catalog: Catalog) -> None:
    assert found(catalog, "I love Steve Martin") == ["Steve Martin"]
    assert found(catalog, "Steve Martin (born 1945)") == ["Steve Martin"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("directed by Hitchcock", ["Alfred Hitchcock"]),
        ("something by hitchcock please", ["Alfred Hitchcock"]),
        ("any good Hitchcock movie", ["Alfred Hitchcock"]),
        ("starring Stewart", ["Jimmy Stewart"]),
        ("hitchcock", []),  # neither a capital nor "by"
        ("a film by Kelly", []),  # one title only
        ("a film by Wood", []),  # two people, one title each
        ("Peter Hitchcock told me", []),  # somebody else's name
    ],
)
def test_a_plain_surname_is_the_person_of_that_name(recommender_of: Make, text: str, expected: list[str]) -> None:
    records = [
        {"directors": ["Alfred Hitchcock"], "cast": ["Jimmy Stewart", "Grace Kelly"]},
        {"directors": ["Alfred Hitchcock"], "cast": ["Jimmy Stewart", "Natalie Wood"]},
        {"directors": ["Sam Wood"]},
    ]
    made = recommender_of([{"id": str(at), "title": f"Film {at}"} | record for at, record in enumerate(records)])
    assert found(made.catalog, text) == expected


def test_capitals_say_nothing_in_a_shout(catalog: Catalog) -> None:
    assert found(catalog, "I WANT SOMETHING DARK AND FULL OF HEAT") == []


def test_mentions_know_their_words_and_place(catalog: Catalog) -> None:
    text = "Loved “Alien” (1979), with Sigourney Weaver!"
    title, person = Names(catalog).find(text)
    assert title == Mention("title", "alien", 7, 12, "Alien")
    assert person == Mention("person", "Sigourney Weaver", 27, 43, "Sigourney Weaver")


def test_mentions_do_not_overlap_and_stand_in_order(catalog: Catalog) -> None:
    text = "Once Upon a Time in the West (1968), It (2017), Steve Martin, Heat (1995), The Thing (1982)" * 3
    mentions = Names(catalog).find(text)
    assert len(mentions) == 15
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_of_one_name_the_popular_title_is_meant(catalog: Catalog) -> None:
    assert found(catalog, "I loved The Thing") == ["thing82"]


def test_a_year_far_off_is_forgiven_only_where_no_other_name_is_meant(recommender_of: Make) -> None:
    records = [{"id": "m", "title": "Martin", "kind": "film", "year": 1977}]
    catalog = recommender_of(records).catalog
    assert found(catalog, "Martin (1999)") == ["m"]
    assert found(catalog, "Doc Martin (2004)") == []


def test_an_unknown_year_may_be_the_one(recommender_of: Make) -> None:
    catalog = recommender_of([{"id": "m", "title": "Moon", "kind": "film"}]).catalog
    assert found(catalog, "moon (2009)") == ["m"]


@pytest.mark.parametrize(
    "text", ["Martin " * 15_000, '"Heat" ' * 15_000, "I loved Alien and " * 5_000, "x" * 100_000, "(" * 100_000]
)
def test_a_wall_of_text_is_read_in_time(catalog: Catalog, text: str) -> None:
    started = time.perf_counter()
    Names(catalog).find(text)
    assert time.perf_counter() - started < 5


def test_lone_surrogates_and_control_characters_do_no_harm(catalog: Catalog) -> None:
    assert found(catalog, "\ud800 I loved Alien \udfff\x00 (\ud83d)") == ["alien"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I have seen Up, what else?", ["up"]),
        ("something like Her", ["her"]),
        ("I loved 1917", ["1917"]),
        ("I liked it", []),
        ("I loved It", []),
        ("what is up", []),
        ("I like her", []),
        ("I have seen 100 films", []),
    ],
)
def test_everyday_words_are_names_only_where_they_are_written_so(catalog: Catalog, text: str, found: list[str]) -> None:
    assert [mention.value for mention in Names(catalog).find(text) if mention.kind == "title"] == found
