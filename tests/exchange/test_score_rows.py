"""The rows of `eq score`: exact text, both formats alike, any respondent safe."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import STATUS, score
from eq.exchange import scores
from eq.exchange.responses import Responses, read_fast
from eq.exchange.scores import COLUMNS, write_scores

nan = math.nan
NUMBERS = ("mean", "se", "df", "low95", "high95", "pomp")

ANSWERS = np.array(
    [
        [4, 2, 5, 4, 3, 4, 1, 1, 1, 1, 5, 1, 3, 3],
        [3, nan, 4, 3, 4, 3, nan, nan, 2, 3, 4, 5, 3, nan],
    ]
)
# Computed from the formulas of the interval with scipy.stats; a-2 and b-5 are reverse-keyed.
GOLDEN_CSV = """\
respondent,scale,items,answered,mean,se,df,low95,high95,pomp,status
=1+1,a,6,6,4,0.27080128015453203,48.4,3.4556337594651683,4.544366240534831,75,ok
=1+1,b,6,6,1,0.27080128015453203,48.4,1,1.5443662405348317,0,ok
=1+1,c,2,2,,,,,,,too_few_items
"ann ""x"", 2",a,6,5,3.4,0.3162277660168379,11.11111111111111,2.7048356168853607,4.095164383114639,60,ok
"ann ""x"", 2",b,6,4,,,,,,,too_few_answered
"ann ""x"", 2",c,2,1,,,,,,,too_few_items
"""


def written(q: Questionnaire, names: list[str], values: np.ndarray[Any, Any], fmt: Any) -> str:
    sink = io.BytesIO()
    write_scores(q, Responses(names, values), sink, fmt)
    return sink.getvalue().decode("utf-8")


def test_csv_of_two_people(form: Questionnaire) -> None:
    """Header and rows as documented; quotation marks only where needed, no prefix before a formula, blanks for null."""
    lines = written(form, ["=1+1", 'ann "x", 2'], ANSWERS, "csv").splitlines()
    golden = GOLDEN_CSV.splitlines()
    assert len(lines) == len(golden)
    for line, expected in zip(lines, golden, strict=True):
        for cell, wanted in zip(*csv.reader([line, expected]), strict=True):
            if "." in wanted:
                assert float(cell) == pytest.approx(float(wanted), abs=1e-9)
            else:
                assert cell == wanted
    assert lines[4].startswith('"ann ""x"", 2",a,6,5,')


def test_numbers_are_written_unrounded(form: Questionnaire) -> None:
    """Reading a number back gives the very number that was computed."""
    table = score(form, ANSWERS)
    rows = list(csv.DictReader(io.StringIO(written(form, ["p", "q"], ANSWERS, "csv"))))
    for name in NUMBERS:
        exact = getattr(table, name).ravel()
        assert [float(row[name]) if row[name] else None for row in rows] == [
            None if math.isnan(value) else value for value in exact
        ]


def test_json_is_a_list_of_the_same_rows_as_csv(form: Questionnaire) -> None:
    names = ["=1+1", 'ann "x", 2\\\n\t\x01é\u2028']
    text = written(form, names, ANSWERS, "json")
    assert "NaN" not in text
    rows = json.loads(text)
    assert all(tuple(row) == COLUMNS for row in rows)
    as_csv = list(csv.DictReader(io.StringIO(written(form, names, ANSWERS, "csv"), newline="")))
    assert len(as_csv) == len(rows) == 6
    for row, cells in zip(rows, as_csv, strict=True):
        assert all(row[name] == cells[name] for name in ("respondent", "scale", "status"))
        assert all(row[name] == int(cells[name]) for name in ("items", "answered"))
        assert all(row[name] == (float(cells[name]) if cells[name] else None) for name in NUMBERS)


@pytest.mark.parametrize(("fmt", "expected"), [("csv", ",".join(COLUMNS) + "\n"), ("json", "[]\n")])
def test_nobody_scored_is_still_a_whole_document(form: Questionnaire, fmt: str, expected: str) -> None:
    assert written(form, [], np.empty((0, 14)), fmt) == expected


@pytest.mark.parametrize("rows_at_once", [1, 3, 7, 1000])
@pytest.mark.parametrize("fmt", ["csv", "json"])
def test_blocks_leave_no_trace(
    form: Questionnaire, fmt: str, rows_at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the people are cut into blocks, the output is the same, in file and then scale order."""
    values = np.random.default_rng(5).integers(1, 6, (50, 14)).astype(float)
    names = [f"p{n}" for n in range(50)]
    whole = written(form, names, values, fmt)
    monkeypatch.setattr(scores, "_ROWS_AT_ONCE", rows_at_once)
    assert written(form, names, values, fmt) == whole
    if fmt == "json":
        rows = json.loads(whole)
        assert [(row["respondent"], row["scale"]) for row in rows] == [(n, s) for n in names for s in "abc"]


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)
PEOPLE = st.dictionaries(NAMES, st.lists(st.sampled_from([1, 2, 3, 4, 5, nan]), min_size=14, max_size=14), min_size=1)


@settings(max_examples=100)
@given(people=PEOPLE)
def test_any_respondent_and_any_answers_come_back(form: Questionnaire, people: dict[str, list[float]]) -> None:
    """Written as responses, read, scored and written: names survive, and the numbers are those of the score table."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["respondent", *(item.id for item in form.items)])
    writer.writerows([name, *("" if math.isnan(a) else int(a) for a in given_)] for name, given_ in people.items())
    read = read_fast(out.getvalue().encode(), form)
    assert read is not None
    table = score(form, np.array(list(people.values())))
    places = [(person, scale) for person in range(len(people)) for scale in range(3)]
    names = list(people)
    for fmt in ("csv", "json"):
        text = written(form, read.respondents, read.values, fmt)
        rows = json.loads(text) if fmt == "json" else list(csv.DictReader(io.StringIO(text, newline="")))
        assert [(row["respondent"], row["scale"]) for row in rows] == [(names[p], "abc"[s]) for p, s in places]
        assert [row["status"] for row in rows] == [STATUS[table.status[at]] for at in places]
        means = [float(row["mean"]) if row["mean"] not in ("", None) else nan for row in rows]
        np.testing.assert_array_equal(means, table.mean.ravel())
