"""`eq report` and what it writes: the choices of the page in one line, and nothing where one makes no sense."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from eq.actions import entries, keys, settings, share_log
from eq.actions.demo import make
from eq.cli import main
from eq.exchange.packets import read_packet
from eq.exchange.sealing import unseal
from eq.store.workspace import Workspace

MARKER = "Quillfeather"
ZONE = "Europe/Berlin"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A made-up year, with one typed text that can be looked for."""
    place = tmp_path_factory.mktemp("filled") / "me.eq"
    make(place, years=1, seed=1)
    workspace = Workspace(place)
    entries.begin(workspace, "note", entry="e1", zone=ZONE)
    entries.write(workspace, "e1", "text", f"I wrote to {MARKER}.")
    entries.finish(workspace, "e1")
    return workspace


def run(workspace, *arguments, **environment):
    return CliRunner().invoke(
        main, ["report", *map(str, arguments), "--workspace", str(workspace.path)], env=environment
    )


@pytest.mark.parametrize("ending", ["html", "pdf", "md", "json"])
def test_the_ending_of_the_name_is_the_format(filled, tmp_path, ending):
    """Each format is written whole, for the owner of the file alone, and logged."""
    out = tmp_path / f"report.{ending}"
    done = run(filled, out)
    assert done.exit_code == 0, done.output
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    beginning = {"html": b"<!doctype html", "pdf": b"%PDF-", "md": b"# ", "json": b"{"}[ending]
    assert out.read_bytes().lower().startswith(beginning.lower())
    assert share_log.shared(filled)[0].format == ending


def test_without_a_word_about_it_nothing_typed_leaves(filled, tmp_path):
    """The default holds every section but the episodes, and none of the person's own words."""
    out = tmp_path / "report.json"
    assert run(filled, out).exit_code == 0
    document = json.loads(out.read_text("utf-8"))
    held = [section["id"] for section in document["sections"]]
    assert held == [
        "reading", "profile", "change", "items", "journal", "promises", "plan", "next", "limits", "appendix",
    ]  # fmt: skip
    assert MARKER not in out.read_text("utf-8")


def test_episodes_leave_when_they_are_named(filled, tmp_path):
    """--include entries lets out the episodes of the days, and only the sections that were named."""
    out = tmp_path / "report.json"
    assert run(filled, out, "--include", "entries, promises").exit_code == 0
    text = out.read_text("utf-8")
    assert MARKER in text
    held = [section["id"] for section in json.loads(text)["sections"]]
    assert held == ["reading", "entries", "promises", "next", "limits"]


def test_a_period_without_the_episode_does_not_hold_it(filled, tmp_path):
    """Days are counted as they were given."""
    out = tmp_path / "report.md"
    assert run(filled, out, "--include", "entries", "--to", "2026-01-31", "--from", "2026-01-01").exit_code == 0
    assert MARKER not in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report.doc",), ".html, .pdf, .md, .json, .eqpack"),
        (("report.md", "--from", "yesterday"), "2026-11-21"),
        (("report.md", "--from", "2026-03-01", "--to", "2026-02-01"), "first day lies after the last"),
        (("report.md", "--to", "2999-01-01"), "still to come"),
        (("report.md", "--include", "profile,everything"), "There is no 'everything'"),
        (("report.md", "--with", "entries"), "--include"),
        (("report.md", "--with", "secrets"), "There is no 'secrets'"),
        (("report.eqpack",), "has to be sealed"),
    ],
)
def test_what_makes_no_sense_writes_nothing(filled, tmp_path, arguments, said):
    """One clear line, exit status 1, no file and no line in the log."""
    before = share_log.shared(filled)
    out = tmp_path / arguments[0]
    done = run(filled, out, *arguments[1:])
    assert done.exit_code == 1
    assert said in done.output
    assert list(tmp_path.iterdir()) == []
    assert share_log.shared(filled) == before


def test_a_packet_is_sealed_to_the_key_file_of_a_coach(filled, tmp_path):
    """Only the coach's own workspace opens it; it holds the coach's copy and a key to answer to."""
    coach = Workspace(tmp_path / "coach.eq")
    settings.welcome(coach)
    keys.make(coach, "R. Ames")
    (tmp_path / "ames.eqkey").write_bytes(keys.key_file(coach)[1])
    out = tmp_path / "report.eqpack"
    done = run(filled, out, "--for-key", tmp_path / "ames.eqkey")
    assert done.exit_code == 0, done.output
    opened = unseal(out.read_bytes(), "packet", identities=keys.identities(coach))
    packet = read_packet(opened, "packet")
    assert packet.report.cover.copy_for == "coach"
    assert packet.report.reply_to
    assert (share_log.shared(filled)[0].sealed, share_log.shared(filled)[0].recipient) == ("key", "R. Ames")


def test_a_packet_takes_its_passphrase_from_the_environment(filled, tmp_path):
    """A passphrase is never an argument, where other users of the machine could read it."""
    out = tmp_path / "report.eqpack"
    for typed in ("short", f"{' ' * 12}short"):
        short = run(filled, out, EQ_PACKET_PASSPHRASE=typed)
        assert short.exit_code == 1
        assert "12 characters" in short.output
    done = run(filled, out, EQ_PACKET_PASSPHRASE="four unrelated plain words")
    assert done.exit_code == 0, done.output
    assert unseal(out.read_bytes(), "packet", passphrase="four unrelated plain words")


def test_an_empty_workspace_says_what_to_do_first(tmp_path):
    """Before there is anything the command says so and writes nothing."""
    place = Workspace(Path(tmp_path / "me.eq"))
    place.ensure()
    done = run(place, tmp_path / "report.md")
    assert done.exit_code == 1
    assert "Answer a questionnaire" in done.output
    assert not (tmp_path / "report.md").exists()


def test_a_report_never_takes_the_place_of_what_it_is_made_from(filled, tmp_path):
    """The workspace itself, by another name or by a link, is left as it is."""
    place = tmp_path / "me.json"
    place.write_bytes(filled.path.read_bytes())
    link = tmp_path / "out.json"
    link.symlink_to(place)
    before = place.read_bytes()
    for out in (place, link):
        done = run(Workspace(place), out)
        assert done.exit_code != 0
        assert "Name another file" in done.output
    assert place.read_bytes() == before
