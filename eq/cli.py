"""The `eq` command. Imports happen inside the commands: `--help` must not load the web stack."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from eq import __version__
from eq.commands.terminal import (
    FILE,
    Group,
    existing,
    format_option,
    passphrase,
    print_json,
    print_line,
    printable,
    quoted,
    workspace_option,
)
from eq.errors import EqError


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="eq")
def main() -> None:
    """EQ Reflect: honest self-assessment in one private file on your own machine.

    Without a command it starts the app, as 'eq run' does.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


@main.command()
@click.option("--port", type=click.IntRange(1024, 65535), help="The port to use; the usual one if not given.")
@click.option("--no-browser", is_flag=True, help="Print the link without opening a window.")
@click.option("--new-link", is_flag=True, help="Make all earlier links and open tabs invalid.")
@workspace_option
def run(port: int | None, no_browser: bool, new_link: bool, named: Path | None) -> None:
    """Start the app, or open a window of the one that runs."""
    from eq.actions.clock import now
    from eq.actions.places import workspace
    from eq.serve.launch import start

    sys.exit(start(workspace(named).path, port=port, open_browser=not no_browser, new_link=new_link, now=now()))


@main.command()
@workspace_option
def shortcut(named: Path | None) -> None:
    """Put an icon on the desktop or in the start menu."""
    from eq.actions.places import workspace
    from eq.serve.shortcut import create

    for path in create(workspace(named).path):
        click.echo(f"Made {path}")


@main.command()
@click.argument("files", nargs=-1, type=FILE)
@workspace_option
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], named: Path | None) -> None:
    """Read questionnaires and print every problem as FILE:LINE: what is wrong, what to do.

    Without FILE, all that ship and the workspace's own are read.
    """
    from eq.actions.checking import check_files, check_known
    from eq.actions.places import workspace

    ctx.meta["eq.all"] = True
    names, problems = check_files(files) if files else check_known(workspace(named))
    if problems:
        raise EqError.of(problems)
    click.echo(f"No problems in {len(names)} questionnaire{'' if len(names) == 1 else 's'}: {', '.join(names)}.")


@main.command()
@click.argument("questionnaire")
@click.argument("responses", type=FILE)
@click.option("--out", type=FILE, help="Write to this file; without it to the screen.")
@format_option("csv", "json")
def score(questionnaire: str, responses: Path, out: Path | None, fmt: Literal["csv", "json"]) -> None:
    """Score a table of responses: one row per respondent and scale.

    RESPONSES.csv has a column 'respondent' and one column per item id; blank is not answered, n/a does not apply.
    """
    from eq.actions.scoring import score_file

    score_file(questionnaire, responses, out, fmt)


@main.command()
@click.argument("questionnaire")
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
@format_option("text", "json")
def change(questionnaire: str, before: Path, after: Path, fmt: str) -> None:
    """Compare two tables of responses, respondent by respondent.

    The command cannot know the dates: less than 4 weeks apart the statements still describe the same weeks, and then
    no verdict should be read.
    """
    from eq.actions.scoring import change_files

    document, text, warnings = change_files(questionnaire, before, after)
    for line in warnings:
        click.echo(line, err=True)
    if fmt == "json":
        print_json(document)
    else:
        click.echo(text)


@main.command()
@click.argument("questionnaire")
@click.argument("responses", type=FILE)
@format_option("text", "json")
def reliability(questionnaire: str, responses: Path, fmt: str) -> None:
    """Reliability of each scale in a group of at least 30: alpha with its interval, omega, item-total, SEM."""
    from eq.actions.scoring import reliability_file

    document, text = reliability_file(questionnaire, responses)
    if fmt == "json":
        print_json(document)
    else:
        click.echo(text)


