"""`python -m model_build`: import public formats, build a model folder, rank, evaluate and inspect."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from threadpoolctl import threadpool_limits

from encoder.manifest import FOLDER, EncoderError
from model_build.problems import DataError, Report
from recommend.model_folder import ModelError

FAILED, INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 0, 1 for data that cannot be used, 2 for a wrong call, 130 when interrupted."""
    chosen = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    command: Callable[[argparse.Namespace], None] = chosen.run
    try:
        # The work is spread over threads here; a BLAS that spawns its own as well only makes them wait.
        with threadpool_limits(1, "blas"):
            command(chosen)
    except (DataError, EncoderError, ModelError) as error:
        print(f"error: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # Whoever read the output has seen enough; what is buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        where = error.filename or getattr(chosen, "out", "") or "writing"
        print(f"error: {where}: {error.strerror or error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("interrupted; nothing was left behind", file=sys.stderr)
        return INTERRUPTED
    return 0


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


def _import(chosen: argparse.Namespace) -> None:
    from model_build.importers import imdb, movielens, tmdb

    formats = {"movielens": movielens.run, "tmdb": tmdb.run, "imdb": imdb.run}
    print(formats[chosen.format](chosen.source, chosen.out, chosen.ids))


def _build(chosen: argparse.Namespace) -> None:
    from model_build.folder import built_at

    built_at()  # a clock that is set wrong is said before the long work, and before libraries stumble over it
    from model_build.build import Sources, build

    sources = Sources(chosen.catalog, chosen.ratings, chosen.requests, chosen.licence, chosen.off)
    manifest, report = build(sources, chosen.out)
    print(report)
    print(f"built {chosen.out}: model {manifest.version}, {manifest.titles:,} titles")


def _rank(chosen: argparse.Namespace) -> None:
    from model_build.rank import rank

    _complain(rank(chosen.model, chosen.requests, chosen.k, chosen.out, chosen.diversity))


def _evaluate(chosen: argparse.Namespace) -> None:
    from model_build.evaluate import evaluate, table, write_report

    if chosen.report and chosen.report.exists() and not chosen.report.is_dir():
        raise DataError(f"--report {chosen.report} is a file, and a folder is needed")
    evaluation, report = evaluate(chosen.model, chosen.requests, chosen.diversity)
    _complain(report)
    print(table(evaluation))
    if chosen.report:
        write_report(evaluation, chosen.report)
        print(f"\nreport with plots in {chosen.report}")


def _inspect(chosen: argparse.Namespace) -> None:
    from model_build.inspect import inspect

    print(inspect(chosen.model))


def _encoder(chosen: argparse.Namespace) -> None:
    from model_build.encoder import export

    export(chosen.source, chosen.out)


def _heads(chosen: argparse.Namespace) -> None:
    from model_build.heads import train

    train(chosen.data, chosen.out)


def _ranker(chosen: argparse.Namespace) -> None:
    from model_build.committed import adopt

    adopt(chosen.model, chosen.out)


def _check(chosen: argparse.Namespace) -> None:
    from model_build.curation.check import check

    found = check(chosen.catalog, chosen.against, chosen.settled)
    print(found)
    if found.faults or found.open:
        raise DataError("the catalogue needs mending, or its disagreements settling; see above")


def _card(chosen: argparse.Namespace) -> None:
    from model_build.card import rewrite

    rewrite(chosen.card, FOLDER, chosen.model)


def _complain(report: Report) -> None:
    if report.totals:
        print(report, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m model_build", description=__doc__.partition(": ")[2])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    adding = commands.add_parser("import", help="public formats -> catalog.jsonl and ratings.csv")
    adding.add_argument("format", choices=("movielens", "tmdb", "imdb"))
    adding.add_argument("source", type=Path, metavar="SOURCE")
    adding.add_argument("--out", type=Path, required=True, metavar="DIR")
    adding.add_argument("--ids", choices=("imdb", "tmdb", "movielens"), help="whose ids the titles get")
    adding.set_defaults(run=_import)

    building = commands.add_parser("build", help="catalogue(s), ratings and requests -> model folder")
    building.add_argument("--catalog", type=Path, nargs="+", required=True, metavar="FILE")
    building.add_argument("--ratings", type=Path, nargs="+", default=[], metavar="FILE")
    building.add_argument("--requests", type=Path, nargs="+", default=[], metavar="FILE")
    building.add_argument(
        "--licence", nargs="+", default=[], metavar="TEXT", help="licences of the data, for the manifest"
    )
    building.add_argument(
        "--off", choices=("conversations",), nargs="+", default=[], help="legs that the model does without"
    )
    building.add_argument("--out", type=Path, required=True, metavar="MODEL_DIR")
    building.set_defaults(run=_build)

    ranking = commands.add_parser("rank", help="rank titles for each line of a requests file")
    _with_requests(ranking)
    ranking.add_argument("--k", type=_positive, required=True, metavar="N")
    ranking.add_argument("--out", type=Path, required=True, metavar="FILE")
    ranking.set_defaults(run=_rank)

    judging = commands.add_parser("evaluate", help="score a model on requests with known answers")
    _with_requests(judging)
    judging.add_argument("--report", type=Path, metavar="DIR", help="also write report.md, evaluation.json and plots")
    judging.set_defaults(run=_evaluate)

    checking = commands.add_parser("check", help="hold a hand-written catalogue to its format, and to others' facts")
    checking.add_argument("catalog", type=Path, nargs="+", metavar="FILE")
    checking.add_argument(
        "--against", type=Path, nargs="+", default=[], metavar="FILE", help="catalogues to compare with"
    )
    checking.add_argument("--settled", type=Path, metavar="FILE", help="JSON list of disagreements looked into")
    checking.set_defaults(run=_check)

    looking = commands.add_parser("inspect", help="what a model folder holds, from what, how good")
    looking.add_argument("model", type=Path, metavar="MODEL_DIR")
    looking.set_defaults(run=_inspect)

    encoding = commands.add_parser("encoder", help="all-MiniLM-L6-v2's weights -> models/encoder (maintainers)")
    encoding.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help="folder that holds model.safetensors, config.json and tokenizer.json",
    )
    encoding.add_argument("--out", type=Path, default=FOLDER, metavar="DIR")
    encoding.set_defaults(run=_encoder)

    training = commands.add_parser("heads", help="public data -> mood heads beside the encoder (maintainers)")
    training.add_argument("--data", type=Path, required=True, metavar="DIR")
    training.add_argument("--out", type=Path, default=FOLDER, metavar="DIR")
    training.set_defaults(run=_heads)

    adopting = commands.add_parser(
        "ranker", help="make a model's ranker the one for builds without requests (maintainers)"
    )
    adopting.add_argument("model", type=Path, metavar="MODEL_DIR")
    adopting.add_argument("--out", type=Path, default=FOLDER, metavar="DIR")
    adopting.set_defaults(run=_ranker)

    telling = commands.add_parser("card", help="the manifests' figures -> the model card (maintainers)")
    telling.add_argument("card", type=Path, metavar="FILE")
    telling.add_argument("--model", type=Path, required=True, metavar="MODEL_DIR")
    telling.set_defaults(run=_card)
    return parser


def _with_requests(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", type=Path, required=True, metavar="MODEL_DIR")
    parser.add_argument("--requests", type=Path, nargs="+", required=True, metavar="FILE")
    parser.add_argument("--diversity", type=_share, default=0.0, metavar="0..1")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 1 on")
    return int(text)


def _share(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 to 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
