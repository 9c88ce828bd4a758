"""docs/scoring.md: its simulated tables are true, its published figures hold, every statistic has its place.

Run this file as a script to write the tables into the document.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from eq.assess import simulate
from eq.assess.simulate import EVEN, UNEVEN, Alarms, Answering, Coverage, Honest, PulseRates, QualityRates
from eq.content.questionnaires import shipped
from eq.stats import generator

DOC = Path(__file__).parents[2] / "docs" / "scoring.md"
START, END = "<!-- simulated:start -->", "<!-- simulated:end -->"

KINDS = {"even": EVEN, "uneven": UNEVEN}
DAYS = (0.15, 0.20, 0.25)
FORMS = ("five-competencies", "client-work", "pulse")
CALM = (("even", 3), ("even", 4), ("uneven", 4))
PEOPLE, MANY, PULSE_PEOPLE = 10_000, 20_000, 600
PLANNED = (1.01, 1.33)


@cache
def coverage(kind: str, items: int) -> Coverage:
    return simulate.coverage(PEOPLE, generator(101), items=items, answering=KINDS[kind])


@cache
def misread(count: int) -> Coverage:
    return simulate.coverage(PEOPLE, generator(102), items=10, misread=count)


@cache
def alarms(kind: str, day: float) -> Alarms:
    return simulate.alarms(MANY, generator(103), answering=replace(KINDS[kind], day=day))


@cache
def ever(kind: str, day: float) -> float:
    return simulate.ever_alarmed(2000, generator(104), answering=replace(KINDS[kind], day=day))


def room_to_rise(kind: str) -> Answering:
    return replace(KINDS[kind], highest=3.0)


@cache
def power(kind: str, rise: float, focus: bool) -> float:
    people = simulate.alarms(4000, generator(105), answering=room_to_rise(kind), rise=rise, focus=focus)
    return people.found


@cache
def pulse(kind: str, weeks: int, rise: float) -> PulseRates:
    answering = room_to_rise(kind) if rise else KINDS[kind]
    return simulate.pulse_rates(PULSE_PEOPLE, generator(106), weeks=weeks, rise=rise, answering=answering)


@cache
def quality(form: str, spread: float) -> QualityRates:
    return simulate.quality_rates(shipped(form), 2000, generator(107), honest=Honest(item_sd=spread))


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def sittings_tables() -> list[str]:
    intervals = [
        [f"{kind}, {items} statements", percent(coverage(kind, items).usual), percent(coverage(kind, items).items_only)]
        for kind in KINDS
        for items in (8, 10)
    ]
    intervals += [
        [
            f"even, 10 statements, {n} of them opposite and misread",
            percent(misread(n).usual),
            percent(misread(n).items_only),
        ]
        for n in (2, 3)
    ]
    false = [
        [
            f"{kind}, day SD {day:.2f}",
            *map(percent, (alarms(kind, day).clear, alarms(kind, day).leaning, ever(kind, day))),
        ]
        for kind in KINDS
        for day in DAYS
    ]
    found = [
        [f"{kind}, {who}", *(percent(power(kind, rise, who == "focus")) for rise in (0.5, 0.75, *PLANNED))]
        for kind in KINDS
        for who in ("one of five", "focus")
    ]
    return [
        f"**95 % interval of one sitting** ({PEOPLE:,} people): how often it holds the usual level.",
        table(["statements", "our interval", "item sampling alone"], intervals),
        f"**Nothing changed** ({MANY:,} people, ten statements a scale): people told that some area moved; last "
        "column, that some of eleven later monthly sittings differs from the first.",
        table(["statements", "up or down", "at least leaning", "ever up or down in 12 sittings"], false),
        "**One area really rose** (4,000 people, usual level 2.0 to 3.0 before): how often that area is called up.",
        table(["statements, how tested", "0.50 points", "0.75", *(f"{rise:.2f}" for rise in PLANNED)], found),
    ]


def pulse_tables() -> list[str]:
    calm = [
        [
            f"{kind}, {weeks} weeks a block",
            *map(percent, (rates.fixed, rates.usual, rates.alarms.clear, rates.alarms.leaning)),
        ]
        for kind, weeks in CALM
        for rates in (pulse(kind, weeks, 0),)
    ]
    found = [[kind, *(percent(pulse(kind, 4, rise).alarms.found) for rise in (0.5, 1.0, 1.5))] for kind in KINDS]
    return [
        f"**Pulse, nothing changed** ({PULSE_PEOPLE} people, three statements a scale): the two 95 % intervals, and "
        "people told that some area moved between two neighbouring blocks.",
        table(["statements", "these statements", "the competency", "up or down", "at least leaning"], calm),
        f"**Pulse, one area really rose** ({PULSE_PEOPLE} people, four weeks a block): how often that area is "
        "called up.",
        table(["statements", "0.50 points", "1.00", "1.50"], found),
    ]


def quality_table() -> list[str]:
    rows = []
    for form in FORMS:
        usual, even = quality(form, Honest().item_sd), quality(form, 0.45)
        kinds = (("honest", usual.honest), ("honest, even answerers", even.honest))
        kinds += (("straight line", usual.straight), ("random", usual.random))
        rows += [[f"{form}: {who}", percent(asked.alone), percent(asked.when_quick)] for who, asked in kinds]
    return [
        "**Answer quality** (2,000 people of each kind): asked the kind question for sameness alone, and if half of "
        "the pages were quick as well.",
        table(["form: who", "sameness alone", "with quick pages"], rows),
    ]


def block() -> str:
    return "\n\n".join([START, *sittings_tables(), *pulse_tables(), *quality_table(), END])


def near(simulated: float, published: float, people: int, rounding: float = 0.0005) -> bool:
    """Within four binomial standard errors of the published share, and the digit it was rounded to."""
    return abs(simulated - published) <= 4 * math.sqrt(published * (1 - published) / people) + rounding


# --- the document ---------------------------------------------------------------------------------------------------


def test_the_simulated_tables_are_those_of_this_code():
    """Regenerated from the same seeds the tables are the same to the last digit."""
    text = DOC.read_text(encoding="utf-8")
    written = text[text.index(START) : text.index(END) + len(END)]
    assert written == block(), f"run {Path(__file__).name} as a script to renew the tables"


@pytest.mark.parametrize(
    "heading",
    [
        "Scale mean",
        "Percent of maximum",
        "The interval: a person's usual level",
        "Own profile",
        "Change between two sittings",
        "Detectable change",
        "Pulse: the two levels",
        "Change between two pulse blocks",
        "Longstring",
        "Average string",
        "Intra-individual response variability",
        "Page time",
        "Even–odd consistency",
        "Psychometric antonyms",
        "Acquiescence",
        "Cronbach's alpha",
        "Feldt interval",
        "Lambda-2",
        "Omega total",
        "Corrected item–total correlation",
        "Spearman–Brown",
        "Standard errors of one score",
    ],
)
def test_every_statistic_has_a_heading(heading):
    """Each number the program prints is explained under its own name."""
    assert re.search(rf"^##+ {re.escape(heading)}$", DOC.read_text(encoding="utf-8"), re.M)


def test_every_citation_has_its_source():
    """Each author and year cited in the text or in a docstring of eq/assess stands in the list, and none is idle."""
    text, sources = DOC.read_text(encoding="utf-8").split("## Sources")
    code = "\n".join(path.read_text(encoding="utf-8") for path in (DOC.parents[1] / "eq" / "assess").glob("*.py"))
    name = r"((?:Mc)?[A-Z][a-z]+)(?:'s)?(?:\s+et al\.|\s+&\s+[A-Z][a-z]+)?\s+\(?((?:19|20)\d\d)\b"
    listed = {(who, year) for who, year in re.findall(r"^- ((?:Mc)?[A-Z][a-z]+),.*?\((\d{4})\)", sources, re.M | re.S)}
    months = {"January"}
    cited = {(who, year) for who, year in re.findall(name, text) if who not in months}
    in_code = set(re.findall(r"((?:Mc)?[A-Z][a-z]+)(?: et al\.| & [A-Z][a-z]+)? (\d{4})\)", code))
    assert cited == listed
    assert in_code <= listed


def test_links_inside_the_document_lead_somewhere():
    """Every #anchor is a heading."""
    text = DOC.read_text(encoding="utf-8")
    anchors = {
        re.sub(r"[^\w\- ]", "", head).lower().replace(" ", "-") for head in re.findall(r"^##+ (.*)$", text, re.M)
    }
    assert set(re.findall(r"\(#([^)]+)\)", text)) <= anchors


