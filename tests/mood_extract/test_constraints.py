"""Everyday sentences and the constraints that they set: "!" marks hard ones, "|" alternatives."""

import re
from collections.abc import Sequence

import pytest

from mood_extract.local import LocalExtractor
from mood_extract.mood import Constraint, Mention, Message
from mood_extract.place_words import REGIONS

YEAR = 2025
EXTRACTOR = LocalExtractor(year=YEAR)
TITLES = {"Scary Movie": "t1", "The Long Goodbye": "t2", "Space Jam": "t3", "2001: A Space Odyssey": "t4"} | {
    "Short Circuit": "t5", "Ocean's Eleven": "t6", "Heat": "t7", "Paddington": "t8",
}  # fmt: skip
PEOPLE = ("Tom Hanks", "Meg Ryan", "Adam Sandler", "Greta Gerwig")


def find(text: str) -> list[Mention]:
    """The names above in a text."""
    titles = [
        Mention("title", value, m.start(), m.end(), m[0])
        for name, value in TITLES.items()
        for m in re.finditer(name, text)
    ]
    people = [Mention("person", name, m.start(), m.end(), name) for name in PEOPLE for m in re.finditer(name, text)]
    return titles + people


def read(*turns: str) -> Sequence[Constraint]:
    messages = [Message("user", turn) for turn in turns]
    return EXTRACTOR.extract(messages, None, [find(turn) for turn in turns]).constraints


EUROPE = "|".join(next(codes for codes, (_, name) in REGIONS.items() if name == "europe").split("|"))


def told(*turns: str, without: tuple[str, ...] = ()) -> set[str]:
    """Constraints as short texts; that a film is asked for is a test of its own."""
    return {
        f"{c.field} {'|'.join(c.values)}{'!' * c.hard}".replace(EUROPE, "EU")
        for c in read(*turns)
        if c.field not in without and (c.field, c.value) != ("kind", "film")
    }


