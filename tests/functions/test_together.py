from functions.together import together
from mood_extract.mood import Constraint, Mood


def test_one_mood_stays_what_it_is() -> None:
    mood = Mood(felt={"tired": 0.8}, tone="light", company="partner", confidence=0.6, source="azure_openai")
    assert together([mood]) == mood


def test_weights_are_averaged_and_constraints_joined() -> None:
    western, short = Constraint("genre", "Western"), Constraint("runtime_max", 90)
    merged = together(
        [
            Mood(wanted={"funny": 1.0}, tone="light", time_of_day="night", constraints=(western, short), confidence=1),
            Mood(wanted={"funny": 0.5, "dark": 0.5}, tone="intense", time_of_day="night", constraints=(short,)),
        ]
    )
    assert merged.wanted == {"funny": 0.75, "dark": 0.25}
    assert merged.constraints == (western, short)
    assert (merged.tone, merged.time_of_day, merged.confidence) == ("balanced", "night", 0.5)
