"""The promises about hard constraints, checked against the records themselves."""

import itertools
from collections.abc import Callable

import pytest

from mood_extract.mood import Constraint, Field
from recommend.catalog import Catalog
from recommend.masks import Allowed, allowed
from tests.recommend.toys import RECORDS, ROW, Make, Record

LADDER = {"TV-Y": 1, "G": 1, "PG": 2, "PG-13": 3, "R": 4, "TV-MA": 4}
GORY = {"body horror", "extreme gore", "gory", "gore", "blood"}


def people(record: Record) -> set[str]:
    return {name for role in ("directors", "cast", "writers") for name in record.get(role, ())}


def meets(record: Record, constraint: Constraint) -> bool:
    """The promise, read off a record: what is not known does not satisfy."""
    value, values = constraint.value, set(constraint.values)
    number = value if isinstance(value, int) else 0
    year, minutes, age = (record.get(name) for name in ("year", "runtime_minutes", "age_rating"))
    several = {
        "genre": set(record.get("genres", ())),
        "language": set(record.get("languages", ())[:1]),
        "country": set(record.get("countries", ())),
        "person": people(record),
    }
    rules: dict[str, Callable[[], bool]] = {
        "kind": lambda: record["kind"] in values,
        "year_min": lambda: year is not None and year >= number,
        "year_max": lambda: year is not None and year <= number,
        "runtime_min": lambda: minutes is not None and minutes >= number,
        "runtime_max": lambda: minutes is not None and minutes <= number,
        "age_rating_max": lambda: age is not None and LADDER[age] <= LADDER[str(value)],
        "provider": lambda: bool(values & set(record.get("providers", ()))),
        "avoid": lambda: "keywords" in record and not GORY & set(record["keywords"]),
    }
    if constraint.field in rules:
        return rules[constraint.field]()
    has = several[constraint.field.removeprefix("not_")]
    return bool(has) and not has & values if constraint.field.startswith("not_") else bool(has & values)


def of_all(field: Field, values: set[str]) -> list[Constraint]:
    values_or_pair: list[str | tuple[str, ...]] = [*sorted(values), tuple(sorted(values)[:2])]
    return [Constraint(field, value) for value in values_or_pair]


def every(name: str) -> set[str]:
    return {value for record in RECORDS for value in record.get(name, ())}


NUMBERS: tuple[tuple[Field, str], ...] = (
    ("year_min", "year"), ("year_max", "year"), ("runtime_min", "runtime_minutes"), ("runtime_max", "runtime_minutes"),
)  # fmt: skip
CONSTRAINTS = [
    *of_all("kind", {"film", "series"}),
    *of_all("genre", every("genres")),
    *of_all("not_genre", every("genres")),
    *of_all("language", {languages[0] for languages in (r.get("languages") for r in RECORDS) if languages}),
    *of_all("not_language", {"en", "fr"}),
    *of_all("country", every("countries")),
    *of_all("not_country", {"US", "GB"}),
    *of_all("person", {name for record in RECORDS for name in people(record)}),
    *of_all("not_person", {"Steve Martin", "Kurt Russell"}),
    *of_all("provider", every("providers")),
    *(Constraint("age_rating_max", rating) for rating in LADDER),
    Constraint("avoid", "gore"),
    *(Constraint(field, record[fact]) for field, fact in NUMBERS for record in RECORDS if fact in record),
]


def ids(answer: Allowed) -> set[str]:
    return {record["id"] for record in RECORDS if answer.mask[ROW[record["id"]]]}


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda c: f"{c.field} {c.value}")
def test_exactly_the_titles_that_meet_a_constraint(catalog: Catalog, constraint: Constraint) -> None:
    answer = allowed(catalog, [constraint], [])
    assert ids(answer) == {record["id"] for record in RECORDS if meets(record, constraint)}
    assert not answer.loosened


def test_two_constraints_hold_together_or_the_answer_says_which_does_not(catalog: Catalog) -> None:
    for pair in itertools.combinations(CONSTRAINTS, 2):
        answer = allowed(catalog, pair, [])
        met = {record["id"] for record in RECORDS if all(meets(record, each) for each in pair)}
        if met:
            assert (ids(answer), answer.loosened) == (met, ()), pair
        else:
            said = {(each.field, each.value) for each in answer.loosened}
            kept = [each for each in pair if (each.field, each.value) not in said]
            assert said, pair
            assert all(meets(RECORDS[ROW[each]], constraint) for each in ids(answer) for constraint in kept), pair


def test_three_impossible_constraints_cost_no_fourth(catalog: Catalog) -> None:
    """What can hold is kept, though bounds are given up before wishes."""
    impossible = [Constraint("language", "xx"), Constraint("person", "Nobody Else"), Constraint("provider", "Zzz")]
    answer = allowed(catalog, [Constraint("year_min", 2000), *impossible], [])
    assert {each.field for each in answer.loosened} == {"language", "person", "provider"}
    assert all(RECORDS[ROW[each]]["year"] >= 2000 for each in ids(answer))


def test_a_soft_constraint_rules_nothing_out(catalog: Catalog) -> None:
    for constraint in CONSTRAINTS:
        assert allowed(catalog, [Constraint(constraint.field, constraint.value, hard=False)], []).mask.all()


