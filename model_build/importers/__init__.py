"""Public formats -> this project's catalogue and ratings. Each module has `run(source, out, ids) -> Report`."""

from model_build.importers import imdb, movielens, tmdb

__all__ = ["imdb", "movielens", "tmdb"]
