"""Scores of a cohort out: one row per respondent and scale, in file and then scale order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import STATUS, ScoreTable, score
from eq.exchange.responses import Responses
from eq.exchange.rows import Format, write

COLUMNS = ("respondent", "scale", "items", "answered", "mean", "se", "df", "low95", "high95", "pomp", "status")

_ROWS_AT_ONCE = 1 << 14
_BYTES_AT_ONCE = 1 << 26
_LONGEST_ESCAPE = 6


def write_scores(q: Questionnaire, responses: Responses, sink: BinaryIO, fmt: Format) -> None:
    """Score the responses and write ``COLUMNS`` as CSV or JSON, a block of respondents at a time.

    ``items`` counts the form's, ``answered`` those with an answer; the numbers are missing (empty, null) unless
    ``status`` is ok. Nothing is rounded.
    """
    write(_batches(q, responses), COLUMNS, sink, fmt)


def _batches(q: Questionnaire, responses: Responses) -> Iterator[Any]:
    step = _block(len(q.scales), responses.respondents)
    for start in range(0, len(responses.respondents), step):
        end = start + step
        yield score_batch(score(q, responses.values[start:end]), responses.respondents[start:end])


def score_batch(table: ScoreTable, respondents: list[str]) -> Any:
    """One pyarrow record batch of ``COLUMNS`` for these scores; n * p rows."""
    n, p = table.mean.shape
    person = np.repeat(np.arange(n, dtype=np.int32), p)
    scale = np.tile(np.arange(p, dtype=np.int32), n)
    numbers = {name: pa.array(getattr(table, name).ravel(), from_pandas=True) for name in COLUMNS[3:-1]}
    # Means are few and one person's scales share their errors: each different number is then spelt only once.
    few = {name: numbers[name].dictionary_encode() for name in ("answered", "mean", "se", "df", "pomp")}
    columns = {
        "respondent": _repeated(person, respondents),
        "scale": _repeated(scale, table.scales),
        "items": _repeated(scale, table.items),
        **numbers,
        **few,
        "status": _repeated(table.status.ravel(), STATUS),
    }
    return pa.record_batch([columns[name] for name in COLUMNS], names=COLUMNS)


def _repeated(places: NDArray[np.integer[Any]], values: Any) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array(places), pa.array(values))


def _block(scales: int, respondents: list[str]) -> int:
    """Respondents scored together: few when their names are huge, so that a block stays small in memory."""
    longest = max(map(len, respondents), default=0) * _LONGEST_ESCAPE + 256
    return max(1, min(_ROWS_AT_ONCE, _BYTES_AT_ONCE // longest) // scales)
