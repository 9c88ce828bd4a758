"""A sheet to draw on in px, and the SVG that becomes of it: drawn by lets-plot, rewritten to what paper needs."""

from __future__ import annotations

import math
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape

import numpy as np

from eq.charts.labels import fitted, one_line, text_width
from eq.charts.palette import Tokens
from eq.errors import EqError

FONT: Final = "Source Sans 3, Source Sans Pro, Source Sans, sans-serif"
NAME, SMALL = 15.0, 13.0
"""Font sizes in px: names, and everything quieter."""

LEADING: Final = 1.28
SOFT: Final = 0.26
"""Opacity of a band; a line below shows through."""

WIDER: Final = 1.1
"""Room kept for text where another typeface stands in for Source Sans."""

_SHAPES: Final = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "triangle-up": ((0, -1.15), (1.08, 0.8), (-1.08, 0.8)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "cross": (
        (-0.42, -1.2), (0.42, -1.2), (0.42, -0.42), (1.2, -0.42), (1.2, 0.42), (0.42, 0.42), (0.42, 1.2),
        (-0.42, 1.2), (-0.42, 0.42), (-1.2, 0.42), (-1.2, -0.42), (-0.42, -0.42),
    ),
}  # fmt: skip
_ANCHORS: Final = {"left": 0.0, "middle": 0.5, "right": 1.0}
_FULLER: Final = 1.02
"""How much larger the other shapes are than a disc, so that all look alike in size."""

_AWAY: Final = 3.0
"""Px that a line keeps from what is written."""

_LOWEST: Final = 64
"""A lower sheet would be stretched by lets-plot."""

_HIGHEST: Final = 10_000
"""lets-plot draws nothing higher."""

_POINT, _LINE = 1.1, 2.2
"""Px of radius and of thickness for each unit of size in lets-plot."""


def there(*values: float) -> bool:
    """Whether none of the numbers is missing."""
    return not any(map(math.isnan, values))


def width_of(text: str, size: float) -> float:
    """Room in px to keep for ``text`` at a font size in px."""
    return text_width(one_line(text), size) * WIDER


def wrapped(text: str, size: float, room: float, most: int = 9) -> list[str]:
    """``text`` in at most ``most`` lines of ``room`` px; only what needs more of them ends in an ellipsis."""
    found = fitted(text, size, room / WIDER, most).text
    return [unescape(line) for line in found.split("<br>")]


