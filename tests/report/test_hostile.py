"""Text that looks like code stays text, from the field it was typed into to every file of a report."""

from __future__ import annotations

import html.parser
import re
from urllib.parse import urlsplit

import paper
import pytest
from marked import EXPECTED, FIRST, LABELS, LAST, NAMES, TICKED, fill

from eq.actions import entries, reporting
from eq.coach.choosing import TEXTS, Selection
from eq.coach.report import CHOSEN
from eq.exchange.reports import read_report
from eq.store.workspace import Workspace

SHORT = '=A("1")<script>x</script>#panic(1)*b*$x${{7*7}}]]>\u202e\x07'
"""For every field, the short ones too: a formula, a tag, the typesetter's and the template's language, turned signs."""

SEEN = '=A("1")<script>x</script>#panic(1)*b*$x${{7*7}}]]>'
"""What a reader sees of it: direction signs are taken out, and a control sign has a stand-in."""

LONG = (
    f"{SHORT}\n# heading\n- item\n> quote\n| cell |\n```\n~~~\n</style></blockquote><img src=//evil.example onerror=x>"
    '\n=HYPERLINK("https://evil.example")\n[a](javascript:alert(1)) <https://evil.example> @all {% raw %}\n'
    '#import "x": *\n#{while true {}}\n#eval("1")\n@ref <label> \\u{202e} \\ //comment /*\n&lt;b&gt; &amp;#x3c;\n'
    "\u2066\u200f\u0645\u0631\u062d\u0628\u0627\u2069 \u061c \ufeff\u2028\u0085\x1b[31m \ufffe \U000e0041 \U0010ffff\n"
)
LINE = " ".join(SHORT.split())


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A report whose every typed text is hostile, all of it let out; one field is as long as a field may be."""
    workspace = Workspace(tmp_path_factory.mktemp("own") / "me.eq")
    with pytest.MonkeyPatch.context() as patch:
        fill(workspace, lambda now: patch.setenv("EQ_TEST_NOW", now), lambda mark: f"{SHORT}{mark}")
        _long(workspace)
        ticked = (*TICKED, "long", "endless")
        selection = Selection(
            FIRST, LAST, "coach", frozenset(CHOSEN), frozenset(TEXTS), ticked,
            answers=True, quality=True, subject=LINE, recipient=LINE, purpose=LINE,
        )  # fmt: skip
        yield reporting.build(workspace, selection, "UTC", report_id="r")


def _long(workspace):
    """A field full of every hostile line, and one of a single word without end."""
    for name, text in (("long", (LONG * (100_000 // len(LONG) + 1))[:100_000]), ("endless", "<$#" * 33_333)):
        entries.begin(workspace, "note", entry=name, zone="UTC")
        entries.write(workspace, name, "text", text)
        entries.finish(workspace, name)


class Reader(html.parser.HTMLParser):
    """What a browser takes for markup, for addresses and for text."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(name, value) for name, value in attrs}

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def files(report):
    """The report in every format."""
    return reporting.files(report, reporting.FORMATS)


@pytest.fixture(scope="module")
def printed(files):
    """The text of the pdf, without what a line may break at."""
    return squeezed("".join(paper.pages(files["pdf"])))


def squeezed(text):
    """Text without what a line may break at."""
    return re.sub(r"[\s\u200b\u2060\u00ad]+", "", text)


def test_the_report_holds_the_text_as_it_was_typed(report, files):
    """Nothing was lost on the way: the data have every sign, and reading the file back gives the same report."""
    quotes = {block.text for block in report.section("entries").blocks if block.type == "quote"}
    assert "<$#" * 33_333 in quotes
    assert max(text.count('#eval("1")') for text in quotes) >= 100_000 // len(LONG)
    assert read_report(files["json"], "report.json") == report


def test_html_shows_it_as_text_and_takes_none_of_it_for_markup(files):
    """No tag, no address and no handler comes out of a text; every text is there to be read."""
    reader = Reader()
    reader.feed(files["html"].decode())
    assert not reader.tags & {"script", "img", "iframe", "object", "embed", "form", "base"}
    assert not [name for name, _ in reader.attributes if name.startswith("on") or name in {"src", "srcset", "style"}]
    addresses = {value for name, value in reader.attributes if name in {"href", "xlink:href"}}
    assert all(value.startswith("#") and not urlsplit(value).netloc for value in addresses)
    text = "".join(reader.text)
    assert text.count(SEEN) >= len(set().union(*EXPECTED.values()))
    assert "<$#" * 33_333 in text
    assert '<img src=//evil.example onerror=x>\n=HYPERLINK("https://evil.example")' in text
    assert not set("\u202e\u2066\x07\x1b") & set(text)


def test_markdown_shows_it_as_text(files):
    """No tag, formula, template or link is left that a reader of Markdown would act on."""
    text = files["md"].decode()
    for sign in ("<script", "<img", "](", "{{", "{%", "$x$", "*b*", "```", "~~~"):
        assert not re.search(rf"(?<!\\){re.escape(sign)}", text), sign
    assert not re.search(r"(?m)^\s*(>\s*)?(=|#(?!#{0,2} )|\+)", text)
    assert not re.search(r"https?://evil|javascript:alert|@all", text)
    assert text.replace("\\", "").replace("\u2060", "").count(SEEN) > 50


def test_a_pdf_shows_it_as_text_and_evaluates_nothing(files, printed):
    """The typesetter takes no sign for its own language, and the page breaks a word without end."""
    assert printed.count(squeezed(SEEN)) >= 40
    assert "#panic(1)" in printed
    assert '#eval("1")' in printed
    assert printed.count("<$#") > 33_000
    streams = paper.streams(files["pdf"])
    assert not re.search(rb"/JavaScript|/JS\b|/Launch|/URI|/EmbeddedFile|/SubmitForm", streams)


def test_labels_and_names_stay_out_whatever_signs_they_are_made_of(files, printed):
    """A label that looks like code is replaced like any other, and so is a name beside it."""
    texts = {fmt: files[fmt].decode() for fmt in ("html", "md", "json")} | {"pdf": printed}
    for fmt, text in texts.items():
        assert not [word for word in LABELS | NAMES if word in text], fmt
