"""What every test may ask for."""

import os
from pathlib import Path

import pytest

DATA = Path(os.environ.get("STREAMSMART_DATA", Path(__file__).parents[2] / "shared/data"))


@pytest.fixture(scope="session")
def public_data() -> Path:
    """The folder of public data; a test that needs it says so when it is absent."""
    if not (DATA / "README.md").exists():
        pytest.skip(f"SKIPPED FOR WANT OF DATA: no public data at {DATA}; set STREAMSMART_DATA to its folder")
    return DATA
