"""Benchmarks: one file for each hot path; each prints a table and, as its last line, one JSON object."""

import os
from pathlib import Path


def as_installed(folder: Path) -> dict[str, str]:
    """Return the environment in which Python finds its bytecode made, as where the program is installed."""
    return {**os.environ, "PYTHONPYCACHEPREFIX": str(folder), "PYTHONDONTWRITEBYTECODE": ""}
