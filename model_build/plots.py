"""The plots of reports."""

from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl

from model_build.metrics import CUTS, Figure

mpl.use("Agg")


def recall_plot(figures: Mapping[str, Mapping[str, Figure]], path: Path) -> None:
    """Recall by list length for several rankers, with their intervals, as a PNG."""
    from matplotlib import pyplot as plt

    drawn, axes = plt.subplots(figsize=(6, 4), layout="constrained")
    for name, accuracy in figures.items():
        recall = [accuracy[f"recall@{cut}"] for cut in CUTS]
        axes.plot(CUTS, [figure.value for figure in recall], marker="o", label=name)
        axes.fill_between(CUTS, [figure.low for figure in recall], [figure.high for figure in recall], alpha=0.2)
    axes.set(xscale="log", xticks=CUTS, xticklabels=list(map(str, CUTS)), xlabel="titles shown", ylabel="recall")
    axes.set_ylim(bottom=0)
    axes.grid(visible=True, alpha=0.3)
    axes.legend(frameon=False)
    # Without the software's name and version, so that equal figures make an equal file.
    drawn.savefig(path, format="png", dpi=150, metadata={"Software": None})
    plt.close(drawn)
