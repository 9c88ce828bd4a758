"""Where the files that ship beside the package lie: in the wheel's bundle, or in the checkout."""

from __future__ import annotations

from pathlib import Path


def root() -> Path:
    """The folder that holds ``app.py``, ``.streamlit``, ``static`` and ``questionnaires``."""
    package = Path(__file__).parent
    packed = package / "_bundle"
    return packed if packed.is_dir() else package.parent
