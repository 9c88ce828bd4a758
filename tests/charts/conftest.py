"""Made-up forms, answers and figures for the tests of charts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import plotly.graph_objects as go
import pytest

from eq.assess.questionnaire import AnswerScale, Item, Questionnaire, Scale

LABELS = ("Never or almost never", "Rarely", "Sometimes", "Often", "Always or almost always")
MakeForm = Callable[..., Questionnaire]


def _form(
    titles: Sequence[str] = ("Self-awareness", "Self-regulation", "Motivation", "Empathy", "Social skills"),
    *,
    items: int = 8,
    labels: Sequence[str] = LABELS,
) -> Questionnaire:
    """A form with one scale per title and ``items`` statements each, answered from 1 on."""
    return Questionnaire(
        id="form",
        version=1,
        title="Form",
        answers=AnswerScale(low=1, high=len(labels), labels=tuple(labels)),
        scales=tuple(Scale(id=f"s{at}", title=title) for at, title in enumerate(titles)),
        items=tuple(
            Item(id=f"i{at}-{n}", scale=f"s{at}", text=f"Statement {n} of scale {at}.")
            for at in range(len(titles))
            for n in range(items)
        ),
    )


@pytest.fixture(scope="session")
def form() -> MakeForm:
    return _form


@pytest.fixture(scope="session")
def consistent() -> np.ndarray:
    """The answers of the "consistent case" of the published test vectors, on a form of five scales of eight items."""
    return np.array([float(mark) for mark in "4354243432342332544544544435444334334243"])


def _texts(figure: go.Figure) -> list[str]:
    layout = figure.to_plotly_json()["layout"]
    found = [note["text"] for note in layout.get("annotations", [])]
    for name, axis in layout.items():
        if name.startswith(("xaxis", "yaxis")):
            found += list(axis.get("ticktext", ()))
    for trace in figure.data:
        found += [] if trace.hovertext is None else list(trace.hovertext)
    return [text for text in found if text]


@pytest.fixture(scope="session")
def texts() -> Callable[[go.Figure], list[str]]:
    """Everything a figure writes: annotations, tick labels and hover labels."""
    return _texts


@pytest.fixture(scope="session")
def notes() -> Callable[[go.Figure], list[str]]:
    """The texts standing in a figure, without axes and hover labels."""
    return lambda figure: [note.text for note in figure.layout.annotations]


@pytest.fixture(scope="session")
def checked() -> Callable[[go.Figure], go.Figure]:
    """Builds the same figure with plotly's own check of every property."""
    return lambda figure: go.Figure(figure.to_dict())


HOSTILE = (
    "<b>bold</b> & <a href='https://x.example'>link</a> &amp; &#36;",
    "$x^2$ %{x} {y} %{customdata[0]} <script>alert(1)</script>",
    "\u202egnirts desrever\u2066 <br> two\nlines\tand a tab",
    "W" * 2000,
    "自己認識" * 20,
)


@pytest.fixture(scope="session")
def hostile() -> tuple[str, ...]:
    """Titles that try to be markup, links, formulas, templates, backwards, endless and without spaces."""
    return HOSTILE


@pytest.fixture(scope="session")
def tame() -> Callable[[str], bool]:
    """Whether plotly finds nothing of its own in a text: no tag but our line breaks, no formula, no lone ampersand."""

    def found_tame(text: str) -> bool:
        rest = text.replace("<br>", "")
        signs = all(sign not in rest for sign in "<>$\n\t\u202e\u2066")
        return signs and re.search(r"&(?!(amp|lt|gt|#36);)", rest) is None

    return found_tame
