"""A report as one html file: it stays text, loads nothing, and every part of it can be reached."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from pydantic import BaseModel

from eq.charts.still import svg as draw
from eq.coach.report import Bullets, Column, Cover, Paragraph, Quote, Report, Section, Table
from eq.errors import EqError
from eq.report.html import POLICY, html
from eq.report.signs import readable
from eq.report.writers import render
from eq.wording import report_file

Made = Callable[..., Report]
VOID = {"meta", "link", "img", "br", "hr", "input"}


@pytest.fixture(scope="module", autouse=True)
def _drawn() -> Iterator[None]:
    """Drawings stand in for themselves: what a real one holds has its own tests."""

    def svg(figure: object, tokens: object, name: str, *, width: int) -> str:
        return f'<svg id="{name}" width="{width}"><text>drawn</text></svg>'

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("eq.charts.still.svg", svg)
        yield


class Read(HTMLParser):
    """The elements of a file in their order, its text, and the text of every element with ``dir="auto"``."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.isolated: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.styles: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("dir") == "auto" or tag in {"bdi", "title"}))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "style":
            self.styles.append(data)
            return
        self.words.append(data)
        if any(isolated for _, isolated in self.open):
            self.isolated.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def names(self) -> list[str]:
        return [tag for tag, _ in self.tags]


def texts(value: object) -> Iterator[str]:
    """Every text a section says, at any depth; not the data of figures, which are drawn."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        data = {"columns", "rows", "options"} if getattr(value, "type", "") == "figure" else set()
        for name in type(value).model_fields:
            if name not in {"type", "role", "rule", "kind", "id", *data}:
                yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)


def squeezed(text: str) -> str:
    return " ".join(readable(text).split())


@pytest.fixture(scope="module", params=["person", "coach"])
def pair(request: pytest.FixtureRequest, made: Made) -> tuple[Read, Read]:
    """One report with plain words and the same with hostile ones."""
    return Read(html(made(request.param))), Read(html(made(request.param, hostile=True)))


def test_all_it_says_stands_in_the_file(made: Made) -> None:
    """No title, sentence, cell, label or typed text of the report is left out."""
    for copy_for in ("person", "coach"):
        for hostile in (False, True):
            report = made(copy_for, hostile=hostile)
            read = Read(html(report))
            said = read.text + " ".join(str(attributes.get("aria-label")) for _, attributes in read.tags)
            assert [one for one in texts(report.sections) if squeezed(one) not in said] == []


def test_hostile_text_makes_no_element(pair: tuple[Read, Read]) -> None:
    """What looks like tags, templates or entities changes nothing but the text."""
    plain, hostile = pair
    assert hostile.tags != []
    assert hostile.names == plain.names
    for (_, theirs), (_, ours) in zip(hostile.tags, plain.tags, strict=True):
        assert theirs.keys() == ours.keys()
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text
    assert "&amp;" not in hostile.text


def test_nothing_runs_and_nothing_loads(pair: tuple[Read, Read]) -> None:
    """No script, no handler, no address but anchors of its own, no style that asks for more than it carries."""
    for read in pair:
        allowed = {
            "script",
            "iframe",
            "object",
            "embed",
            "img",
            "link",
            "base",
            "form",
            "foreignobject",
            "image",
            "use",
        }
        assert allowed.isdisjoint(read.names)
        for _, attributes in read.tags:
            assert not [name for name in attributes if name.startswith("on") or name in {"src", "srcset", "action"}]
            assert all(str(attributes[name]).startswith("#") for name in attributes if name.endswith("href"))
            assert "url(" not in str(attributes.get("style"))
        sources = re.findall(r"url\(([^)]{0,20})", "".join(read.styles))
        assert sources
        assert all(source.startswith("data:font/woff2") for source in sources)
        assert "@import" not in "".join(read.styles)


def test_the_policy_stands_before_anything_it_rules(pair: tuple[Read, Read]) -> None:
    """Should any text ever become markup, the browser still runs and loads nothing."""
    for read in pair:
        at = next(n for n, (_, some) in enumerate(read.tags) if some.get("http-equiv") == "Content-Security-Policy")
        assert read.tags[at][1]["content"] == POLICY
        assert at < read.names.index("style")
        assert POLICY.startswith("default-src 'none'")
        assert "script" not in POLICY


def test_every_anchor_leads_somewhere(pair: tuple[Read, Read]) -> None:
    """Contents and labels point at ids that are there, and each id once."""
    for read in pair:
        ids = [some["id"] for _, some in read.tags if "id" in some]
        assert len(ids) == len(set(ids))
        pointed = [str(some["href"])[1:] for tag, some in read.tags if tag == "a"]
        pointed += [str(some["aria-labelledby"]) for _, some in read.tags if "aria-labelledby" in some]
        assert len(pointed) > 5
        assert set(pointed) <= set(ids)


def test_headings_stand_in_order(pair: tuple[Read, Read]) -> None:
    """One title, and no level is skipped on the way down."""
    for read in pair:
        levels = [int(name[1]) for name in read.names if re.fullmatch(r"h[1-6]", name)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_typed_text_keeps_its_direction_to_itself(pair: tuple[Read, Read], hostile: str) -> None:
    """Whatever was typed stands in an element of its own direction, without the signs that turn the rest."""
    read = pair[1]
    assert "\u202e" in hostile
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set("".join(read.words))
    assert "".join(read.words).count("\u0645\u0631\u062d\u0628\u0627") >= 5
    assert "".join(read.words).count("\u0645\u0631\u062d\u0628\u0627") == "".join(read.isolated).count(
        "\u0645\u0631\u062d\u0628\u0627"
    )


def test_line_breaks_of_typed_text_are_kept(made: Made) -> None:
    """A person's lines stay lines."""
    assert "Agreed to send the draft by Friday.\nThen we both went quiet.</blockquote>" in html(made())


