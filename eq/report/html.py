"""A report as one html file: it loads nothing, runs nothing, reads well on a screen and prints well."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined

from eq.charts.palette import DARK, LIGHT, Tokens
from eq.coach.report import Figure, Report, SectionId, digest
from eq.errors import EqError
from eq.report.signs import one_line, readable
from eq.wording import report_file

POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
"""The content security policy in the file: should any text ever become markup, it still could not load or run."""

_FONTS: Final = (
    ("EQ Heading", 600, "heading.woff2"),
    ("EQ Text", 400, "text.woff2"),
    ("EQ Text", 600, "text-strong.woff2"),
)
_COLOURS: Final = ("page", "raised", "text", "quiet", "line", "accent")
_PERCENT: Final = re.compile(r"(?<=\d) (?=%)")
_TOGETHER: Final = re.compile(r"\([^()]{1,24}\)|\b\d{1,2} [A-Z][a-z]{2} \d{4}\b")
_WIDE, _NARROW = 640, 320
"""Widths of a figure in px; the style sheet shows one of the two."""


@cache
def _read(name: str) -> str:
    return files("eq.report").joinpath(name).read_text("utf-8")


@cache
def _style() -> str:
    """The whole style sheet: fonts, the colours every page has, and the layout."""
    faces = []
    for family, weight, name in _FONTS:
        data = base64.b64encode(files("eq.report").joinpath("web", name).read_bytes()).decode()
        source = f"url(data:font/woff2;base64,{data}) format('woff2')"
        faces.append(f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:swap;src:{source}}}")
    dark = f"@media screen and (prefers-color-scheme: dark){{{_colours(DARK)}{_repainted()}}}"
    return "\n".join(["".join(faces), _colours(LIGHT), dark, _read("report.css")])


def _colours(tokens: Tokens) -> str:
    return ":root{" + "".join(f"--{name}:{getattr(tokens, name)};" for name in _COLOURS) + "}"


def _repainted() -> str:
    """Figures are drawn once, in the colours of paper; on a dark screen every colour of theirs has its dark twin."""
    named = ((getattr(LIGHT, name), getattr(DARK, name)) for name in _COLOURS)
    pairs = (*named, *zip(LIGHT.marks, DARK.marks, strict=True))
    return "".join(f'.drawing [{of}="{light}" i]{{{of}:{dark}}}' for light, dark in pairs for of in ("fill", "stroke"))


def _caption(text: str) -> str:
    """One line of our own text, whose percent signs stay with their numbers."""
    return _PERCENT.sub("\u00a0", one_line(text))


def _whole(text: str) -> str:
    """The text of a cell, in which a date, and a range in brackets, stays on one line."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), readable(text))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"line": one_line, "lines": readable, "caption": _caption, "cell": _whole}
    return environment


class _Drawn:
    """Draws figures as they come, each under a name of its own so that no two share an id."""

    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self, figure: Figure) -> tuple[str, ...]:
        """The figure for a wide window and paper, and for a narrow window, where its text would get too small.

        Nothing where it cannot be drawn, as in a report made elsewhere: then its table stands in its place.
        """
        # Drawing loads a large library; a report without figures does not wait for it.
        from eq.charts.still import svg

        self.drawn += 1
        name = f"figure-{self.drawn}"
        try:
            return svg(figure, LIGHT, name, width=_WIDE), svg(figure, LIGHT, f"{name}-narrow", width=_NARROW)
        except EqError:
            return ()


def html(report: Report, *, only: SectionId | None = None) -> str:
    """The whole file as text; ``only`` one section of it, without cover and contents.

    Raises ValueError if the section asked for is not in the report.
    """
    shown = [section for section in report.sections if only in {None, section.id}]
    if only is not None and not shown:
        raise ValueError(f"no section {only} in this report")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            policy=POLICY,
            style=_style(),
            words=report_file,
            report=report,
            cover=report.cover,
            sections=shown,
            whole=only is None,
            fingerprint=digest(report),
            svg=_Drawn(),
            number=count(1).__next__,
        )
    )
