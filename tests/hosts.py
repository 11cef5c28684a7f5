"""The product as it runs: the local host in a process of its own, on a free port."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


@contextmanager
def running(data: Path, **settings: str) -> Iterator[str]:
    """Start the local host with these settings and `data` as its folder; its address, until the block ends."""
    env = os.environ | {"PORT": "0", "DATA_DIR": str(data), **settings}
    with subprocess.Popen(
        [sys.executable, "-m", "local_host"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found, "the local host did not start"
            yield found[0]
        finally:
            process.terminate()
            process.wait(20)
