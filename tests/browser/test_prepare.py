"""Prepare in a real browser: the card on paper, and a second click on the way to the debrief."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import clients, entries, promises, settings
from eq.store.workspace import Workspace

pytestmark = pytest.mark.browser

ZONE = "Europe/Berlin"
LONG = "Something that takes rather many words to say, as it does on some days. " * 6
WAYS = ("paraphrase", "offer-options", "stay-calm", "agree-next-step", "set-boundary", "full-attention")
PAGES = re.compile(rb"/Type\s*/Page\b")
FIELDS = ("opening", "limit", "outcome", "can", "cannot", "involve", "fairer", "if_cue", "if_act")


@pytest.fixture
def van(workspace: Workspace, at: Callable[[str], None]) -> str:
    """A client with everything a card can hold, every text longer than the card shows, and a preparation of today."""
    settings.welcome(workspace)
    for n in range(5):
        name = f"met-{n}"
        at(f"2026-11-{n + 1:02}T09:00:00Z")
        entries.begin(workspace, "debrief", entry=name, zone=ZONE)
        entries.name_client(workspace, name, "The blue van")
        for field in ("happened", "fairer", "if_cue", "if_act"):
            entries.write(workspace, name, field, f"{n} {LONG}")
        entries.tag(workspace, name, "response", WAYS[: n + 2])
        for way in WAYS[: n + 2]:
            entries.judge(workspace, name, way, "partly")
        entries.tag(workspace, name, "need", ["respect", "clarity", "speed", "fairness"][: n + 1])
        entries.finish(workspace, name)
    client = clients.all(workspace)[0].id
    for n in range(5):
        promises.add(workspace, promise=f"p{n}", what=f"{n} {LONG}", client=client, zone=ZONE)
    at("2026-11-21T08:00:00Z")
    entries.begin(workspace, "preparation", entry="prep", zone=ZONE)
    entries.name_client(workspace, "prep", "The blue van")
    for field in FIELDS:
        entries.write(workspace, "prep", field, LONG)  # type: ignore[arg-type]
    entries.tag(workspace, "prep", "response", WAYS)
    return client


@pytest.fixture
def chosen(start_app, enter, settle, workspace, van):
    """Opens the card of that client in a window of some width."""
    app = start_app(workspace.path, now="2026-11-21T09:00:00Z")

    def open_(**window: object) -> object:
        page = enter(app, "prepare", **window).page
        page.get_by_label("With whom?").first.click()
        page.get_by_role("option", name="The blue van").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Prepare for The blue van")
        settle(page)
        return page

    return open_


@pytest.mark.parametrize(("size", "width", "scheme"), [("A4", 390, "dark"), ("Letter", 1440, "light")])
@pytest.mark.parametrize("kept", [False, True])
def test_the_card_is_one_page_with_nothing_cut_off_and_nothing_else(chosen, settle, size, width, scheme, kept):
    """The fullest card there can be, with and without words of its own, black on white."""
    page = chosen(width=width, scheme=scheme)
    if kept:
        page.get_by_role("button", name="Go on", exact=True).click()
        page.get_by_role("button", name="Keep it in the journal").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("You are prepared")
        settle(page)
    assert len(PAGES.findall(page.pdf(format=size))) == 1
    # What paper of that size leaves between the margins of 11 mm.
    page.set_viewport_size({"width": {"A4": 710, "Letter": 732}[size], "height": 960})
    page.emulate_media(media="print", color_scheme=scheme)
    measured = page.evaluate(
        """() => {
          const card = document.querySelector(".st-key-prepare-card");
          const style = getComputedStyle(card.querySelector("h2"));
          const shown = [...document.querySelectorAll("body *")].filter((one) =>
            one.checkVisibility() && !one.closest(".st-key-prepare-card") && !one.querySelector(".st-key-prepare-card")
            && one.getClientRects().length && one.textContent.trim());
          return {over: card.scrollHeight - card.clientHeight, colour: style.color, others: shown.map((one) =>
            one.outerHTML.slice(0, 80)), page: getComputedStyle(document.body).backgroundColor};
        }"""
    )
    assert measured == {"over": 0, "colour": "rgb(0, 0, 0)", "others": [], "page": "rgb(255, 255, 255)"}


def test_the_button_opens_the_print_window_by_keyboard(chosen):
    """And says how the keyboard does it without the button."""
    page = chosen()
    page.evaluate("() => { window.print = () => { window.printed = (window.printed || 0) + 1; }; }")
    button = page.get_by_role("button", name="Print the card")
    expect(button).to_have_accessible_description(re.compile("Ctrl"))
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed") == 1


def test_a_double_click_begins_one_debrief(chosen, workspace):
    """From the card with nothing written."""
    page = chosen()
    page.get_by_role("button", name="Debrief this").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("How hard was it?")
    assert len(entries.drafts(workspace, "debrief")) == 1
