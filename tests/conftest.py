"""What the tests of several rooms share: a workspace of one's own, a clock that stands still, small made-up forms."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from eq.assess.questionnaire import AnswerScale, Item, Questionnaire, Scale
from eq.coach.report import CHOSEN, SECTION_IDS, Compared, Cover, Given, Report, SittingRecord
from eq.store.workspace import Workspace

NOW = "2026-11-21T09:00:00Z"


FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _missing(reason: str) -> None:
    if os.environ.get("EQ_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, or a skip with the reason; EQ_REQUIRE_BROWSER=1 turns the skip into a failure.

    One for the whole run: Playwright drives only one browser from a thread.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not installed")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        _missing("no Chromium is installed")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_this_machine() -> Iterator[None]:
    """No test finds the workspace or the clock of whoever runs it."""
    kept = {name: os.environ.pop(name) for name in ("EQ_WORKSPACE", "EQ_TEST_NOW") if name in os.environ}
    yield
    os.environ.update(kept)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace that is not there yet, in a folder that is not there yet."""
    return Workspace(tmp_path / "own" / "me.eq")


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the one clock; until it is called again it stands at ``NOW``."""

    def stand(instant: str) -> None:
        monkeypatch.setenv("EQ_TEST_NOW", instant)

    stand(NOW)
    return stand


@pytest.fixture(scope="session")
def make_form() -> Callable[..., Questionnaire]:
    """Builds a form: ``scales`` of ``items`` statements each, every fourth reverse-keyed, answers 1 to 5."""

    def build(scales: int = 2, items: int = 8, *, none: str | None = "No chance", **more: object) -> Questionnaire:
        names = [f"area-{chr(97 + n)}" for n in range(scales)]
        fields = {"id": "small", "version": 1, "title": "Small", "frame": "In the past 4 weeks"} | more
        return Questionnaire(
            answers=AnswerScale(
                low=1, high=5, labels=("Never", "Rarely", "Sometimes", "Often", "Always"), not_applicable=none
            ),
            scales=tuple(Scale(id=name, title=name.replace("-", " ").capitalize()) for name in names),
            items=tuple(
                Item(id=f"{name}-{n}", scale=name, text=f"Statement {n} of {name}.", reverse=n % 4 == 3)
                for name in names
                for n in range(items)
            ),
            **fields,
        )

    return build


@pytest.fixture
def sit(workspace: Workspace, at: Callable[[str], None]) -> Callable[..., str]:
    """Takes a whole sitting at the present instant; returns its id.

    ``shift`` moves every keyed answer of a scattered pattern; ``given`` (item id -> raw value or None) wins over it.
    """
    from eq.actions import taking

    pattern = (2, 4, 3, 3, 2, 4, 3, 2, 4, 3)

    def take(
        form: Questionnaire,
        *,
        shift: int = 0,
        given: Mapping[str, int | None] | None = None,
        zone: str = "UTC",
        finish: bool = True,
    ) -> str:
        low, high = form.answers.low, form.answers.high
        answers: dict[str, int | None] = {}
        for n, item in enumerate(form.items):
            value = min(max(pattern[n % len(pattern)] + shift, low), high)
            answers[item.id] = low + high - value if item.reverse else value
        assessment = taking.start(workspace, form, assessment=taking.new_id(), zone=zone)
        current = taking.draft(workspace, assessment)
        taking.answer(workspace, current, {i: taking.Given(v) for i, v in (answers | dict(given or {})).items()})
        if finish:
            taking.finish(workspace, assessment)
        return assessment

    return take


@pytest.fixture(scope="session")
def record() -> Callable[..., SittingRecord]:
    """Builds the record of a sitting on a day from its answers in item order, None for one that is missing."""

    def build(name: str, form: Questionnaire, on: date, values: object, **more: object) -> SittingRecord:
        given = [
            Given(item=item.id, value=int(value), position=n, page=n // 7, seconds=4.0)
            for n, (item, value) in enumerate(zip(form.items, values, strict=True))
            if value is not None
        ]
        fields = {"questionnaire": form.digest, "zone": "UTC", "local": on, "quality": "stands"} | more
        return SittingRecord(id=name, taken_at=datetime.combine(on, time(9), UTC), answers=tuple(given), **fields)

    return build


@pytest.fixture(scope="session")
def proven(make_form: Callable[..., Questionnaire], record: Callable[..., SittingRecord]) -> Callable[..., Report]:
    """Builds a report whose numbers follow from its answers: three sittings of one form and a pulse of five weeks.

    ``answers`` and ``quality`` as a person ticks them; further fields replace those of the report.
    """
    from eq.report.limits import limits
    from eq.report.measured import kept_back, measured
    from eq.report.reading import reading

    form = make_form(3, 10)
    pulse = make_form(3, 3, id="pulse", title="Pulse", frame="In the past 7 days")
    first = date(2026, 1, 5)

    def answered(form: Questionnaire, shift: int, turn: int) -> list[int]:
        pattern = (2, 4, 3, 3, 2, 5, 3, 2, 4, 1)
        usual = [
            min(5, pattern[(n + turn) % 10] + shift * (item.scale == "area-b")) for n, item in enumerate(form.items)
        ]
        return [6 - value if item.reverse else value for value, item in zip(usual, form.items, strict=True)]

    def build(*, answers: bool = True, quality: bool = False, chosen: object = CHOSEN, **more: object) -> Report:
        sittings = [
            record(f"s{n}", form, first + timedelta(weeks=5 * n), answered(form, n, n), note="A tired day." * (n == 2))
            for n in range(3)
        ]
        sittings += [record(f"p{n}", pulse, first + timedelta(weeks=n), answered(pulse, 0, n)) for n in range(5)]
        sittings.sort(key=lambda one: (one.taken_at, one.id))
        compared = (Compared(questionnaire=form.id, reference=("s1",), latest="s2", focus="area-a", of_plan=True),)
        numbers = measured((form, pulse), sittings, compared, frozenset(chosen), answers=answers)
        cover = Cover(
            copy_for="coach",
            first=first,
            last=date(2026, 4, 1),
            made_at=datetime(2026, 4, 1, 12, tzinfo=UTC),
            zone="UTC",
            texts=("notes",),
        )
        sections = (reading(cover, "coach"), *numbers.sections, limits((form, pulse), "coach"))
        fields = {
            "id": "r1",
            "person": "me",
            "made_with": "EQ Reflect 0.1.0",
            "cover": cover,
            "sections": tuple(sorted(sections, key=lambda one: SECTION_IDS.index(one.id))),
            "scores": numbers.scores,
            "changes": numbers.changes,
            "compared": compared,
            "sittings": tuple(kept_back(one, answers=answers, quality=quality) for one in sittings),
            "instruments": (form, pulse),
        }
        return Report(**(fields | more))

    return build
