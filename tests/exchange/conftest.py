"""A small form and a way to write files; the plain modules that lie beside the tests can be imported."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from eq.assess.questionnaire import AnswerScale, Item, Questionnaire, Scale

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def form() -> Questionnaire:
    """Two scales of six items (a, b) and one of two (c); a-2 and b-5 are reverse-keyed; answers 1..5."""
    sizes = {"a": 6, "b": 6, "c": 2}
    return Questionnaire(
        id="small",
        version=1,
        title="Small",
        answers=AnswerScale(low=1, high=5, labels=("Never", "Rarely", "Sometimes", "Often", "Always")),
        scales=tuple(Scale(id=scale, title=f"Area {scale.upper()}") for scale in sizes),
        items=tuple(
            Item(id=f"{scale}-{n}", scale=scale, text=f"Statement {scale}{n}.", reverse=f"{scale}{n}" in ("a2", "b5"))
            for scale, size in sizes.items()
            for n in range(1, size + 1)
        ),
    )


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Write bytes or text to a file of the test's own folder."""

    def write(content: bytes | str, name: str = "responses.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
