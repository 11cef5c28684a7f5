"""`python -m bench.quality`: measure everything, write bench/RESULTS.md and its plots, and hold the floors."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from time import monotonic
from types import ModuleType

from threadpoolctl import threadpool_limits

from bench.quality import beyond, bundled, contexts, dialogues, evidence, heard, histories, moods, rivals, slots
from bench.quality.section import Absent, Section
from model_build.files import replacing

SECTIONS: tuple[ModuleType, ...] = (
    bundled, heard, slots, dialogues, rivals, histories, evidence, beyond, moods, contexts,
)  # fmt: skip
HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
COMMAND = "python -m bench.quality"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sections; the exit status is 1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of public data")
    parser.add_argument("--quick", action="store_true", help="the same on less data, with floors of its own")
    parser.add_argument("--only", nargs="+", choices=[module.NAME for module in SECTIONS], help="some sections only")
    parser.add_argument("--out", type=Path, default=HERE.parent, help="where RESULTS.md and plots/ go")
    chosen = parser.parse_args(arguments)
    floors = json.loads((HERE / "floors.json").read_text())["quick" if chosen.quick else "full"]
    plots = chosen.out / "plots"
    plots.mkdir(parents=True, exist_ok=True)
    wanted = [module for module in SECTIONS if not chosen.only or module.NAME in chosen.only]
    sections = {}
    with threadpool_limits(1, "blas"):
        for module in wanted:
            start = monotonic()
            try:
                sections[module.NAME] = module.run(chosen.data, plots, quick=chosen.quick)
            except Absent as reason:
                print(f"SKIPPED FOR WANT OF DATA: {module.NAME}: {reason}", file=sys.stderr)
            print(f"{module.NAME}: {timedelta(seconds=round(monotonic() - start))}", file=sys.stderr)
    if not chosen.only:
        with replacing(chosen.out / "RESULTS.md") as (part,):
            part.write_text(_page(sections), encoding="utf-8")
    else:
        print("\n".join(f"## {section.title}\n\n{section.text}" for section in sections.values()))
    below = broken(sections, floors)
    for line in below:
        print(line, file=sys.stderr)
    return int(bool(below))


def _page(sections: Mapping[str, Section]) -> str:
    """RESULTS.md, each section with the figures that floors hold."""
    head = (
        "# Results\n\nHow good the recommendations are, on public data that did not train what is judged. Made by "
        f"`{COMMAND}`; nothing here is typed by hand. Floors a little under these figures stand in "
        "[quality/floors.json](quality/floors.json).\n"
    )
    return head + "".join(f"\n## {section.title}\n\n{section.text}" for section in sections.values())


def broken(sections: Mapping[str, Section], floors: Mapping[str, float]) -> list[str]:
    """Say which figures are below their floors; a floor without its figure is broken too."""
    figures = {f"{name}.{key}": value for name, section in sections.items() for key, value in section.figures.items()}
    return [
        f"{name} is {figures[name]:.4f}, its floor is {floor}" if name in figures else f"{name} was not measured"
        for name, floor in floors.items()
        if name.split(".")[0] in sections and not figures.get(name, float("-inf")) >= floor
    ]


if __name__ == "__main__":
    sys.exit(main())