@dataclass
class Sheet:
    """Marks in px from the upper left corner, in the order in which they lie: lines, bands, paths, dots, text.

    ``bottom`` is how far down the sheet goes.
    """

    width: float
    tokens: Tokens
    bottom: float = 0.0
    _rules: list[tuple[Any, ...]] = field(default_factory=list)
    _bands: list[tuple[Any, ...]] = field(default_factory=list)
    _paths: list[tuple[Any, ...]] = field(default_factory=list)
    _dots: list[tuple[Any, ...]] = field(default_factory=list)
    _shapes: list[tuple[Any, ...]] = field(default_factory=list)
    _texts: list[tuple[Any, ...]] = field(default_factory=list)
    _boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def across(self, x: tuple[float, float], y: float, colour: str, width: float = 1.0) -> None:
        """A level line below everything else; it leaves out what is written in its way."""
        self._rules.append((True, y, *x, colour, width / _LINE, "solid"))

    def upright(
        self, x: float, y: tuple[float, float], colour: str, width: float = 1.0, *, dashed: bool = False
    ) -> None:
        """The same, upright."""
        self._rules.append((False, x, *y, colour, width / _LINE, "dashed" if dashed else "solid"))

    def band(self, x: tuple[float, float], y: tuple[float, float], colour: str, share: float = SOFT) -> None:
        """A soft box."""
        self._bands.append((min(x), min(y), max(x), max(y), colour, share))

    def path(self, points: Sequence[tuple[float, float]], colour: str, width: float, *, dashed: bool = False) -> None:
        """A line through points."""
        at = len(self._paths)
        self._paths += [(x, y, at, colour, width / _LINE, "dashed" if dashed else "solid") for x, y in points]

    def dot(
        self,
        at: tuple[float, float],
        radius: float,
        colour: str,
        *,
        share: float = 1.0,
        ring: str = "",
        thick: float = 0,
    ) -> None:
        """A disc; ``ring`` is the colour of its edge and ``thick`` the px of it."""
        self._dots.append((*at, radius / _POINT, colour, share, ring or colour, thick / _LINE))

    def mark(self, at: tuple[float, float], radius: float, colour: str, shape: str, halo: str) -> None:
        """The mark of a scale in its own shape, set off by a thin edge in the colour ``halo``."""
        if shape == "circle":
            self.dot(at, radius, colour, ring=halo, thick=1.6)
            return
        group = len(self._shapes)
        r = radius * _FULLER
        self._shapes += [(at[0] + r * x, at[1] + r * y, group, colour, halo) for x, y in _SHAPES[shape]]

    def text(
        self, lines: Sequence[str], at: tuple[float, float], *, size: float, colour: str, anchor: str = "left"
    ) -> None:
        """Lines of text; ``at`` is where the middle of the first line lies."""
        for n, line in enumerate(lines):
            y = at[1] + n * size * LEADING + size * 0.34
            self._texts.append((at[0], y, f"t{len(self.texts)}", colour, size / 2, _ANCHORS[anchor]))
            self.texts.append(line)
            left = at[0] - width_of(line, size) * _ANCHORS[anchor]
            self._boxes.append((left, left + width_of(line, size), y - size * 0.95, y + size * 0.3))

    def _cut(self) -> Iterator[tuple[Any, ...]]:
        """The lines in pieces between what is written."""
        for level, place, start, end, *looks in self._rules:
            boxes = [(box[2:], box[:2]) if level else (box[:2], box[2:]) for box in self._boxes]
            hidden = sorted(along for across, along in boxes if across[0] - _AWAY < place < across[1] + _AWAY)
            for first, last in _left_over(start, end, hidden):
                yield (first, place, last, place, *looks) if level else (place, first, place, last, *looks)

    def svg(self, name: str) -> str:
        """The sheet as SVG with ``name`` as its id."""
        height = math.ceil(self.bottom)
        if height > _HIGHEST:
            raise EqError("Figure", "It cannot be drawn: it is taller than any page.", "Its table can still be read.")
        return _rewritten(self._drawn(max(height, _LOWEST)), self.texts, name, self.width, height)

    def _drawn(self, height: int) -> str:
        from lets_plot import (  # a tenth of a second that a page without a report is spared
            aes,
            geom_path,
            geom_point,
            geom_polygon,
            geom_rect,
            geom_segment,
            geom_text,
            ggplot,
            ggsize,
            scale_alpha_identity,
            scale_color_identity,
            scale_fill_identity,
            scale_linetype_identity,
            scale_size_identity,
            scale_stroke_identity,
            scale_x_continuous,
            scale_y_reverse,
            theme,
            theme_void,
        )  # fmt: skip

        ends = {"x": "x", "y": "y", "xend": "x2", "yend": "y2"}
        box = {"xmin": "x", "ymin": "y", "xmax": "x2", "ymax": "y2"}
        every = {"sampling": "none", "show_legend": False, "tooltips": "none", "inherit_aes": False}
        layers: tuple[tuple[Any, list[tuple[Any, ...]], str, dict[str, str], dict[str, Any]], ...] = (
            (geom_segment, list(self._cut()), "x y x2 y2 color size linetype", ends, {}),
            (geom_rect, self._bands, "x y x2 y2 fill alpha", box, {"size": 0}),
            (geom_path, self._paths, "x y group color size linetype", {}, {}),
            (geom_point, self._dots, "x y size fill alpha color stroke", {}, {"shape": 21}),
            (geom_polygon, self._shapes, "x y group fill color", {}, {"size": 1.3 / _LINE}),
            (geom_text, self._texts, "x y label color size hjust", {}, {"vjust": 0}),
        )  # fmt: skip
        plot = ggplot()
        for geom, marks, names, places, fixed in layers:
            if marks:
                columns = dict(zip(names.split(), map(np.asarray, zip(*marks, strict=True)), strict=True))
                free = {one: one for one in columns if one not in {*box.values(), "x", "y"}}
                found = {**(places or {"x": "x", "y": "y"}), **free}
                plot += geom(data=columns, mapping=aes(**found), **fixed, **every)
        plot += scale_x_continuous(limits=[0, self.width], expand=[0, 0])
        plot += scale_y_reverse(limits=[height, 0], expand=[0, 0])
        for identity in (
            scale_alpha_identity, scale_color_identity, scale_fill_identity, scale_linetype_identity,
            scale_size_identity, scale_stroke_identity,
        ):  # fmt: skip
            plot += identity()
        drawn: str = (plot + theme_void() + theme(plot_margin=0, plot_inset=0) + ggsize(self.width, height)).to_svg()
        return drawn