@main.command()
@click.argument("questionnaire")
@click.argument("answers", type=FILE)
@click.option("--at", "at", help="When it was taken, as an ISO instant; now if not given.")
@workspace_option
def take(questionnaire: str, answers: Path, at: str | None, named: Path | None) -> None:
    """Store one sitting from a file with the columns item and value."""
    from eq.actions.filed import take_file
    from eq.actions.places import workspace

    sitting, answered, items = take_file(workspace(named), questionnaire, answers, at)
    click.echo(f"Kept sitting {sitting}: {answered} of {items} statements answered.")


@main.command("list")
@click.argument("what", type=click.Choice(["assessments", "scores", "entries", "commitments", "practice-log"]))
@format_option("csv", "json")
@workspace_option
def list_(what: str, fmt: str, named: Path | None) -> None:
    """List what the workspace holds."""
    from eq.actions.filed import as_csv, listing

    found = existing(named)
    if what == "practice-log":
        from eq.actions.plan_listing import practice_log

        rows = practice_log(found)
    elif what in ("entries", "commitments"):
        from eq.actions import exporting

        rows = exporting.listing(found, what)
    else:
        rows = listing(found, what)
    if fmt == "json":
        print_json(rows.records)
    else:
        click.echo(as_csv(rows), nl=False)


@main.command()
@click.argument("out", type=FILE)
@click.option("--from", "first", help="The first day, as YYYY-MM-DD; that of the first record if not given.")
@click.option("--to", "last", help="The last day, as YYYY-MM-DD; today if not given.")
@click.option("--include", help="Sections, with commas between; everything but free text if not given.")
@click.option(
    "--with", "texts", default="", help="Kinds of typed text to let out, with commas between; none if not given."
)
@click.option("--copy", "copy_for", type=click.Choice(["person", "coach"]), help="For whom it is worded.")
@click.option("--for-key", "key", type=FILE, help="Seal an .eqpack to the coach whose key file this is.")
@workspace_option
def report(
    out: Path,
    first: str | None,
    last: str | None,
    include: str | None,
    texts: str,
    copy_for: Literal["person", "coach"] | None,
    key: Path | None,
    named: Path | None,
) -> None:
    """Write a report: OUT ends in .html, .pdf, .md, .json or .eqpack.

    Sections: profile, change, items, journal, entries, promises, plan, appendix. 'entries' lets out the texts of all
    episodes of these days, so it has to be named. Typed text stays in unless its kind is named with --with: promises,
    goals, words, tags, notes. The appendix holds single answers with their order and timings. An .eqpack is a coach's
    copy, sealed to a key file, or with the passphrase in EQ_PACKET_PASSPHRASE.
    """
    from eq.actions import report_file

    found = existing(named)
    asked = report_file.Asked(first, last, include, texts, copy_for, key)
    for line in report_file.write(found, out, asked):
        click.echo(printable(line))


@main.command()
@format_option("text", "json")
@workspace_option
def plan(fmt: str, named: Path | None) -> None:
    """Say what speaks for each area as a focus, which practices are offered and why, and how your plan stands."""
    from eq.actions import plan_listing
    from eq.actions.places import workspace

    where = workspace(named)
    found = plan_listing.document(where, None)
    if fmt == "json":
        print_json(found)
    else:
        for line in plan_listing.text(where, found).split("\n"):
            click.echo(printable(line))


@main.command("import")
@click.argument("source", metavar="{daylio|dayone|jrnl|eq}", type=click.Choice(["daylio", "dayone", "jrnl", "eq"]))
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Say what would happen and store nothing.")
@format_option("text", "json")
@workspace_option
def import_(
    source: Literal["daylio", "dayone", "jrnl", "eq"], file: Path, dry_run: bool, fmt: str, named: Path | None
) -> None:
    """Bring in a journal that another program exported, or a file of this app; importing it twice changes nothing.

    Daylio: the CSV export or the backup. Day One: the JSON export, zipped or not. jrnl: the JSON export or the text
    file. Times without a zone are read in this computer's. Moods are ranked as the program itself ranks them. The
    page Data & privacy takes a whole import back.

    eq: what 'eq export' wrote, into an empty workspace; or a packet, an answer or a key file. A sealed one's passphrase
    is asked for, or read from EQ_PACKET_PASSPHRASE.
    """
    from dataclasses import asdict

    from eq.actions import importing
    from eq.actions.places import workspace

    if source == "eq":
        from eq.actions import opening

        came = opening.bring(workspace(named), file, ask=passphrase, dry_run=dry_run)
        if fmt == "json":
            print_json(opening.document(came))
        else:
            for line in opening.report(file.name, came):
                print_line(line)
        return
    found, done = importing.import_file(workspace(named), source, file, dry_run=dry_run)
    if fmt == "json":
        refused = [{"where": one["where"], "why": one["what"]} for one in map(asdict, done.refused)]
        print_json({"new": done.new, "existing": done.existing, "refused": refused})
    else:
        for line in importing.report(found, done, dry_run=dry_run):
            print_line(line)


