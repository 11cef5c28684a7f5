"""The Mood through a language model: it refines what the words tell, and can take back no promise that they made.

What the model says is data, and a stranger's: only what has the Mood's shape and rests on what the person really said
is kept. Without an answer the local Mood stands as it is.
"""

import time
from collections.abc import Iterator, Sequence

import msgspec

from mood_extract.heard import Heard, plain
from mood_extract.language_model import LanguageModel
from mood_extract.local import LocalExtractor, Vector
from mood_extract.model_reply import NAMED, QUESTION, Reply, spelt_value
from mood_extract.mood import Constraint, Field, Mention, Message, Mood

MOST_CONSTRAINTS = 20
CONCLUDED = 0.8
"""Confidence in moods that the model read and no word named; from .85 on they would be called "as you asked"."""

_SAID = 0.85
"""Local confidence from which the moods wanted were said in words."""
_KEPT = 0.5
"""The weight that a mood which words named keeps when the model does not see it."""
_SINGLE = frozenset("kind year_min year_max runtime_min runtime_max age_rating_max language country provider".split())
"""Fields of which the words' reading stands alone where there is one: a second value would make it another promise."""
_BY_MOOD = ("genre", "not_genre")


class AzureOpenAIExtractor:
    """Reads moods and constraints by the words first and by a language model then, within the model's deadline."""

    def __init__(self, local: LocalExtractor, model: LanguageModel, year: int | None = None) -> None:
        """`year` stands for the present one in "recent" and the like; by default the clock's."""
        self._local = local
        self._model = model
        self._year = year

    def extract(
        self, messages: Sequence[Message], vector: Vector | None, mentions: Sequence[Sequence[Mention]] = ()
    ) -> Mood:
        """The Mood of a conversation after its last user turn; any text gives a valid one.

        `vector` is the encoding [384] of the last user turn; `mentions` the names found in each message.
        """
        mood = self._local.extract(messages, vector, mentions)
        heard = Heard.of(messages, mentions)
        if not heard.turns:
            return mood
        reply = self._model.ask(QUESTION, heard.as_text(self._year or time.gmtime().tm_year))
        return mood if reply is None else self._merged(mood, reply, heard)

    def _merged(self, mood: Mood, reply: Reply, heard: Heard) -> Mood:
        said = {name: min(weight, _KEPT) for name, weight in mood.wanted.items() if mood.confidence >= _SAID}
        wanted = {**said, **reply.wanted} if reply.wanted else mood.wanted
        in_words = mood.confidence >= _SAID and wanted.keys() <= mood.wanted.keys()
        return msgspec.structs.replace(
            mood,
            felt=reply.felt or mood.felt,
            wanted=wanted,
            tone=reply.tone or mood.tone,
            # Children that the words name are there, whoever else is.
            company=mood.company if mood.company == "kids" else reply.company or mood.company,
            time_of_day=reply.time_of_day or mood.time_of_day,
            constraints=_joined(mood.constraints, [*self._proposed(mood, reply, heard)]),
            heard=tuple(dict.fromkeys((*mood.heard, *filter(heard.has, reply.heard)))),
            confidence=CONCLUDED if (reply.felt or reply.wanted) and not in_words else mood.confidence,
            source="azure_openai",
        )

    def _proposed(self, mood: Mood, reply: Reply, heard: Heard) -> Iterator[Constraint]:
        """The model's constraints that rest on words of the person, spelt as the catalogue spells them."""
        moods = [plain(words) for words in mood.heard]
        earlier: frozenset[Field] | None = None
        for constraint in reply.constraints[:MOST_CONSTRAINTS]:
            value = spelt_value(constraint.field, constraint.value, heard)
            named = constraint.field in NAMED
            if value is None or not heard.has(constraint.words, titles=named):
                continue
            if not heard.has(constraint.words, titles=named, turns=1):
                # What earlier turns asked for and later ones took back must not return.
                earlier = self._read_earlier(heard) if earlier is None else earlier
                if constraint.field in earlier:
                    continue
            # A genre read from a word for a mood ("funny", "scary") is evidence for the ranker, never a promise.
            by_mood = constraint.field in _BY_MOOD and any(words in plain(constraint.words) for words in moods)
            hard = constraint.hard and not by_mood
            yield msgspec.structs.replace(constraint, value=value, hard=hard)

    def _read_earlier(self, heard: Heard) -> frozenset[Field]:
        """Fields that the words' reading found in earlier turns, each read by itself."""
        turns = (Message("user", text) for text in heard.turns[:-1])
        return frozenset(found.field for turn in turns for found in self._local.extract([turn], None).constraints)


def _joined(held: Sequence[Constraint], proposed: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """The constraints of the words' reading, and those of the model that neither repeat nor contradict them."""
    out = list(held)
    for constraint in proposed:
        others = [other for other in proposed if other is not constraint]
        # To the words' reading whoever is only named is liked; that is no decision.
        named = [other for other in held if other.field in NAMED and not other.hard and _contradict(constraint, other)]
        decided = [other for other in held if other not in named]
        if _is_decided(constraint, decided) or any(_contradict(constraint, other) for other in (*decided, *others)):
            continue
        out = [other for other in out if other not in named] + [constraint]
    return tuple(dict.fromkeys(out))


def _is_decided(constraint: Constraint, held: Sequence[Constraint]) -> bool:
    """Whether the words' reading has a hard constraint in this one's place, or one from the same words."""
    for other in held:
        if other.field == constraint.field:
            same = plain(constraint.words) in plain(other.words) or plain(other.words) in plain(constraint.words)
            if same or (other.hard and (constraint.field in _SINGLE or {*constraint.values} & {*other.values})):
                return True
    return False


def _contradict(one: Constraint, other: Constraint) -> bool:
    """Whether one asks for what the other rules out, or two bounds leave nothing between them."""
    if {one.field, other.field} in ({"year_min", "year_max"}, {"runtime_min", "runtime_max"}):
        low, high = (one, other) if one.field.endswith("min") else (other, one)
        return int(low.values[0]) > int(high.values[0])
    opposite = f"not_{one.field}" == other.field or one.field == f"not_{other.field}"
    return opposite and bool({*one.values} & {*other.values})
