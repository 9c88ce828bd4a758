"""The profile for paper: one mark and one band per scale on the answer scale."""

from __future__ import annotations

from math import isnan
from typing import Final

from eq.assess.profile import OwnProfile
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import ScoreTable
from eq.charts.palette import Tokens
from eq.charts.profile import profile_data, profile_table
from eq.charts.still_canvas import SMALL, Sheet, width_of
from eq.charts.still_frame import Cell, answer_scale, drawn, frame, number_option, rows, scale_options, table, titled
from eq.charts.still_rows import MOST_ROWS, NARROW, Laid, Row, axis, fit, lay, marked
from eq.coach.report import Figure
from eq.wording import figures as why
from eq.wording import still as words
from eq.wording.levels import axis_words

COLUMNS: Final[dict[str, Cell]] = {
    "title": "text", "words": "text", "instead": "text", "position": "count", "mean": "number", "low95": "number",
    "high95": "number",
}  # fmt: skip


def figure(q: Questionnaire, table_: ScoreTable, profile: OwnProfile | None, *, ours: bool, row: int = 0) -> Figure:
    """The profile of one sitting (``row`` of the scores).

    The mean over the areas is drawn where ``profile`` tells areas apart. Without ``ours`` (a form that does not ship)
    areas and answers go by their number in the figure.
    """
    shown = drawn(q, ours=ours)
    data = profile_data(shown, table_, row)
    average = profile.person_mean if profile is not None and profile.distinguishable else None
    known = {one.scale: one.word for one in profile.scales} if profile is not None and average is not None else {}
    side = {"higher": words.ABOVE, "lower": words.BELOW}
    data["words"] = [
        f"{said}, {side[known[scale]]}" if known.get(scale) in side else said
        for scale, said in zip(data["scale"], data["words"], strict=True)
    ]
    data["instead"] = [
        "" if status == "ok" else why.not_shown(status, answered, items)
        for status, answered, items in zip(data["status"], data["answered"], data["items"], strict=True)
    ]
    said = [said or instead for said, instead in zip(data["words"], data["instead"], strict=True)]
    numbers = (data["mean"].to_list(), data["low95"].to_list(), data["high95"].to_list())
    behind = profile_table(titled(q, ours=ours), table_, row)
    return Figure(
        kind="profile",
        title=words.PROFILE_TITLE,
        caption=words.profile_caption(ours=ours, average=average is not None),
        alt=words.profile_alt(list(zip(data["title"], said, *numbers, strict=True)), profile),
        columns=tuple(COLUMNS),
        rows=rows(data, COLUMNS),
        options={**scale_options(shown.answers), "average": average},
        table=table(behind, ("Mean", "95 % range", "Percent of maximum", "Answered")),
    )


def draw(figure: Figure, tokens: Tokens, width: float) -> Sheet:
    """Draw ``figure``; a scale without a number keeps its row, open."""
    data, answers = frame(figure, COLUMNS, most=MOST_ROWS), answer_scale(figure)
    average = number_option(figure, "average")
    sheet = Sheet(width, tokens)
    named = [Row(*one) for one in zip(data["title"], data["words"], data["instead"], strict=True)]
    span = answers.high - answers.low
    places = [float(answers.low + at) for at in range(span + 1)]
    # What the names will take is not known yet: words are fitted to the room that is left at worst.
    room = (width * 0.6 if width >= NARROW else width - 40) - 40
    ticks = fit(places, axis_words(answers, short=width < NARROW), lambda stretch: stretch * room / span)
    laid = lay(sheet, named, (answers.low, answers.high), ticks, 0 if isnan(average) else SMALL * 1.5)
    axis(sheet, laid, ticks)
    if not isnan(average) and named:
        _average(sheet, laid, average)
    numbers = zip(data["mean"], data["low95"], data["high95"], data["position"], strict=True)
    for at, (mean, low, high, position) in enumerate(numbers):
        marked(sheet, laid, at, (mean, low, high), position)
    return sheet


def _average(sheet: Sheet, laid: Laid, average: float) -> None:
    """A dashed line through all rows, with its words above them."""
    x, half = laid.x(average), width_of(words.OWN_AVERAGE, SMALL) / 2
    sheet.upright(x, (laid.top, laid.foot), sheet.tokens.quiet, 1.3, dashed=True)
    place = (min(max(x, half), sheet.width - half), laid.top - SMALL * 0.7)
    sheet.text([words.OWN_AVERAGE], place, size=SMALL, colour=sheet.tokens.quiet, anchor="middle")
