"""Taking everything along, in words: the page, the commands, and what stands in the zip itself."""

from __future__ import annotations

from eq.wording.plain import count

SAFETY = "A self-reflection tool. Not a medical or psychological test, not a diagnosis, not therapy."
FILE = "eq-everything.zip"
SEALED_FILE = "eq-everything.zip.age"

README = f"""Everything from one EQ Reflect workspace
========================================

{SAFETY}

This is for the person who kept it, and for nobody else. Everything in it can be read by whoever has the file: all
answers, all notes, the labels of clients, and the secret half of the key that opens what others sealed for you. Do not
send it to anyone. For somebody else, make a report on the page Report and choose there what goes in.

What is in it

lists/      Four tables to read or to use in a spreadsheet: entries, promises, scores, practice-log.
            A text that a spreadsheet would take for a formula has an apostrophe before it.
tables/     Every table of the workspace, one file each, so that nothing is lost on the way.
manifest.json
            What the tables hold, with a hash of each, so that an import can tell that all of it arrived.

To move to another computer

1. Install EQ Reflect there.
2. Run:  eq import eq THIS-FILE.zip
   (or:  eq import eq THIS-FILE.zip --workspace NEW-FILE.eq  where there is something already)
3. It says a hash of the content. It is the same one that the export said: then everything is there.

Questionnaires you added yourself lie as files in the folder "questionnaires" beside the workspace; sittings keep the
version they were taken with, and the files themselves are copied by hand.

Changes made in the lists are not read back. Changes made in the tables are noticed and refused.
"""

TITLE = "Take everything with you"
LEAD = (
    "One zip with all you ever kept: tables that open in any spreadsheet, and everything a new installation needs to "
    "go on where you are. It is for you alone, and holds what a report would leave out."
)
SEAL = "Seal it with a passphrase"
OPEN_ZIP = "**The zip is not sealed.** Whoever has the file can read all of it."
SEALED_ZIP = (
    "Only the passphrase opens a sealed file, here or with the standard *age* program. Nobody can find a lost one: "
    "keep it where you keep others."
)
PASSPHRASE, AGAIN = "Passphrase", "The same once more"
SHORTEST = 12
TOO_SHORT = f"A passphrase has {SHORTEST} characters or more; a few unrelated words are easy to keep."
NOT_ALIKE = "The two are not alike yet."
USE = "Use this passphrase"
SAVE, SAVE_SEALED = "Save everything", "Save everything, sealed"
MOVE = "To bring it into another computer: `eq import eq FILE` there, into an empty workspace."


def wanting(passphrase: str, again: str) -> str:
    """What a new passphrase still needs, "" when nothing; blank edges do not count when a file is sealed."""
    if len(passphrase.strip()) < SHORTEST:
        return TOO_SHORT
    return NOT_ALIKE if passphrase != again else ""


def exported(file: str, rows: int, content: str, *, sealed: bool) -> list[str]:
    """What was written, for a terminal."""
    who = "Only your passphrase opens it." if sealed else "It is not sealed: whoever has the file can read all of it."
    return [f"Wrote {file} with {count(rows, 'row')}. {who}", f"Content {content}"]


def imported(file: str, rows: int, content: str, *, dry: bool) -> list[str]:
    """What came in, or would, for a terminal."""
    verb = "can be imported" if dry else "imported"
    return [f"{file}: {count(rows, 'row')} {verb}.", f"Content {content}"]


OPENED = {
    "packet": "a report was opened and kept for the page Coach desk",
    "reply": "an answer was opened; it stands on the page My plan",
    "key": "a coach’s key was added",
    "questionnaire": "this is a questionnaire; put it into the folder “questionnaires” beside the workspace",
    "export": "this is an export",
}
WOULD_OPEN = {
    "packet": "a sealed file; whether it can be opened shows when it is",
    "report": "a report",
    "key": "the key file of a coach",
    "questionnaire": "a questionnaire",
}
ALREADY = "it was here already, and nothing was changed"
WHOSE = "On the page Coach desk, say whose it is."
DIFFERS = "Some of its numbers do not follow from the answers in it; the page Coach desk shows which."


def opened(file: str, kind: str, *, new: bool, asks: bool, differs: bool) -> list[str]:
    """What became of a file that is no export, for a terminal."""
    lines = [f"{file}: {OPENED.get(kind, kind) if new else ALREADY}."]
    return [*lines, *([WHOSE] if asks else []), *([DIFFERS] if differs else [])]


def would_open(file: str, kind: str) -> list[str]:
    """What a file is, for a terminal; nothing was done with it."""
    return [f"{file}: {WOULD_OPEN.get(kind, kind)}. Nothing was stored."]