# --- the published figures ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("items", [8, 10])
def test_coverage_of_the_usual_level(items):
    """The interval covers 94.5 to 96 %, item sampling alone 86 to 89 %, within four standard errors."""
    found = coverage("even", items)
    # Five intervals share a person's spread, so people, not intervals, are what was sampled.
    error = 4 * math.sqrt(0.05 * 0.95 / PEOPLE / 2)
    assert 0.945 - error <= found.usual <= 0.96 + error
    assert 0.86 - error <= found.items_only <= 0.89 + error
    assert 0.945 - error <= coverage("uneven", items).usual <= 0.96 + error


@pytest.mark.parametrize(("day", "published"), [(0.15, 0.016), (0.20, 0.040), (0.25, 0.083)])
def test_family_false_alarms(day, published):
    """Up or down for anything, when nothing changed: 1.6, 4.0 and 8.3 % by the SD of the day."""
    assert near(alarms("uneven", day).clear, published, MANY)
    assert alarms("even", day).clear <= 1.25 * published


def test_many_comparisons_would_find_something():
    """Why only one comparison counts: about half of stable people at a day SD of .25, far too many at .20."""
    assert 0.45 < ever("uneven", 0.25) < 0.60
    assert ever("even", 0.20) > 5 * alarms("even", 0.20).clear


@pytest.mark.parametrize("kind", KINDS)
def test_detectable_change_is_found_half_the_time(kind):
    """A rise of the detectable size is missed about half the time, the larger one is found about four times in five."""
    least, likely = PLANNED
    assert 0.40 < power(kind, least, False) < 0.55
    assert 0.68 < power(kind, likely, False) < 0.85
    assert power(kind, least, True) > power(kind, least, False)


@pytest.mark.parametrize(("kind", "weeks"), CALM)
def test_the_pulse_keeps_its_promises(kind, weeks):
    """Both intervals cover at least about 95 %, and false alarms stay under 5 %."""
    found = pulse(kind, weeks, 0)
    error = 4 * math.sqrt(0.05 * 0.95 / PULSE_PEOPLE / 2)
    assert found.fixed >= 0.95 - error
    assert 0.95 - error <= found.usual <= 0.99
    assert found.alarms.clear <= 0.05


def test_the_question_spares_honest_people_and_cannot_see_random_ticks():
    """What the forms that ship promise about the kind question."""
    for form in FORMS:
        rates = quality(form, Honest().item_sd)
        assert rates.honest.alone <= (0.02 if form == "pulse" else 0.002)
        assert rates.straight.when_quick > 0.85
        assert rates.random.when_quick < 0.002


if __name__ == "__main__":
    page = DOC.read_text(encoding="utf-8")
    page = page[: page.index(START)] + block() + page[page.index(END) + len(END) :]
    DOC.write_text(page, encoding="utf-8")
