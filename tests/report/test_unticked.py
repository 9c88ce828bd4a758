"""What was not ticked is nowhere in any file of a report, nor in any file of its packet, byte by byte."""

from __future__ import annotations

import io
import re
import zipfile

import paper
import pytest
from marked import EVERY, EXPECTED, FIRST, LABELS, LAST, NAMES, TICKED, fill

from eq.actions import clock, keys, reporting
from eq.coach.choosing import TEXTS, Selection
from eq.coach.report import CHOSEN
from eq.exchange.keys import key_file_bytes
from eq.exchange.packets import packet_bytes
from eq.exchange.sealing import new_identity, unseal
from eq.store.workspace import Workspace

BREAKS = re.compile(r"[\s\u00ad\u2010\u200b-]+")
"""Where a line may be broken, a word may be too."""

WAYS = [(), *((kind,) for kind in TEXTS), TEXTS]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A workspace with a word of its own in every text a person can type; the clock stands after its last entry."""
    workspace = Workspace(tmp_path_factory.mktemp("own") / "me.eq")
    with pytest.MonkeyPatch.context() as patch:
        fill(workspace, lambda now: patch.setenv("EQ_TEST_NOW", now))
        yield workspace


@pytest.fixture(scope="module")
def build(filled):
    """``build(texts)``: the report with these kinds of typed text ticked and every section chosen, made once."""
    made = {}

    def report(texts=()):
        if texts not in made:
            ticked = TICKED if "entries" in texts else ()
            selection = Selection(
                FIRST, LAST, "coach", frozenset(CHOSEN), frozenset(texts), ticked, answers=True, quality=True
            )
            made[texts] = reporting.build(filled, selection, "UTC", report_id="r")
        return made[texts]

    return report


def marks(text):
    """The marks in a text, also where one is broken over two lines."""
    whole = BREAKS.sub("", text)
    return {word for word in EVERY if word in whole}


def held(name, data):
    """The marks in a file: of a pdf in its text, in every stream of it unpacked, and in its bytes."""
    found = marks(data.decode("utf-8", "replace"))
    if name.endswith("pdf"):
        found |= marks("".join(paper.pages(data)))
        unpacked = paper.streams(data)
        found |= {word for word in EVERY for code in ("utf-8", "utf-16-be") if word.encode(code) in unpacked}
    return found


def expected(texts):
    return set().union(*(EXPECTED[kind] for kind in texts))


@pytest.mark.parametrize("texts", WAYS, ids=lambda texts: "-".join(texts) or "none")
def test_files_hold_the_texts_that_were_ticked_and_no_other(build, texts):
    """html, pdf, Markdown, json and every member of the packet: the ticked words, no label and no replaced name."""
    report = build(texts)
    files = {f"report.{fmt}": data for fmt, data in reporting.files(report, reporting.FORMATS).items()}
    packet = packet_bytes(report, files["report.html"], files["report.pdf"])
    with zipfile.ZipFile(io.BytesIO(packet)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
        listing = repr([(one.filename, one.comment, one.extra) for one in archive.infolist()]) + repr(archive.comment)
    assert {name: held(name, data) for name, data in files.items()} == dict.fromkeys(files, expected(texts))
    assert marks(listing) == held("manifest.json", members.pop("manifest.json")) == set()
    assert members == {name: files[name] for name in ("report.json", "report.html", "report.pdf")}


def test_a_sealed_packet_holds_what_was_ticked_and_no_other(filled, build):
    """The file that is handed over shows no word at all until it is opened, and then what was ticked."""
    recipient, identity = new_identity()
    coach = keys.add_coach(filled, key_file_bytes(recipient, "Coach", clock.now()))
    sealed, how = reporting.packet(filled, build(("promises",)), coach=coach.id)
    assert (how, marks(sealed.decode("latin-1"))) == ("key", set())
    opened = unseal(sealed, "the packet", identities=[identity])
    with zipfile.ZipFile(io.BytesIO(opened)) as archive:
        found = {name: held(name, archive.read(name)) for name in archive.namelist()}
    assert found == {
        "manifest.json": set(),
        **dict.fromkeys(("report.json", "report.html", "report.pdf"), EXPECTED["promises"]),
    }


def test_the_workspace_holds_every_mark(filled):
    """The words looked for are there to be found; else a search for them could not fail."""
    data = b"".join(path.read_bytes() for path in filled.path.parent.glob("me.eq*"))
    assert {word for word in EVERY if word.encode() in data} == EVERY
    assert not any(one in other for one in EVERY for other in EVERY if one != other)


def test_replaced_names_leave_what_stands_for_them(build):
    """A name is replaced by its own word or a letter, and a client's label by a letter."""
    text = reporting.written(build(TEXTS), "json").decode()
    assert "client A a colleague person A" in text
    assert not any(word in text for word in LABELS | NAMES)


def test_a_search_finds_a_word_in_every_kind_of_file():
    """A word that a line breaks in two counts as there."""
    word = min(EXPECTED["goals"])
    assert marks(f"before {word[:9]}-\n{word[9:]} after") == {word}