def test_every_figure_has_a_name_in_words_and_a_table(made: Made) -> None:
    """A drawing is one picture to a screen reader, and its values can be read."""
    text = html(made())
    figure = text[text.index('<figure class="card">') : text.index("</figure>")]
    assert 'role="img" aria-label="Settling: sometimes, 2.30 to 3.90.' in figure
    assert figure.index("<svg") < figure.index("<details>") < figure.index("<table ")


def test_a_figure_that_cannot_be_drawn_leaves_its_table(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a report made elsewhere one figure may be broken; the rest of it can still be read."""

    def refuse(*_: object, **__: object) -> str:
        raise EqError("Figure", "It cannot be drawn.")

    monkeypatch.setattr("eq.charts.still.svg", refuse)
    text = html(made())
    assert "<svg" not in text
    assert 'role="img"' not in text
    assert "<details open>" in text
    assert report_file.NOT_DRAWN in text


def test_a_real_figure_is_drawn_twice_in_colours_a_dark_screen_knows(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For wide and for narrow windows; every colour in it has its dark twin in the style sheet."""
    monkeypatch.setattr("eq.charts.still.svg", draw)
    text = html(made())
    assert text.count("<svg") == 2
    drawings = "".join(re.findall(r"<svg.*?</svg>", text, re.DOTALL))
    colours = set(re.findall(r'(fill|stroke)="(#[0-9a-fA-F]{6})"', drawings))
    assert len(colours) > 3
    known = {(of, colour.lower()) for of, colour in re.findall(r'\.drawing \[(\w+)="(#\w{6})" i\]', text)}
    assert {(of, colour.lower()) for of, colour in colours} <= known
    assert "style=" not in drawings


def test_a_hundred_thousand_signs_are_all_there(made: Made) -> None:
    """A very long text without a space is neither cut nor makes the page fail."""
    long = "a" * 100_000
    section = Section(id="entries", title="x", blocks=(Quote(label="Long", text=long), Bullets(items=(long,))))
    assert html(made().model_copy(update={"sections": (section,)})).count(long) == 2


def test_one_section_alone_has_no_cover_and_the_same_words(made: Made) -> None:
    """The part of a report that a page shows is what the whole file says there."""
    report = made()
    part, whole = html(report, only="profile"), html(report)
    start = part.index('<section id="profile"')
    assert part[start : part.index("</section>")] in whole
    assert part.count("<section") == 1
    assert "May be kept until" not in part
    assert POLICY in [some.get("content") for _, some in Read(part).tags]
    assert Read(part).names.count("h1") == 1


def test_a_section_that_is_not_there_is_refused(made: Made) -> None:
    """An empty file would look as if there were nothing to say."""
    with pytest.raises(ValueError, match="plan"):
        html(made(), only="plan")


def test_the_same_report_gives_the_same_bytes(made: Made) -> None:
    """What was previewed can be compared with what was written."""
    assert render(made(hostile=True), "html") == render(made(hostile=True), "html")


def test_the_cover_says_only_what_was_said(made: Made) -> None:
    """A field that was left empty is no line on the cover; what it is not for always stands there."""
    report = made()
    bare = Cover(**{name: getattr(report.cover, name) for name in ("copy_for", "first", "last", "made_at", "zone")})
    text, full = html(report.model_copy(update={"cover": bare})), html(report)
    for label in ("About", "For", "Purpose", "May be kept until", "Names"):
        assert f">{label}</dt>" in full
        assert f">{label}</dt>" not in text
    assert "None in it: numbers and our own words only" in text
    assert "not for hiring, promotion, pay, discipline or monitoring" in text


def test_a_zone_nobody_knows_is_no_trouble(made: Made) -> None:
    """A report from elsewhere may name any place."""
    report = made()
    for zone in ("Nowhere/At_all", "../../etc/passwd", "", "\x00"):
        cover = report.cover.model_copy(update={"zone": zone})
        assert "1 April 2026" in Read(html(report.model_copy(update={"cover": cover}))).text


def test_a_row_longer_than_its_heading_is_still_shown(made: Made) -> None:
    """A table from elsewhere may be uneven; nothing of it is lost."""
    table = Table(caption="Uneven", columns=(Column(title="One"),), rows=(("a", "second cell"), ()))
    section = Section(id="profile", title="x", blocks=(table,))
    assert "second cell" in html(made().model_copy(update={"sections": (section,)}))


def test_control_signs_are_shown_as_what_they_are() -> None:
    """Half signs and control signs become the sign for what cannot be shown, every kind of break one break."""
    assert readable("a\x00b\x1bc\ud800d\r\ne\rf\tg") == "a\ufffdb\ufffdc\ufffdd\ne\nf\tg"
    assert readable("\U0001f469\u200d\U0001f4bb\u200f") == "\U0001f469\u200d\U0001f4bb\u200f"


def test_the_frame_of_a_file_is_small(made: Made) -> None:
    """Fonts and layout leave room for what a report has to say."""
    section = Section(id="reading", title="x", blocks=(Paragraph(text="One."),))
    assert len(render(made().model_copy(update={"sections": (section,)}), "html")) < 120 * 1024
