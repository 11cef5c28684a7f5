"""A catalogue small enough to know by heart, and what turns it into a real model folder in milliseconds."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from encoder.sentence import DIMENSIONS
from model_build import folder, index, knowledge, priors
from mood_extract.local import LocalExtractor
from mood_extract.mood import WANTED
from recommend import signals
from recommend.catalog import Catalog
from recommend.lists import Lists
from recommend.model_folder import FORMAT, Manifest, ModelFolder
from recommend.recommender import Recommender

Record = dict[str, Any]
Floats = npt.NDArray[np.float32]
Make = Callable[..., Recommender]
"""Makes a recommender over other records."""

FACTS: dict[str, tuple[str, Record]] = {
    "alien": ("Alien", {"year": 1979, "runtime_minutes": 117, "age_rating": "R", "languages": ["en"],
        "countries": ["GB", "US"], "genres": ["Horror", "Science Fiction"], "directors": ["Ridley Scott"],
        "cast": ["Sigourney Weaver", "John Hurt"], "keywords": ["space", "alien", "body horror"], "votes": 900,
        "rating": 8.5, "moods": {"scary": 1.0, "tense": 0.9, "dark": 0.7}, "providers": ["Disney+"],
        "overview": "The crew of a spaceship meets a creature among the stars."}),
    "matrix": ("The Matrix", {"year": 1999, "runtime_minutes": 136, "age_rating": "R", "languages": ["en"],
        "countries": ["US"], "genres": ["Action", "Science Fiction"], "directors": ["Lana Wachowski"],
        "cast": ["Keanu Reeves", "Carrie-Anne Moss"], "keywords": ["dystopia", "martial arts"], "votes": 990,
        "rating": 8.7, "moods": {"exciting": 1.0, "thought-provoking": 0.8}, "providers": ["Netflix"],
        "overview": "A hacker learns that the world is a machine's dream."}),
    "amelie": ("Amélie", {"year": 2001, "runtime_minutes": 122, "age_rating": "R", "languages": ["fr", "en"],
        "countries": ["FR", "DE"], "genres": ["Comedy", "Romance"], "directors": ["Jean-Pierre Jeunet"],
        "cast": ["Audrey Tautou"], "keywords": ["paris", "waitress"], "votes": 800, "rating": 8.3,
        "moods": {"whimsical": 1.0, "heartwarming": 0.9, "funny": 0.5}, "providers": ["Netflix"],
        "overview": "A waitress in Paris mends the lives of others in secret."}),
    "up": ("Up", {"year": 2009, "runtime_minutes": 96, "age_rating": "PG", "languages": ["en"], "countries": ["US"],
        "genres": ["Animation", "Family"], "directors": ["Pete Docter"], "cast": ["Ed Asner"],
        "keywords": ["balloon", "friendship"], "votes": 850, "rating": 8.2,
        "moods": {"heartwarming": 1.0, "funny": 0.7}, "providers": ["Disney+"],
        "overview": "An old man ties balloons to his house and flies away."}),
    "it": ("It", {"year": 2017, "runtime_minutes": 135, "age_rating": "R", "languages": ["en"], "countries": ["US"],
        "genres": ["Horror"], "directors": ["Andy Muschietti"], "cast": ["Bill Skarsgård"],
        "keywords": ["clowns", "extreme gore"], "votes": 700, "rating": 7.3, "moods": {"scary": 1.0, "dark": 0.8},
        "overview": "Children face a clown that lives in the sewers."}),
    "her": ("Her", {"year": 2013, "runtime_minutes": 126, "age_rating": "R", "languages": ["en"], "countries": ["US"],
        "genres": ["Romance", "Science Fiction"], "directors": ["Spike Jonze"], "cast": ["Joaquin Phoenix"],
        "keywords": ["loneliness", "nudity"], "votes": 600, "rating": 8.0,
        "moods": {"romantic": 0.9, "thought-provoking": 0.8}, "overview": "A writer falls in love with a voice."}),
    "martin": ("Martin", {"year": 1977, "runtime_minutes": 95, "age_rating": "R", "languages": ["en"],
        "countries": ["US"], "genres": ["Horror"], "directors": ["George A. Romero"], "cast": ["John Amplas"],
        "keywords": ["vampire", "blood"], "votes": 50, "rating": 7.0, "moods": {"scary": 0.8, "dark": 0.9},
        "overview": "A young man believes that he is a vampire."}),
    "roxanne": ("Roxanne", {"year": 1987, "runtime_minutes": 107, "age_rating": "PG", "languages": ["en"],
        "countries": ["US"], "genres": ["Comedy", "Romance"], "directors": ["Fred Schepisi"],
        "writers": ["Steve Martin"], "cast": ["Steve Martin", "Daryl Hannah"], "keywords": ["fire chief"],
        "votes": 120, "rating": 6.6, "moods": {"funny": 0.9, "romantic": 0.8},
        "overview": "A fire chief with a long nose writes letters for another man."}),
    "thing82": ("The Thing", {"year": 1982, "runtime_minutes": 109, "age_rating": "R", "languages": ["en"],
        "countries": ["US"], "genres": ["Horror", "Science Fiction"], "directors": ["John Carpenter"],
        "cast": ["Kurt Russell"], "keywords": ["antarctica", "gore", "dog dies"], "votes": 500, "rating": 8.2,
        "moods": {"scary": 1.0, "tense": 1.0}, "overview": "Men in the ice no longer trust one another."}),
    "thing11": ("The Thing", {"year": 2011, "runtime_minutes": 103, "age_rating": "R", "languages": ["en"],
        "countries": ["US", "CA"], "genres": ["Horror", "Science Fiction"], "cast": ["Mary Elizabeth Winstead"],
        "keywords": ["antarctica", "gory"], "votes": 200, "rating": 6.2, "moods": {"scary": 0.9},
        "overview": "A team in the ice digs up what it should not."}),
    "totoro": ("My Neighbor Totoro", {"year": 1988, "runtime_minutes": 86, "age_rating": "G", "languages": ["ja"],
        "countries": ["JP"], "genres": ["Animation", "Family", "Fantasy"], "directors": ["Hayao Miyazaki"],
        "keywords": ["forest", "spirit"], "votes": 550, "rating": 8.1,
        "moods": {"relaxing": 1.0, "whimsical": 0.9, "heartwarming": 0.9}, "providers": ["Netflix", "Max"],
        "overview": "Two sisters find a friend in the forest."}),
    "duck": ("Duck Soup", {"year": 1933, "runtime_minutes": 71, "age_rating": "PG", "languages": ["en"],
        "countries": ["US"], "genres": ["Comedy", "War"], "cast": ["Groucho Marx", "Harpo Marx"],
        "keywords": ["satire"], "votes": 90, "rating": 7.8, "moods": {"funny": 1.0},
        "overview": "A small country goes to war over nothing."}),
    "dark": ("Dark", {"kind": "series", "year": 2017, "runtime_minutes": 53, "age_rating": "TV-MA",
        "languages": ["de"], "countries": ["DE"], "genres": ["Drama", "Mystery", "Science Fiction"],
        "directors": ["Baran bo Odar"], "keywords": ["time travel"], "votes": 400, "rating": 8.6,
        "moods": {"dark": 1.0, "thought-provoking": 0.9}, "overview": "Four families and a cave."}),
    "bluey": ("Bluey", {"kind": "series", "year": 2018, "runtime_minutes": 8, "age_rating": "TV-Y",
        "languages": ["en"], "countries": ["AU"], "genres": ["Animation", "Family", "Comedy"],
        "keywords": ["dog", "play"], "votes": 300, "rating": 9.2, "moods": {"funny": 0.8, "heartwarming": 0.9},
        "overview": "A puppy turns each day into a game."}),
    "unknown": ("Nobody Can Say", {"overview": "Nothing is known of this one."}),
    "heat": ("Heat", {"year": 1995, "runtime_minutes": 170, "age_rating": "R", "languages": ["en", "es"],
        "countries": ["US"], "genres": ["Crime", "Drama"], "directors": ["Michael Mann"],
        "cast": ["Al Pacino", "Robert De Niro"], "keywords": ["bank robbery", "murder"], "votes": 650, "rating": 8.3,
        "moods": {"tense": 0.9, "dark": 0.6}, "overview": "A thief and a detective have much in common."}),
    "west": ("Once Upon a Time in the West", {"year": 1968, "runtime_minutes": 165, "age_rating": "PG-13",
        "languages": ["it", "en"], "countries": ["IT"], "genres": ["Western"], "directors": ["Sergio Leone"],
        "cast": ["Henry Fonda"], "keywords": ["harmonica", "revenge"], "votes": 350, "rating": 8.5,
        "moods": {"atmospheric": 1.0, "tense": 0.7}, "overview": "A stranger with a harmonica waits for a train."}),
    "airplane": ("Airplane!", {"year": 1980, "runtime_minutes": 88, "age_rating": "PG", "languages": ["en"],
        "countries": ["US"], "genres": ["Comedy"], "cast": ["Leslie Nielsen"], "keywords": ["parody", "drug use"],
        "votes": 450, "rating": 7.7, "moods": {"funny": 1.0}, "overview": "The pilots of a jet fall ill."}),
    "wizard": ("The Wizard of Oz", {"year": 1939, "runtime_minutes": 102, "age_rating": "G", "languages": ["en"],
        "countries": ["US"], "genres": ["Family", "Fantasy"], "directors": ["Victor Fleming"],
        "cast": ["Judy Garland"], "keywords": ["witch", "dog"], "votes": 380, "rating": 8.1,
        "moods": {"whimsical": 0.9, "nostalgic": 1.0}, "overview": "A storm carries a girl over the rainbow."}),
    "1917": ("1917", {"year": 2019, "runtime_minutes": 119, "age_rating": "R", "languages": ["en"],
        "countries": ["GB"], "genres": ["War", "Drama"], "directors": ["Sam Mendes"], "cast": ["George MacKay"],
        "keywords": ["trench"], "votes": 480, "rating": 8.2, "moods": {"tense": 1.0},
        "overview": "Two soldiers must carry a message through the lines."}),
}  # fmt: skip

RECORDS: list[Record] = [
    {"id": title_id, "title": title, "kind": "film"} | facts for title_id, (title, facts) in FACTS.items()
]
ROW = {record["id"]: row for row, record in enumerate(RECORDS)}
THEMES = ("space ice horror", "laugh comedy", "love romance", "family friend forest", "war", "western", "crime")
_THEME = {"Science Fiction": 0, "Horror": 0, "Comedy": 1, "Romance": 2, "Family": 3, "War": 4, "Western": 5, "Crime": 6}
NEIGHBOURS = {"alien": ("thing82", "matrix"), "up": ("totoro", "bluey"), "heat": ("west",)}
"""Who liked the first liked the others, the first of them most."""
CONVERSATIONS: list[tuple[str, list[str], list[str]]] = [
    ("a film about war", ["1917"], ["1917", "duck"]),
    ("about love", ["her", "amelie"], ["amelie", "her"]),
]
"""What was said in it, how that was answered, and all titles of it."""


ALIKE = """Alien (1979) | The Thing (1982); Heat (1995); The Thing (2012)
Up (2009) | My Neighbor Totoro (1988); Bluey (2018, series); Not Here (1999)
"""
"""What goes together; both named The Thing are meant, the later one a year off."""
REQUESTS = """a laugh | Airplane! (1980); Duck Soup (1933)
ghosts in the house | Nobody Has It (2001)
"""
"""What answers which request; the second has no answer here."""


class ToyEncoder:
    """A fake: a text's vector is the themes whose words it holds."""

    sha256 = "e" * 64

    def encode(self, texts: Sequence[str]) -> Floats:
        out = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in enumerate(texts):
            for theme, theme_words in enumerate(THEMES):
                out[row, theme] = sum(word in text.lower() for word in theme_words.split())

        out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1)
        return out


