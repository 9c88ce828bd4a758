"""Figures as data: out of the frames that the charts draw, and back, every cell checked."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any, Final, Literal

import pandas as pd

from eq.assess.questionnaire import AnswerScale, Questionnaire
from eq.coach.report import Column, Figure, Table
from eq.errors import EqError
from eq.wording import still as words

Cell = Literal["text", "number", "count", "day", "flag"]
"""What a column holds: text, a number or None, a whole number from 0 on, an ISO day, true or false."""

Rows = tuple[tuple[str | float | int | bool | None, ...], ...]

MOST_ROWS: Final = 6_000
"""No figure of ours has more rows."""

_LONGEST, _LARGEST = 400, 1e9
_YEARS = range(1900, 2201)


def rows(frame: pd.DataFrame, columns: Collection[str]) -> Rows:
    """The cells of some columns; NaN is None, a day is ISO text."""
    return tuple(zip(*([_plain(value) for value in frame[name].to_list()] for name in columns), strict=True))


def _plain(value: Any) -> str | float | int | bool | None:
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float):
        return None if math.isnan(value) else value
    plain: str | float | int | bool = value
    return plain


def table(frame: pd.DataFrame, numbers: Collection[str] = ()) -> Table:
    """The table behind a figure; ``numbers`` names the columns that stand to the right."""
    columns = tuple(Column(title=str(name), number=name in numbers) for name in frame.columns)
    cells = tuple(tuple(str(cell) for cell in row) for row in frame.itertuples(index=False))
    return Table(caption=words.TABLE, columns=columns, rows=cells)


def drawn(q: Questionnaire, *, ours: bool) -> Questionnaire:
    """The form as a figure may name it: where its words are not ours, areas and answers are numbered."""
    if ours:
        return q
    answers = q.answers
    labels = tuple(str(value) for value in range(answers.low, answers.high + 1))
    scales = tuple(scale.model_copy(update={"title": words.area(at)}) for at, scale in enumerate(q.scales))
    return q.model_copy(update={"answers": answers.model_copy(update={"labels": labels}), "scales": scales})


def titled(q: Questionnaire, *, ours: bool) -> Questionnaire:
    """The form as the table behind a figure names it: numbers as in the figure, with the titles."""
    if ours:
        return q
    scales = tuple(
        scale.model_copy(update={"title": words.numbered(at, scale.title)}) for at, scale in enumerate(q.scales)
    )
    return q.model_copy(update={"scales": scales})


def scale_options(answers: AnswerScale) -> dict[str, Any]:
    """The answer scale as options of a figure."""
    return {"low": answers.low, "high": answers.high, "labels": list(answers.labels)}


def answer_scale(figure: Figure) -> AnswerScale:
    """The answer scale out of the options; EqError where it is none."""
    low, high, labels = (figure.options.get(name) for name in ("low", "high", "labels"))
    if not (isinstance(low, int) and isinstance(high, int) and isinstance(labels, list)):
        raise _bad(figure, "its answer scale is missing")
    if not (abs(low) <= 1000 and 0 < high - low <= 100 and len(labels) == high - low + 1):
        raise _bad(figure, "its answer scale has other ends than answers")
    if not all(isinstance(one, str) and 0 < len(one) <= 2_000 for one in labels):
        raise _bad(figure, "an answer has no words")
    return AnswerScale(low=low, high=high, labels=tuple(labels))


def text_option(figure: Figure, name: str, known: Collection[str] | None = None) -> str:
    """A text out of the options, one of ``known`` where that is given; EqError otherwise."""
    value = figure.options.get(name)
    if not isinstance(value, str) or len(value) > _LONGEST or (known is not None and value not in known):
        raise _bad(figure, f"its option `{name}` is not known")
    return value


def number_option(figure: Figure, name: str) -> float:
    """A number out of the options, NaN where it is None or missing; EqError otherwise."""
    value = figure.options.get(name)
    if not _number(value):
        raise _bad(figure, f"its option `{name}` is no number")
    return math.nan if value is None else float(value)


def day_option(figure: Figure, name: str) -> date | None:
    """A day out of the options, None where it is None or missing; EqError otherwise."""
    value = figure.options.get(name)
    if value is None:
        return None
    if not _day(value):
        raise _bad(figure, f"its option `{name}` is no day")
    return date.fromisoformat(value)


def texts_option(figure: Figure, name: str) -> list[str]:
    """A list of at most a hundred texts out of the options; EqError otherwise."""
    value = figure.options.get(name)
    if not isinstance(value, list) or len(value) > 100 or not all(_text(one) for one in value):
        raise _bad(figure, f"its option `{name}` is no list of texts")
    return value


def frame(figure: Figure, spec: Mapping[str, Cell], *, most: int = MOST_ROWS) -> pd.DataFrame:
    """The rows of a figure with exactly the columns of ``spec``: days are dates, a missing number is NaN.

    EqError when a column, a cell or the number of rows (at most ``most``) is another.
    """
    if figure.columns != tuple(spec):
        raise _bad(figure, "it has other columns than figures of its kind")
    if len(figure.rows) > most:
        raise _bad(figure, "it has more rows than can be drawn")
    for row in figure.rows:
        if len(row) != len(spec):
            raise _bad(figure, "a row has more or fewer cells than columns")
        for value, (name, cell) in zip(row, spec.items(), strict=True):
            if not _CHECKS[cell](value):
                raise _bad(figure, f"a cell of the column `{name}` is of another kind")
    columns = list(zip(*figure.rows, strict=True)) or [()] * len(spec)
    return pd.DataFrame(
        {name: _column(cell, values) for (name, cell), values in zip(spec.items(), columns, strict=True)}
    )


def require(figure: Figure, holds: bool, what: str) -> None:
    """EqError that says ``what`` is wrong unless it ``holds``."""
    if not holds:
        raise _bad(figure, what)


def _column(cell: Cell, values: tuple[Any, ...]) -> pd.Series:
    if cell == "day":
        return pd.Series([date.fromisoformat(one) for one in values], dtype="object")
    kinds = {"text": "str", "number": "float64", "count": "int64", "flag": "bool"}
    return pd.Series(list(values), dtype=kinds[cell])


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 2_000


def _number(value: object) -> bool:
    if value is None:
        return True
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST


def _day(value: object) -> bool:
    if not isinstance(value, str) or len(value) != len("2026-11-21"):
        return False
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return False
    return found.year in _YEARS and found.isoformat() == value


def _flag(value: object) -> bool:
    return isinstance(value, bool)


_CHECKS: Final[dict[Cell, Callable[[object], bool]]] = {
    "text": _text, "number": _number, "count": _count, "day": _day, "flag": _flag,
}  # fmt: skip


def _bad(figure: Figure, what: str) -> EqError:
    remedy = "The table behind it can still be read; a report made again has the figure."
    return EqError(f"Figure `{figure.kind}`", f"It cannot be drawn: {what}.", remedy)
