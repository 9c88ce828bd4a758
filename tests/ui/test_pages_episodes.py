"""The loop between journal and questionnaires: episodes on Results and Progress, and episodes like an entry."""

from __future__ import annotations

import pytest

from eq.actions import entries

ZONE = "Europe/Berlin"


@pytest.fixture
def write(workspace, tab, at):
    """A finished debrief of a day of November 2026."""

    def add(title, day=1, *, client="", trigger=(), response=(), **facts):
        at(f"2026-11-{day:02}T10:00:00Z")
        entry = entries.new_id()
        entries.begin(workspace, "debrief", entry=entry, zone=ZONE)
        entries.write(workspace, entry, "title", title)
        for field, text in (("happened", f"HAPPENED {title}"), ("label", "LABELWORD"), ("quotes", "QUOTEWORD")):
            entries.write(workspace, entry, field, text)
        entries.write(workspace, entry, "if_cue", "<i>their</i> voice rises")
        entries.write(workspace, entry, "if_act", "I slow down")
        if client:
            entries.name_client(workspace, entry, client)
        entries.tag(workspace, entry, "trigger", list(trigger))
        entries.tag(workspace, entry, "response", list(response))
        entries.note(workspace, entry, **({"severity": 4, "episode": "demanding"} | facts))
        entries.finish(workspace, entry)
        at("2026-11-21T09:00:00Z")
        return entry

    return add


def alike(tab):
    """The rows of episodes like this one: their buttons and what stands below them."""
    titles = [button.label for button in tab.app.button if (button.key or "").startswith("journal.like.")]
    below = [one.value for one in tab.app.get("html") if "eq-row-facts" in one.value]
    return titles, "\n".join(below)


def show(tab, entry):
    return tab.remember(journal__entry=entry).open("journal")


@pytest.mark.parametrize("page", ["results", "progress"])
def test_an_area_lists_how_many_episodes_and_the_last_three(tab, sit, shipped, write, page):
    """Areas without any are named in one line; a title opens its entry."""
    sit(shipped("five-competencies"))
    made = [write(f"Episode *{day}*", day, response=["paraphrase", "stay-calm"]) for day in range(1, 5)]
    tab.open(page)
    assert "Your episodes" in tab.headings
    assert [sub.value.replace("\\", "") for sub in tab.app.subheader] == [
        "Self-regulation · 4 episodes",
        "Social skills · 4 episodes",
    ]
    links = [label for label in tab.buttons if "Episode *" in label]
    assert links[:3] == [f"{day} Nov 2026 · Episode *{day}*" for day in (4, 3, 2)]
    assert "No episode so far: Self-awareness, Motivation and Empathy." in tab.words
    tab.click(f"episodes.{page}.social-skills.{made[3]}")
    assert tab.title == "Episode *4*"


def test_all_episodes_of_an_area_open_in_the_journal(tab, sit, shipped, write):
    """The filter shows as many as were counted, and says what it shows; it can be taken away again."""
    sit(shipped("five-competencies"))
    for day in range(1, 6):
        write(f"Episode {day}", day, response=["paraphrase"])
    write("Another", 6, response=["stay-calm"])
    tab.open("progress").click("episodes.progress.social-skills.all").open("journal")
    assert "5 entries that fit" in tab.words
    assert "Episodes that speak to: Social skills" in tab.buttons
    assert "6 entries" in tab.click("journal.chip.0").words


def test_before_the_first_debrief_the_card_says_what_to_do(tab, sit, shipped):
    """One sentence and one button."""
    sit(shipped("five-competencies"))
    tab.open("results")
    assert "will stand here" in tab.words
    assert tab.click("episodes.results.debrief").title != "What your answers say"


def test_a_questionnaire_about_something_else_has_no_episodes(tab, sit, own_file, shipped, write, make_form):
    """Episodes speak to the five areas and to nothing else."""
    write("Episode", response=["paraphrase"])
    sit(make_form())
    assert "Your episodes" not in tab.open("results").headings


def test_mistreatment_counts_for_no_area(tab, sit, shipped, write):
    """The card stays empty when that is all there is."""
    sit(shipped("five-competencies"))
    write("Episode", response=["paraphrase"], episode="abusive")
    assert not tab.open("progress").app.subheader


def test_the_figure_over_time_carries_the_journal(tab, sit, shipped, write, at):
    """Caption, alternative text and table say so; without episodes nothing does."""
    at("2026-10-01T09:00:00Z")
    sit(shipped("five-competencies"))
    at("2026-11-21T09:00:00Z")
    assert "Strokes at the very foot" not in tab.open("progress").words
    write("Episode", 3, response=["paraphrase"])
    tab.run()
    assert "Strokes at the very foot" in tab.words
    assert any("Journal, 3 Nov 2026" in row[0] for table in tab.tables for row in table)