def embeddings(records: Sequence[Record]) -> Floats:
    """A title lies at the themes of its genres, and a little aside, so that no two titles are the same."""
    out = np.zeros((len(records), DIMENSIONS), np.float32)
    for row, record in enumerate(records):
        out[row, [_THEME[genre] for genre in record.get("genres", ()) if genre in _THEME]] = 1
        out[row, 100 + row % 280] = 0.3
    return np.asarray(out / np.linalg.norm(out, axis=1, keepdims=True), np.float32)


def write_model(folder_path: Path, records: Sequence[Record], without: Sequence[str] = ()) -> Path:
    """A real model folder, without blend and forests, and without some other files."""
    folder_path.mkdir()
    written = index.write(folder_path, records, priors.compute(records, None))
    np.save(folder_path / "embeddings.npy", embeddings(records))
    moods = [[float(record.get("moods", {}).get(name, 0)) for name in WANTED] for record in records]
    np.save(folder_path / "moods.npy", np.array(moods, np.float32))
    at = {record["id"]: row for row, record in enumerate(records)}
    near = [[at[each] for each in NEIGHBOURS.get(title_id, ()) if each in at] for title_id in at]
    lists = Lists.of(near)
    np.save(folder_path / "neighbours_at.npy", lists.starts)
    np.save(folder_path / "neighbours.npy", lists.values)
    weights = [0.4 / (1 + place) for each in near for place in range(len(each))]
    np.save(folder_path / "neighbour_weights.npy", np.array(weights, np.float32))
    _write_conversations(folder_path, at)
    _write_knowledge(folder_path, written)
    for name in without:
        (folder_path / name).unlink()
    manifest(folder_path, written)
    return folder_path