def _left_over(start: float, end: float, hidden: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """What of ``start``..``end`` is not in the sorted ``hidden`` stretches."""
    for first, last in hidden:
        if last + _AWAY <= start or first - _AWAY >= end:
            continue
        if first - _AWAY > start:
            yield start, first - _AWAY
        start = last + _AWAY
    if start < end:
        yield start, end


# Only these leave: an attribute or an element that is not named here is in no figure, whatever was drawn.
_KEPT: Final = {
    "rect": ("x", "y", "width", "height", "fill", "fill-opacity"),
    "line": ("x1", "y1", "x2", "y2", "stroke", "stroke-width", "stroke-dasharray"),
    "path": ("d", "fill", "stroke", "stroke-width", "stroke-dasharray"),
    "circle": ("cx", "cy", "r", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity"),
}
_LOOKS: Final = frozenset(
    {"fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "font-size", "text-anchor"}
)
_NAME: Final = re.compile(r"\A[A-Za-z][A-Za-z0-9-]{0,63}\Z")
_NUMBER: Final = re.compile(r"-?\d+\.\d+(?:[eE]-?\d+)?")
_VALUE: Final = re.compile(r"\A(?:none|#[0-9a-fA-F]{6}|rgb\(\d+,\d+,\d+\)|[-MLZ\d., ]+)\Z")
_RGB: Final = re.compile(r"\Argb\((\d+),(\d+),(\d+)\)\Z")
_MOVE: Final = re.compile(r"translate\(([-\d.]+) ([-\d.]+) ?\)")
_PLACE: Final = re.compile(r"\At(\d+)\Z")
_CORNER: Final = 4.0


class _Mark(NamedTuple):
    """A mark of the sheet: how it looks, and itself without that."""

    looks: tuple[tuple[str, str], ...]
    own: str


def _rewritten(drawn: str, texts: Sequence[str], name: str, width: float, height: float) -> str:
    """The marks of what lets-plot drew, without its styles, clips, random ids and page, and the texts put in."""
    if not _NAME.match(name):
        raise ValueError("the name of a figure is made of letters, digits and -")
    root = ET.fromstring(drawn)  # noqa: S314 - our own numbers, drawn here; no text of a person is in it
    marks = _grouped(_marks(root, texts, (0.0, 0.0)))
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" {size} font-family="{FONT}">'
    return "\n".join([head, *marks, "</svg>\n"])


def _grouped(marks: Iterable[_Mark]) -> Iterator[str]:
    """Marks that look alike and follow each other say so once."""
    for looks, alike in groupby(marks, key=lambda one: one.looks):
        own = [one.own for one in alike]
        yield (
            f"<g {_attributes(looks)}>{''.join(own)}</g>"
            if len(own) > 1
            else own[0].replace(" ", f" {_attributes(looks)} ", 1)
        )


def _marks(node: ET.Element, texts: Sequence[str], moved: tuple[float, float]) -> Iterator[_Mark]:
    for child in node:
        kind = child.tag.rpartition("}")[2]
        if kind == "g":
            by = _MOVE.search(child.get("transform", ""))
            yield from _marks(child, texts, (float(by[1]), float(by[2])) if by else moved)
        elif kind == "text":
            yield from _text(child, texts, moved)
        elif kind in _KEPT and not _page(child):
            yield _element(kind, child)


def _page(mark: ET.Element) -> bool:
    """Whether it is the page of lets-plot or its frame: both lie outside of the figure's own marks."""
    return mark.get("fill-rule") is not None or mark.get("pointer-events") is not None


def _element(kind: str, mark: ET.Element) -> _Mark:
    given = {name: value for name in _KEPT[kind] if (value := mark.get(name)) is not None and _VALUE.match(value)}
    if given.get("stroke-width") in {"0", "0.0"}:
        given = {key: value for key, value in given.items() if not key.startswith("stroke")}
    for opacity in ("fill-opacity", "stroke-opacity"):
        if given.get(opacity) == "1.0":
            del given[opacity]
    said = {key: _short(value) for key, value in given.items()}
    if kind == "rect" and {"width", "height"} <= said.keys():
        said["rx"] = _tidy(min(_CORNER, float(said["width"]) / 2, float(said["height"]) / 2))
    return _split(kind, said, "/>")


def _text(mark: ET.Element, texts: Sequence[str], moved: tuple[float, float]) -> Iterator[_Mark]:
    place = _PLACE.match("".join(mark.itertext()).strip())
    if place is None:
        return
    text = "".join(sign for sign in texts[int(place[1])] if _printable(sign))
    size = re.search(r"font-size:([\d.]+)px", mark.get("style", ""))
    said = {
        "x": _tidy(moved[0]),
        "y": _tidy(moved[1]),
        "font-size": _tidy(float(size[1]) if size else SMALL),
        "fill": _short(mark.get("fill", "")),
    }
    if anchor := mark.get("text-anchor"):
        said["text-anchor"] = anchor if anchor in {"middle", "end"} else "start"
    yield _split("text", said, f">{escape(text)}</text>")


def _split(kind: str, said: Mapping[str, str], end: str) -> _Mark:
    """A mark as its looks, which neighbours may share, and the rest of it."""
    looks = tuple((name, value) for name, value in said.items() if name in _LOOKS)
    rest = [(name, value) for name, value in said.items() if name not in _LOOKS]
    return _Mark(looks, f"<{kind} {_attributes(rest)}{end}")


def _printable(sign: str) -> bool:
    """Whether XML may hold it: neither controls nor halves of pairs nor signs that are none."""
    return unicodedata.category(sign) not in {"Cc", "Cs"} and ord(sign) & 0xFFFE != 0xFFFE


def _attributes(pairs: Iterable[tuple[str, str]]) -> str:
    return " ".join(f'{name}="{value}"' for name, value in pairs)


def _short(value: str) -> str:
    """The same value with colours as ``#rrggbb`` and hundredths of a px."""
    if rgb := _RGB.match(value):
        return "#" + "".join(f"{int(part):02x}" for part in rgb.groups())
    return _NUMBER.sub(lambda found: _tidy(float(found[0])), value).strip()


def _tidy(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