def test_an_entry_says_which_areas_it_speaks_to(tab, write):
    """Each leads to Progress; mistreatment speaks to none."""
    show(tab, write("One", response=["stay-calm", "paraphrase"]))
    links = [button.label for button in tab.app.button if str(button.key).startswith("entry.speaks.")]
    assert links == ["Self-regulation", "Social skills"]
    assert "Speaks to" in tab.words
    show(tab, write("Two", response=["stay-calm"], episode="abusive"))
    assert "Speaks to" not in tab.words


def test_an_area_opens_progress_where_it_is_asked_about(tab, sit, shipped, write, make_form):
    """Even when another questionnaire was taken last."""
    sit(shipped("five-competencies"))
    sit(make_form())
    show(tab, write("One", response=["stay-calm"])).click("entry.speaks.self-regulation")
    assert shipped("five-competencies").title in tab.app.main.caption[0].value


@pytest.mark.parametrize(("page", "title"), [("results", "Back to Results"), ("progress", "Back to Progress")])
def test_an_entry_leads_back_to_the_page_it_was_opened_from(tab, sit, shipped, write, page, title):
    """And an entry that is opened in the journal afterwards leads back to its list alone."""
    sit(shipped("five-competencies"))
    other = write("Other", 1)
    entry = write("Two", 2, response=["stay-calm"])
    tab.open(page)
    before = tab.title
    tab.click(f"episodes.{page}.self-regulation.{entry}")
    assert title in tab.buttons
    # A tab of the tests is still on the page it was opened on, so each way on begins by opening the next.
    tab.open("journal").click("journal.return")
    assert tab.title == before
    tab.open(page).click(f"episodes.{page}.self-regulation.{entry}")
    tab.open("journal").click("journal.back")
    assert tab.title == "Journal"
    show(tab, other)
    assert "Back" in tab.buttons
    assert not tab.has("journal.return")


def test_episodes_like_an_entry_show_facts_and_the_if_then_and_never_the_story(tab, write):
    """What is shared is said; what was typed is shown as it was typed."""
    write("Before", 2, client="K", trigger=["waiting-time"])
    write("Unlike", 3)
    titles, below = alike(show(tab, write("This", 4, client="K", trigger=["waiting-time", "retelling"])))
    assert titles == ["Before"]
    assert "Shares the same client and “<bdi>A long wait before they reached us</bdi>”" in below
    assert "HAPPENED Before" in below
    assert "If <bdi>&lt;i&gt;their&lt;/i&gt; voice rises</bdi>, then <bdi>I slow down</bdi>." in below
    assert "LABELWORD" not in below
    assert "QUOTEWORD" not in below


def test_without_a_title_and_an_if_then_nothing_is_said_twice_or_left_empty(tab, workspace, write):
    """The day stands for the title; half an if-then is none."""
    other = write("Before", 2, client="K")
    for field in ("title", "if_act"):
        entries.write(workspace, other, field, "")
    titles, below = alike(show(tab, write("This", 4, client="K")))
    assert titles == ["2 November 2026"]
    assert below.count("HAPPENED Before") == 1
    assert "If " not in below
    assert "Nov 2026" not in below


def test_a_tap_opens_the_other_episode(tab, write):
    """In place, like any row of the journal."""
    other = write("Before", 2, client="K")
    show(tab, write("This", 4, client="K")).click(f"journal.like.{other}")
    assert tab.title == "Before"


@pytest.mark.parametrize(("facts", "planned"), [({"severity": 9}, True), ({"episode": "abusive"}, False)])
def test_what_was_severe_or_mistreatment_tells_nothing_of_what_happened(tab, write, facts, planned):
    """Day, how hard it was and what is shared; the if-then of one's own only where it is no mistreatment."""
    write("Before", 2, client="K", **facts)
    titles, below = alike(show(tab, write("This", 4, client="K")))
    assert titles == ["Before"]
    assert "HAPPENED" not in below
    assert ("I slow down" in below) is planned


def test_an_entry_of_mistreatment_has_no_episodes_beside_it(tab, write):
    """Nobody is led from one such story to the next."""
    write("Before", 2, client="K")
    show(tab, write("This", 4, client="K", episode="abusive"))
    assert "Episodes like this one" not in tab.headings
    assert alike(tab)[0] == []