@main.command()
@click.argument("file", type=FILE)
@click.option("--seal", is_flag=True, help="Seal it with a passphrase: asked for, or read from EQ_PACKET_PASSPHRASE.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@workspace_option
def export(file: Path, seal: bool, force: bool, named: Path | None) -> None:
    """Write everything you ever kept to a zip, for yourself alone; 'eq import eq' takes it into an empty workspace.

    It holds tables to read as well. Without --seal whoever has the file can read all of it.
    """
    from eq.actions import moving

    found = existing(named)
    moving.refuse_taken(found, file, force=force)
    for line in moving.export_file(found, file, force=force, passphrase=passphrase(new=True) if seal else None):
        print_line(line)


@main.command()
@click.argument("words", nargs=-1, required=True)
@format_option("text", "json")
@workspace_option
def search(words: tuple[str, ...], fmt: str, named: Path | None) -> None:
    """Find entries in which all the WORDS occur, each also as the beginning of a longer one.

    Words in quotation marks are found as they stand: eq search '"ring me back"'.
    """
    from eq.actions import journal

    rows = journal.search_rows(existing(named), " ".join(words))
    if fmt == "json":
        print_json(rows)
        return
    for row in rows:
        print_line(" · ".join(part for part in (row["local_date"], row["title"], row["snippet"]) if part))
    if not rows:
        click.echo("Nothing was found.", err=True)


@main.command()
@click.argument("report", metavar="REPORT.json", type=FILE)
@click.pass_context
def verify(ctx: click.Context, report: Path) -> None:
    """Work the numbers of a report out again from the answers in it.

    The exit status is 1 when a number does not follow; each is named. A report whose answers were kept back cannot be
    worked out again: that is said, and is no error.
    """
    from eq.actions import verifying

    found, check = verifying.verify(report)
    for line in verifying.text(found, check).split("\n"):
        click.echo(printable(line))
    ctx.exit(1 if check.status == "no" else 0)


@main.command()
@click.argument("file", type=FILE)
@click.option("--years", type=click.IntRange(1, 30), default=1, show_default=True, help="How much history.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same history.")
def demo(file: Path, years: int, seed: int) -> None:
    """Make a workspace with a believable made-up history in it."""
    from eq.actions.demo import make

    made = make(file, years=years, seed=seed)
    click.echo(
        f"Made {file} with {made.sittings} made-up sittings and {made.entries} journal entries."
        f" Open it with: eq run --workspace {quoted(file)}"
    )


@main.command()
@format_option("text", "json")
@workspace_option
def doctor(fmt: str, named: Path | None) -> None:
    """Look whether the workspace is sound; exit status 1 only for an error."""
    from dataclasses import asdict

    from eq.actions.doctor import diagnose
    from eq.actions.places import workspace

    found = diagnose(workspace(named))
    if fmt == "json":
        print_json({"status": found.status, "findings": [asdict(f) for f in found.findings]})
    else:
        for finding in found.findings:
            click.echo(f"{finding.level:8}{finding.what} {finding.remedy}".rstrip())
    sys.exit(1 if found.status == "error" else 0)


if __name__ == "__main__":
    main()