@pytest.mark.parametrize(
    ("content", "gone"),
    [
        ("gore", {"alien", "it", "martin", "thing82", "thing11"}),
        ("Gore", {"alien", "it", "martin", "thing82", "thing11"}),
        ("clown", {"it"}),
        ("vampires", {"martin"}),
        ("animal death", {"thing82"}),
        ("sexual content", {"her"}),
        ("drugs", {"airplane"}),
        ("violence", {"it", "thing82", "heat"}),
        ("alien", {"alien"}),
    ],
)
def test_content_to_avoid(catalog: Catalog, content: str, gone: set[str]) -> None:
    assert ids(allowed(catalog, [Constraint("avoid", content)], [])) == set(ROW) - gone - {"unknown"}


def test_excluded_rows_are_never_allowed(catalog: Catalog) -> None:
    rows = [ROW["up"], ROW["alien"]]
    assert not allowed(catalog, [Constraint("genre", "Family")], rows).mask[rows].any()


@pytest.mark.parametrize("constraint", [c for c in CONSTRAINTS if c.field != "kind"][::5])
def test_a_field_that_the_catalogue_lacks_is_said_and_not_checked(recommender_of: Make, constraint: Constraint) -> None:
    lacks = [{"id": "a", "title": "A Day", "kind": "film"}, {"id": "b", "title": "B Day", "kind": "film"}]
    answer = allowed(recommender_of(lacks).catalog, [constraint], [1])
    assert [each.field for each in answer.loosened] == [constraint.field]
    assert "does not know" in answer.loosened[0].why
    assert answer.mask.tolist() == [True, False]


def test_people_are_known_where_only_directors_are(recommender_of: Make) -> None:
    records = [
        {"id": "a", "title": "A", "kind": "film", "directors": ["Sergio Leone"]},
        {"id": "b", "title": "B", "kind": "film", "directors": ["Pete Docter"]},
    ]
    catalog = recommender_of(records).catalog
    asked = allowed(catalog, [Constraint("person", "Sergio Leone")], [])
    assert (asked.mask.tolist(), asked.loosened) == ([True, False], ())
    assert allowed(catalog, [Constraint("not_person", "Sergio Leone")], []).mask.tolist() == [False, True]


def test_the_nearest_come_when_a_bound_leaves_nothing(catalog: Catalog) -> None:
    asked = Constraint("runtime_max", 60, "under an hour")
    answer = allowed(catalog, [asked, Constraint("kind", "film")], [])
    assert [(each.field, each.value, each.words) for each in answer.loosened] == [("runtime_max", 60, "under an hour")]
    assert "duck" in ids(answer)
    assert not ids(answer) & {"dark", "bluey", "unknown"}


def test_only_the_nearest_come(recommender_of: Make) -> None:
    long = [{"id": f"t{n}", "title": f"T {n}", "kind": "film", "runtime_minutes": 70 + n} for n in range(100)]
    answer = allowed(recommender_of(long).catalog, [Constraint("runtime_max", 60)], [0])
    assert answer.mask.nonzero()[0].tolist() == list(range(1, 21))


def test_the_bound_gives_way_before_the_wish_and_the_wish_before_the_refusal(catalog: Catalog) -> None:
    western, old, not_it = (
        Constraint("genre", "Western"),
        Constraint("year_max", 1950),
        Constraint("not_language", "it"),
    )
    assert [each.field for each in allowed(catalog, [western, old], []).loosened] == ["year_max"]
    assert [each.field for each in allowed(catalog, [western, not_it], []).loosened] == ["genre"]


def test_what_protects_is_never_given_up(catalog: Catalog) -> None:
    for guard in (Constraint("age_rating_max", "G"), Constraint("avoid", "gore")):
        for other in CONSTRAINTS:
            answer = allowed(catalog, [other, guard], [])
            assert all(meets(RECORDS[ROW[each]], guard) for each in ids(answer))
            assert guard.field not in {each.field for each in answer.loosened} or other.field == guard.field


def test_a_refusal_gives_way_before_what_protects(catalog: Catalog) -> None:
    """Of these three titles either constraint alone would leave some."""
    kept = {"alien", "thing82", "amelie"}
    seen = [row for title, row in ROW.items() if title not in kept]
    answer = allowed(catalog, [Constraint("avoid", "gore"), Constraint("not_genre", "Comedy")], seen)
    assert ids(answer) == {"amelie"}
    assert [each.field for each in answer.loosened] == ["not_genre"]


def test_nothing_is_offered_where_what_protects_leaves_nothing(catalog: Catalog) -> None:
    for_children = [ROW[each] for each in ("totoro", "wizard", "bluey")]
    answer = allowed(catalog, [Constraint("age_rating_max", "G"), Constraint("genre", "Comedy")], for_children)
    assert not answer.mask.any()
    assert [each.field for each in answer.loosened] == ["age_rating_max"]


def test_a_rating_that_is_none_lets_nothing_through(catalog: Catalog) -> None:
    answer = allowed(catalog, [Constraint("age_rating_max", "ab 12")], [])
    assert not answer.mask.any()
    assert answer.loosened


def test_no_constraint_is_blamed_when_everything_was_seen(catalog: Catalog) -> None:
    asked = [Constraint("genre", "Comedy"), Constraint("runtime_max", 100), Constraint("avoid", "gore")]
    answer = allowed(catalog, asked, range(len(catalog)))
    assert not answer.mask.any()
    assert not answer.loosened


def test_equal_constraints_are_said_once(catalog: Catalog) -> None:
    asked = Constraint("genre", "Musical")
    assert len(allowed(catalog, [asked, asked], []).loosened) == 1
