"""What several tests share: the folder with sources, cases and data beside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the repository (or CUSD_SHARED); the test is skipped where it does not exist."""
    folder = Path(os.environ.get("CUSD_SHARED", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"de map {folder} is er niet; zet CUSD_SHARED op de map met bronnen en gevallen")
    return folder