ASKED = [
    ("rough day, something warm and funny, under two hours, no horror", "runtime_max 120!, not_genre Horror!"),
    # genres
    ("a western", "genre Western!"),
    ("comedy please", "genre Comedy!"),
    ("I'm looking for a good horror movie", "genre Horror!"),
    ("in the mood for sci-fi", "genre Science Fiction|Sci-Fi & Fantasy!"),
    ("can you recommend a documentary?", "genre Documentary!"),
    ("romantic comedy", "genre Romance!, genre Comedy!"),
    ("any good romcoms?", "genre Romance!, genre Comedy!"),
    ("a horror-comedy", "genre Horror!, genre Comedy!"),
    ("comedy or drama", "genre Comedy|Drama!"),
    ("comedies and thrillers", "genre Comedy|Thriller!"),
    ("something with action and romance", "genre Action!, genre Romance!"),
    ("a war film", "genre War!"),
    ("something animated", "genre Animation!"),
    ("a comedy set in Paris", "genre Comedy!"),
    ("a war story set during winter", "genre War!"),
    ("documentary but not about war or crime", "genre Documentary!, not_genre War!, not_genre Crime!"),
    ("a western made in Italy", "genre Western!, country IT!"),
    ("something from Poland or Hungary", "country PL|HU!"),
    ("nothing from France, Italy or Spain", "not_country FR!, not_country IT!, not_country ES!"),
    ("a thriller set in Japan", "genre Thriller!"),
    ("something made in the last 5 years", "year_min 2020!"),
    ("keep it under an hour and a half", "runtime_max 90!"),
    ("1h40 at the very most", "runtime_max 100!"),
    ("a short film for my lunch break", "runtime_max 45!"),
    ("animated shorts please", "runtime_max 45!"),
    ("max 1:30", "runtime_max 90!"),
    ("an hour and three quarters tops", "runtime_max 105!"),
    ("one hour fifty at most", "runtime_max 110!"),
    ("half hour eps max", "kind series!, runtime_max 30!"),
    ("the baby is finally down and we've got an hour and a half tops", "runtime_max 90!"),
    ("it is a school night so 100 minutes max", "runtime_max 100!"),
    ("a cop show", "kind series!"),
    ("I want to show him a western", "genre Western!"),
    ("please show some good horror", "genre Horror!"),
    ("can you show something short", "runtime_max 100!"),
    ("a show business drama", "genre Drama!"),
    ("a nature show", "kind series!"),
    ("a new comedy show", "genre Comedy!, kind series!, year_min 2022"),
    ("a thriller made after 2000", "genre Thriller!, year_min 2001!"),
    ("nothing babyish and nothing older than us so 2010 onwards", "year_min 2010!"),
    ("crime series, NOT american pls", "genre Crime!, kind series!, not_country US!"),
    ("a western, NOT from italy and NOT from usa", "genre Western!, not_country IT!, not_country US!"),
    ("a series from somewhere in europe", "kind series!, country EU!"),
    ("a series, not the uk", "kind series!, not_country GB!"),
    ("one of them speaks portuguese the other finnish", ""),
    ("comedy, but japanese this time", "genre Comedy!, language ja!"),
    ("no kids dying please", "avoid child death!"),
    ("nobody with cancer, family stuff going on", "avoid cancer!"),
    ("real people this time, no cartoons", "not_genre Animation!"),
    ("live action please", "not_genre Animation!"),
    ("no singing and dancing", "not_genre Music|Musical!"),
    ("a series, nothing acted", "kind series!, genre Documentary!"),
    ("a music documentary that'll have me dancing", "genre Music|Musical!, genre Documentary!"),
    ("a series, romance not the main thing", "kind series!, genre Romance"),
    ("my two (9 and 11) are here", "age_rating_max PG!, genre Family|Animation"),
    ("five of us, all 13-14", "age_rating_max PG-13!"),
    ("he wants a Tom Hanks", "person Tom Hanks!"),
    ("it has to have Tom Hanks in it", "person Tom Hanks!"),
    ("is there more from Greta Gerwig?", "person Greta Gerwig!"),
    ("kids 4 and 6, less than 80 minutes", "runtime_max 80!, age_rating_max G!, genre Family|Animation"),
    ("a thriller that's not a horror", "genre Thriller!, not_genre Horror!"),
    # tastes, wishes and talk are evidence
    ("I like comedies", "genre Comedy"),
    ("I love horror", "genre Horror"),
    ("huge fan of thrillers", "genre Thriller"),
    ("my favorite genre is drama", "genre Drama"),
    ("maybe a western", "genre Western"),
    ("a comedy, if possible", "genre Comedy"),
    ("preferably a thriller", "genre Thriller"),
    ("I watched a western last night", "genre Western"),
    ("do you like westerns?", "genre Western"),
    ("is that a comedy?", "genre Comedy"),
    ("I haven't seen a good western in ages", "genre Western"),
    # mood words and everyday words are no genres
    ("something funny", ""),
    ("something scary", ""),
    ("a funny romantic evening", ""),
    ("my family loves music", ""),
    ("no idea, surprise me", ""),
    ("no, thanks", ""),
    # genres ruled out
    ("no horror", "not_genre Horror!"),
    ("anything but romance", "not_genre Romance!"),
    ("without romance", "not_genre Romance!"),
    ("except musicals", "not_genre Music|Musical!"),
    ("I'm not into war films", "not_genre War!"),
    ("I don't want to watch a horror movie", "not_genre Horror!"),
    ("I hate westerns", "not_genre Western!"),
    ("a western, not a comedy", "genre Western!, not_genre Comedy!"),
    ("no horror, gore or musicals", "not_genre Horror!, avoid gore!, not_genre Music|Musical!"),
    ("nothing scary", "not_genre Horror!"),
    ("not too scary", "not_genre Horror"),
    ("not a big fan of westerns", "not_genre Western"),
    ("no gross-out comedies", "not_genre Comedy"),
    ("not just comedies", ""),
    ("horror is fine", ""),
    ("I don't mind horror", ""),
    ("No, I want a comedy", "genre Comedy!"),
    # content to avoid
    ("no gore", "avoid gore!"),
    ("without blood", "avoid gore!"),
    ("nothing gory", "avoid gore!"),
    ("no animal death", "avoid animal death!"),
    ("nothing where the dog dies", "avoid animal death!"),
    ("no sex scenes", "avoid sexual content!"),
    ("no violence or swearing", "avoid violence!, avoid strong language!"),
    ("no jump scares please", "avoid jump scares!"),
    ("not another superhero film", "avoid superhero!"),
    ("not too violent", "avoid violence"),
    ("lots of violence", ""),
    # runtime
    ("less than 90 min", "runtime_max 90!"),
    ("2h max", "runtime_max 120!"),
    ("no longer than an hour and a half", "runtime_max 90!"),
    ("nothing over two hours", "runtime_max 120!"),
    ("I only have 1h30", "runtime_max 90!"),
    ("an hour or so", "runtime_max 75!"),
    ("over 3 hours", "runtime_min 180!"),
    ("between 90 and 120 minutes", "runtime_min 90!, runtime_max 120!"),
    ("a short movie", "runtime_max 100!"),
    ("something shorter", "runtime_max 100!"),
    ("not too long", "runtime_max 120!"),
    ("ideally short", "runtime_max 100"),
    ("something long", "runtime_min 140"),
    ("I worked 12 hours today", ""),
    ("it was too long", ""),
    ("long time no see", ""),
    # years
    ("a 90s thriller", "genre Thriller!, year_min 1990!, year_max 1999!"),
    ("something from the eighties", "year_min 1980!, year_max 1989!"),
    ("80s or 90s horror", "genre Horror!, year_min 1980!, year_max 1999!"),
    ("from 1994", "year_min 1994!, year_max 1994!"),
    ("before 2000", "year_max 1999!"),
    ("nothing before 2000", "year_min 2000!"),
    ("since 2015", "year_min 2015!"),
    ("between 1990 and 2000", "year_min 1990!, year_max 2000!"),
    ("early 2000s", "year_min 2000!, year_max 2004!"),
    ("a recent thriller", "genre Thriller!, year_min 2020"),
    ("an old western", "genre Western!, year_max 2000"),
    ("set in the 80s", ""),
    ("in my 30s", ""),
    # kind
    ("a series", "kind series!"),
    ("a TV show to binge", "kind series!"),
    ("a movie or a show", ""),
    ("show me a comedy", "genre Comedy!"),
    ("a movie", ""),
    # language and country
    ("a Korean thriller", "genre Thriller!, language ko!"),
    ("something in French", "language fr!"),
    ("a Bollywood movie", "language hi!"),
    ("French or Italian film", "language fr|it!"),
    ("maybe something French", "language fr"),
    ("a British comedy", "genre Comedy!, country GB!"),
    ("something from Japan", "country JP!"),
    ("no subtitles", "language en!"),
    ("with subtitles is fine", ""),
    ("no foreign films", "language en!"),
    ("ordering Chinese food tonight", ""),
    # age
    ("for my 6-year-old", "age_rating_max PG!, genre Family|Animation"),
    ("for my 3 year old", "age_rating_max G!, genre Family|Animation"),
    ("not for children", ""),
    ("animated but not for kids", "genre Animation!"),
    ("not too long, for my kids", "age_rating_max PG!, genre Family|Animation, runtime_max 120!"),
    ("my kids are 5 and 8", "age_rating_max PG!, genre Family|Animation"),
    ("family friendly", "age_rating_max PG!"),
    ("PG-13 or below", "age_rating_max PG-13!"),
    ("nothing R-rated", "age_rating_max PG-13!"),
    ("watch with my kids", "age_rating_max PG!, genre Family|Animation"),
    ("my kids watched it with me", ""),
    ("I'm 35 years old", ""),
    ("a kids movie", "genre Family|Kids|Animation!, age_rating_max PG!"),
    # providers
    ("on Netflix", "provider Netflix!"),
    ("something on Disney+", "provider Disney+|Disney Plus!"),
    ("I saw it on Netflix", ""),
    # people
    ("something with Tom Hanks", "person Tom Hanks!"),
    ("starring Tom Hanks or Meg Ryan", "person Tom Hanks|Meg Ryan!"),
    ("directed by Greta Gerwig", "person Greta Gerwig!"),
    ("a Tom Hanks film", "person Tom Hanks!"),
    ("I love Tom Hanks", "person Tom Hanks"),
    ("no Adam Sandler", "not_person Adam Sandler!"),
    # titles, whose words are not read
    ("something like Scary Movie", "like t1"),
    ("The Long Goodbye, Space Jam", "like t2, like t3"),
    ("2001: A Space Odyssey and Short Circuit", "like t4, like t5"),
    ("I loved Ocean's Eleven", "like t6"),
    ("I hated Heat", "not_like t7!"),
    ("not like Paddington", "not_like t8!"),
    ("Heat was boring", "not_like t7!"),
    ("movies like A Horror Western (1999)", ""),
    ("I enjoyed Short Comedy No Drama (1985) a lot", ""),
    # years ruled out: of the two spans that are left, the one that more people mean
    ("nothing from the 80s", "year_min 1990!"),
    ("nothing made in the 1970s", "year_min 1980!"),
    ("not from the 2000s", "year_max 1999!"),
    ("nothing from this century", "year_max 1999!"),
    ("nothing made after 1985", "year_max 1985!"),
    ("nothing past 2005", "year_max 2005!"),
    ("nothing older than ten years", "year_min 2015!"),
    ("less than 5 years old", "year_min 2020!"),
    ("in the last couple of years", "year_min 2023!"),
    ("21st century", "year_min 2000!"),
    ("from '94", "year_min 1994!, year_max 1994!"),
    ("1994 or thereabouts", "year_min 1992, year_max 1996"),
    ("what is that 1985 British western", "year_min 1985, year_max 1985, genre Western"),
    ("what 2012 allen coulter drama has a train in it?", "year_min 2012, year_max 2012, genre Drama"),
    ("made in 1966 about cowboys", "year_min 1966!, year_max 1966!"),
    ("my 80s childhood", ""),
    # how much time there is
    ("two hours is my absolute limit", "runtime_max 120!"),
    ("anything but a three-hour slog, two hours is my limit", "runtime_max 120!"),
    ("no three hour movies", "runtime_max 179!"),
    ("no films over two hours", "runtime_max 120!"),
    ("shouldn't be longer than 2 hours", "runtime_max 120!"),
    ("my lunch break is 40 minutes", "runtime_max 40!"),
    ("for my 40 minute commute", "runtime_max 40!"),
    ("there's 90 minutes till bed", "runtime_max 90!"),
    ("I fall asleep after an hour", "runtime_max 60!"),
    ("I have work tomorrow so under 90 minutes", "runtime_max 90!"),
    ("hour and a half tops", "runtime_max 90!"),
    ("not more than an hour and twenty", "runtime_max 80!"),
    ("under 90", "runtime_max 90!"),
    ("two hours, no more", "runtime_max 120!"),
    ("comedy, 90 minutes", "genre Comedy!, runtime_max 105!"),
    ("shorter episodes", "kind series!, runtime_max 30!"),
    ("over two hours is fine", ""),
    ("I only got 4 hours sleep last night", ""),
    ("been on the phone for an hour", ""),
    ("I woke up 2 hours ago", ""),
    ("the drive was two hours", ""),
    # ratings and ages
    ("nothing R", "age_rating_max PG-13!"),
    ("PG-13 or milder", "age_rating_max PG-13!"),
    ("under PG-13", "age_rating_max PG!"),
    ("rated R", ""),
    ("R rated ok", ""),
    ("for my daughter, she's 3", "age_rating_max G!, genre Family|Animation"),
    ("teen sleepover, they're all 14", "age_rating_max PG-13!"),
    ("we're watching with a three-year-old", "age_rating_max G!, genre Family|Animation"),
    ("an adventure, my inner ten-year-old is bored", "genre Adventure!"),
    ("nothing for children", ""),
    # what is ruled out in other words
    ("any genre bar westerns", "not_genre Western!"),
    ("zero horror", "not_genre Horror!"),
    ("had my fill of comedies", "not_genre Comedy!"),
    ("spare me the romance", "not_genre Romance!"),
    ("documentaries bore me", "not_genre Documentary!"),
    ("steer clear of war", "not_genre War!"),
    ("no sad endings", "avoid bleak ending|sad ending|tragic ending!"),
    ("no animals getting hurt", "avoid animal death!"),
    ("i'm over superhero stuff", "avoid superhero!"),
    ("last thing I want is a romance", "not_genre Romance!"),
    ("horror gives me nightmares", "not_genre Horror!"),
    ("violence is not ok", "avoid violence!"),
    ("go easy on the gore", "avoid gore"),
    ("avoid anything about suicide", "avoid suicide!"),
    ("a comedy but hold the romance", "genre Comedy!, not_genre Romance!"),
    ("no shows", ""),
    ("no k-dramas", "not_genre Drama, not_language ko"),
    ("no telly for a month so treat me", ""),
    # words spelt wrongly
    ("a thriler", "genre Thriller!"),
    ("some fantsy", "genre Fantasy!"),
    ("portugese", "language pt!"),
    ("a mastery of comedy", "genre Comedy!"),
    # services
    ("what's good on Disney+?", "provider Disney+|Disney Plus!"),
    ("a western on the criterion channel", "genre Western!, provider Criterion Channel!"),
    ("netflix, a comedy", "genre Comedy!, provider Netflix!"),
    ("I don't have netflix", ""),
    ("netflix or hulu", "provider Netflix|Hulu!"),
    ("it's got to be on mubi", "provider MUBI!"),
    ("on my services", ""),
    # people asked for in other words
    ("some Meg Ryan", "person Meg Ryan!"),
    ("Tom Hanks please", "person Tom Hanks!"),
    ("films of Greta Gerwig", "person Greta Gerwig!"),
    ("anyone but Adam Sandler", "not_person Adam Sandler!"),
    ("nothing longer than Heat", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_an_everyday_sentence_sets_these_constraints(text: str, expected: str) -> None:
    assert told(text) == set(filter(None, expected.split(", ")))


WORDS = [
    ("something light, under two hours please", "under two hours"),
    ("warm and funny, no horror", "no horror"),
    ("for my 6-year-old", "for my 6-year-old"),
    ("I'd like a Western tonight", "Western"),
    ("between 1990 and 2000", "between 1990 and 2000"),
    ("I don’t like horror", "don’t like horror"),
    ("please, nothing from the 80s", "nothing from the 80s"),
    ("a good Thriler", "Thriler"),
    ("two hours is my limit", "two hours is my limit"),
    ("horror but nothing R", "nothing R"),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_a_constraint_keeps_the_exact_words_it_came_from(text: str, words: str) -> None:
    assert words in [constraint.words for constraint in read(text)]


def test_a_mention_in_a_wall_of_text_is_still_found_at_its_place() -> None:
    assert told("blah " * 3000 + "something like Heat, no horror") == {"like t7", "not_genre Horror!"}


def test_a_rating_that_is_no_longer_minded_lifts_the_bounds_below_it() -> None:
    assert told("PG or below") == {"age_rating_max PG!"}
    assert told("PG or below", "R rated is fine") == set()
    assert told("PG-13 or below", "PG is fine") == {"age_rating_max PG-13!"}


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        ("a film, not a series", True),
        ("a quiet film", True),
        ("something funny to watch. one film, not an episode of something", True),
        ("film night with friends", False),
        ("I saw a movie about whales, what do you have?", None),
        ("a film or a series", None),
    ],
)
def test_a_film_is_asked_for(text: str, hard: bool | None) -> None:
    found = [constraint.hard for constraint in read(text) if (constraint.field, constraint.value) == ("kind", "film")]
    assert found == ([] if hard is None else [hard])
