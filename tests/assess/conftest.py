"""Made-up forms and answers for the tests of measurement."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from eq.assess.questionnaire import AnswerScale, Item, Questionnaire, Scale

MakeForm = Callable[..., Questionnaire]
Read = Callable[[str], np.ndarray]


def _form(
    keys: Sequence[str] = ("++++++++",),
    *,
    low: int = 1,
    high: int = 5,
    scales: Sequence[str] | None = None,
    order: Sequence[int] | None = None,
    **more: object,
) -> Questionnaire:
    """A form with one scale per string of ``keys``: a "+" is an item, a "-" a reverse-keyed one."""
    names = list(scales or (f"scale-{at}" for at in range(len(keys))))
    items = [
        Item(id=f"{name}-{at}", scale=name, text=f"Statement {at} of {name}.", reverse=key == "-")
        for name, marks in zip(names, keys, strict=True)
        for at, key in enumerate(marks)
    ]
    fields = {"id": "form", "version": 1, "title": "Form"} | more
    return Questionnaire(
        answers=AnswerScale(low=low, high=high, labels=tuple(str(x) for x in range(low, high + 1))),
        scales=tuple(Scale(id=name, title=name) for name in names),
        items=tuple(items[at] for at in (order if order is not None else range(len(items)))),
        **fields,
    )


def _read(text: str) -> np.ndarray:
    """Answers of one digit each, "–" for none; bars, commas and spaces are only there for the eye."""
    return np.array([np.nan if mark == "–" else float(mark) for mark in text if mark not in " ,|"])


@pytest.fixture(scope="session")
def form() -> MakeForm:
    return _form


@pytest.fixture(scope="session")
def read() -> Read:
    return _read


@pytest.fixture(scope="session")
def five() -> Questionnaire:
    """The five scales of eight items of the published test vectors."""
    return _form(["++++++++"] * 5, scales=["SA", "SR", "MO", "EM", "SS"])


@pytest.fixture(scope="session")
def consistent() -> np.ndarray:
    """The answers of the "consistent case" of the published test vectors, on the form ``five``."""
    return _read("43542434 | 32342332 | 54454454 | 44354443 | 34334243")