def _write_conversations(folder_path: Path, at: dict[str, int]) -> None:
    np.save(folder_path / "turns.npy", ToyEncoder().encode([said for said, _, _ in CONVERSATIONS]))
    np.save(folder_path / "turn_conversations.npy", np.arange(len(CONVERSATIONS), dtype=np.int32))
    of_title = [[place for place, (_, _, named) in enumerate(CONVERSATIONS) if title_id in named] for title_id in at]
    for name, lists in (
        ("turn_answers", [[at[each] for each in named if each in at] for _, named, _ in CONVERSATIONS]),
        ("conversation_titles", [[at[each] for each in named if each in at] for _, _, named in CONVERSATIONS]),
        ("title_conversations", of_title),
    ):
        np.save(folder_path / f"{name}_at.npy", np.cumsum([0, *map(len, lists)], dtype=np.int64))
        np.save(folder_path / f"{name}.npy", np.array([value for one in lists for value in one], np.int32))


def _write_knowledge(folder_path: Path, written: index.Index) -> None:
    manifest(folder_path, written)
    source = folder_path.with_name(f"{folder_path.name}.knowledge")
    source.mkdir()
    (source / knowledge.ALIKE).write_text(ALIKE)
    (source / knowledge.REQUESTS).write_text(REQUESTS)
    knowledge.write(
        folder_path,
        Catalog.of(ModelFolder.open(folder_path)),
        ToyEncoder(),
        np.load(folder_path / "embeddings.npy"),
        source,
    )


def manifest(folder_path: Path, written: index.Index, **changed: Any) -> None:
    """Write the manifest of the files that are there."""
    facts: dict[str, Any] = {
        "format": FORMAT,
        "version": hashlib.sha256(folder_path.name.encode()).hexdigest()[:12],
        "built_at": folder.built_at(),
        "encoder": ToyEncoder.sha256,
        "signals": signals.NAMES,
        "genres": written.genres,
        "titles": len(RECORDS),
        "fields": written.fields,
        "files": {},
    }
    folder.write_manifest(folder_path, Manifest(**facts | changed))


def load(path: Path, off: frozenset[str] = frozenset()) -> Recommender:
    """A recommender that reads words by the rules alone, with the toy encoder."""
    return Recommender.load(path, ToyEncoder(), LocalExtractor(year=2024).extract, off)
