"""Text that would like to be more, on the pages of the whole app: it is shown as typed and asks for nothing."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import clock, instruments, results, settings, taking
from eq.actions.taking import Given
from eq.store.workspace import Workspace

pytestmark = pytest.mark.browser

BAIT = (
    "<script>document.title='taken'</script> <img src=https://x.example/t.png onerror=document.title='taken'>"
    " ![x](https://x.example/m.png) [l](https://x.example) <a href='https://x.example'>a</a> <b>b</b>"
    " **s** $x^2$ :smile: \u202eleft\u202c 😀👩‍👩‍👧‍👦"
)
READ = "<script>document.title='taken'</script>"


def form():
    """The bait wherever a questionnaire file may hold words of its own."""
    labels = [f"{n} {BAIT}"[:120] for n in range(1, 6)]
    items = [
        {"id": f"{scale}-{n}", "scale": scale, "text": f"{BAIT} {n}", "reverse": n == 0}
        for scale in ("one", "two")
        for n in range(7)
    ]
    return {
        "id": "hostile", "version": 1, "title": BAIT[:120], "frame": BAIT, "instruction": BAIT, "licence": BAIT[:60],
        "source": {"authors": BAIT, "note": BAIT}, "evidence": {"status": "not-validated", "note": BAIT},
        "answers": {"low": 1, "high": 5, "labels": labels, "not_applicable": BAIT[:120]},
        "scales": [{"id": s, "title": f"{s} {BAIT}"[:120], "description": BAIT} for s in ("one", "two")],
        "items": items,
    }  # fmt: skip


@pytest.fixture(scope="module")
def app(start_app, tmp_path_factory):
    """A file in which the form was taken three times, with the bait as its note, and stands in a draft once more."""
    place = Workspace(tmp_path_factory.mktemp("hostile") / "me.eq")
    settings.welcome(place)
    place.questionnaires.mkdir()
    (place.questionnaires / "hostile.yaml").write_text(json.dumps(form(), ensure_ascii=False), encoding="utf-8")
    hostile = instruments.current(place, "hostile")
    assert hostile is not None
    for weeks in (15, 10, 5, 0):
        assessment = taking.start(place, hostile, assessment=taking.new_id(), zone="Europe/Berlin")
        given = {item.id: Given((2, 4, 3)[n % 3], 5.0) for n, item in enumerate(hostile.items)}
        if weeks:
            taking.answer(place, taking.draft(place, assessment), given)
            taking.finish(place, assessment)
            moment = clock.now() - timedelta(weeks=weeks)
            results.edit(place, assessment, taken_at=moment, zone="Europe/Berlin", note=BAIT)
    return start_app(place.path)


def unfold(page, settle):
    for summary in page.locator(".stMain summary").all():
        summary.click()
    settle(page)


def go_on(page):
    page.get_by_role("button", name="Go on", exact=True).first.click()
    page.locator(".statements .text").first.wait_for()


def plain_form(page):
    go_on(page)
    page.get_by_role("button", name="Use the plain form").click()
    page.get_by_test_id("stRadio").first.wait_for()


def deleting(page):
    page.get_by_role("button", name="Delete …").click()
    page.get_by_role("dialog").wait_for()


@pytest.mark.parametrize(
    ("path", "act"),
    [
        ("", None),
        ("take", None),
        ("take", go_on),
        ("take", plain_form),
        ("results", None),
        ("results", deleting),
        ("progress", None),
    ],
    ids=["today", "take", "answer page", "plain answer page", "results", "deleting", "progress"],
)
def test_hostile_words_are_shown_as_words(app, enter, settle, path, act):
    """They can be read, nothing in them is obeyed, fetched or linked, and the page keeps its width."""
    watched = enter(app, path, width=390)
    page = watched.page
    if act:
        act(page)
    settle(page)
    if act is None:
        unfold(page, settle)
    page.wait_for_timeout(300)
    sheet = page.locator(".sheet")  # the component's own tree is not part of the body's text
    seen = page.locator("body").inner_text() + (sheet.inner_text() if sheet.count() else "")
    assert READ in seen.replace("\u2060", "")
    seen += "".join(box.input_value() for box in page.get_by_role("combobox").all())
    assert "\\<" not in seen
    assert page.title() != "taken"
    here = ".stMain, [role=dialog]"
    for made in ("script", "img[src*=example]", "a[href*=example]", "b", "em", ".katex"):
        assert page.locator(f":is({here}) {made}").count() == 0, made
    own = (app.url, app.url.replace("http:", "ws:"), "blob:", "data:")
    assert [url for url in watched.requests if not url.startswith(own)] == []
    assert watched.violations == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")


def test_a_hostile_file_name_is_shown_as_words(app, enter):
    page = enter(app, "take").page
    page.get_by_text("Add a questionnaire of your own").click()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "<img src=x>![x](x).yaml", "mimeType": "application/yaml", "buffer": b"id: ["}
    )
    page.get_by_role("button", name="Check and add").click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("<img src=x>![x](x).yaml:")
    assert page.locator(".stAlert img, [data-testid=stAlert] img").count() == 0
