"""The playbook in words: its stages and grades, what was found, and how it has gone."""

from __future__ import annotations

from datetime import date

from eq.reflect.responding import Association
from eq.reflect.ways import Grade, Stage
from eq.wording.insights import FEW_CLIENTS, VERDICT
from eq.wording.plain import count, listing, multiple, short_day

TITLE = "Playbook"
SEARCH = "Search the ways of responding"
SEARCH_HINT = "Such as bill, angry email, saying no"
STAGE = "When in a contact"
FILTER = "Filter"
COMPETENCY, GRADE = "Competency", "What stands behind it"
USED_ONLY = "Only ways you named in a debrief"
NOTHING = "No way of responding has these words. Try another word, or show all ways."
NONE_FIT = "No way of responding fits all of this."
SHOW_ALL = "Show all ways"
IN_DANGER = "Threatened, insulted for who you are, touched or followed? You owe none of these ways to anyone."
IN_DANGER_GO = "End contact and report abuse"
SAFETY_FIRST = "Safety first"

STAGES: dict[Stage, str] = {
    "before": "Before",
    "opening": "Opening",
    "middle": "Middle",
    "limits": "Limits and ending",
    "closing": "Closing",
    "after": "Afterwards",
}
STAGE_HEADS: dict[Stage, str] = {
    "before": "Before a contact",
    "opening": "As it opens",
    "middle": "In the middle",
    "limits": "Limits, help, and ending a contact",
    "closing": "As it closes",
    "after": "Afterwards",
}
_STAGE_MOST: dict[Stage, str] = {
    "before": "mostly before a contact",
    "opening": "mostly as a contact opens",
    "middle": "mostly in the middle of a contact",
    "limits": "mostly around limits and endings",
    "closing": "mostly as a contact closes",
    "after": "mostly afterwards",
}
GRADES: dict[Grade, str] = {"A": "A: many studies", "B": "B: an experiment", "C": "C: practice"}
_GRADE_MEANS: dict[Grade, str] = {
    "A": "A: a meta-analysis, which takes many studies together, covers the practice behind this way.",
    "B": "B: at least one experiment covers the practice behind this way.",
    "C": "C: this way rests on expert practice; it was not studied on its own.",
}
GRADE_LIMIT = "A grade is about the practice as it was studied, never a promise for you."

BACK, ALL_WAYS = "Back", "All ways"
BACK_TO = {
    "debrief": "Back to the debrief",
    "journal": "Back to the journal",
    "prepare": "Back to preparing",
    "practices": "Back to the practice",
}
STEPS = "Steps"
SAY = "Sentences to say"
BRINGS, RISK, AVOID = "What it brings", "What can go wrong", "When not to use it"
EVIDENCE = "What stands behind it"
NEIGHBOURS = "Near to this one"
SUPPORT = "Support"

COPY, COPIED, NOT_COPIED = "Copy", "Copied", "Not copied. Select the text and copy it."
MAKE_OWN = "Make it my own"
OWN = "Your own"
OWN_LABEL = "A sentence of your own"
OWN_HINT = "As you would say it tomorrow"
KEEP, EDIT, DELETE, CANCEL, UNDO = "Keep", "Edit", "Delete", "Cancel", "Undo"
EDIT_LABEL = "Your sentence"
KEPT = "Kept with this way."
DELETED = "The sentence was deleted."
DELETED_LATER = "The sentence was deleted. Another tab has the file open: the last traces go once it is closed."

GONE = "How it has gone for you"
GONE_NONE = (
    "Nothing is counted yet. Name it in a debrief, and what you say of it is counted here. Episodes of mistreatment "
    "are left out: they count against no way of responding."
)
GONE_LIMIT = (
    "Counted from your own debriefs. Some ways are used more in harder contacts, so these numbers do not tell which "
    "one is better."
)
_INSEPARABLE = (
    "Whether it goes with shorter or longer recovery cannot be told apart from how hard the episodes were, and when; "
    "or they were all as hard, or took as long, as one another."
)
GONE_SAFETY = "Ending contact is not scored here. Safety needs no proof."
NO_WORD = (
    "Only counted, with no word on recovery: setting a limit, ending a contact and bringing someone in belong to the "
    "hardest moments. A longer recovery then says nothing against them, and safety needs no proof."
)
LAST = "The last times"

LINKS = "In the playbook"
READ = "Read about one in the playbook"


def lead(n: int) -> str:
    """What the page holds."""
    return f"{n} ways of responding, each with steps, sentences to say, and when to leave it."


def found(n: int, total: int) -> str:
    """How many fit."""
    return f"{n} of {total} ways fit."


def filter_label(active: int) -> str:
    """The filter, with how many of its choices are active."""
    return f"{FILTER} ({active})" if active else FILTER


def row(competency: str, grade: Grade, used: int) -> str:
    """The line below a title: its competency, its grade, and how often it was used where it was."""
    return " · ".join([competency, GRADES[grade], *([f"used {times(used)}"] if used else [])])


def context(competency: str, stage: Stage) -> str:
    """The quiet line above a title."""
    return f"{competency} · {_STAGE_MOST[stage]}"


def grade(value: Grade) -> str:
    """A grade in words."""
    return _GRADE_MEANS[value]


def times(n: int) -> str:
    """``once``, ``twice``, ``5 times``."""
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def used(n: int, clients: int, last: date | None) -> str:
    """How often, how many clients were named with it, and when last."""
    parts = [f"Used {times(n)}"]
    if clients:
        parts.append(f"{count(clients, 'client')} named")
    if last is not None:
        parts.append(f"last on {short_day(last)}")
    return f"{', '.join(parts)}."


def worked(yes: int, partly: int, no: int, unsaid: int) -> str:
    """What was said of it, in counts; what was never said is left out."""
    said = [f"{words} {times(n)}" for words, n in (("worked", yes), ("partly", partly), ("did not", no)) if n]
    told = f"You said: {listing(said)}." if said else ""
    rest = f"Not said: {times(unsaid)}." if unsaid else ""
    return " ".join(part for part in (told, rest) if part)


def severe(n: int) -> str:
    """How many uses were in the hardest episodes; "" for none."""
    return f"In a very hard episode (8 or more of 10): {times(n)}." if n else ""


def went_with(row: Association, tested: int) -> str:
    """What a way went with in the person's own records, or why there is no word; ``tested`` ways share the error."""
    if row.reason == "no_word":
        return NO_WORD
    if row.reason == "too_few":
        return _too_few(row)
    if row.verdict is None:
        return _INSEPARABLE
    leaning = "is " if row.verdict.startswith("leaning") else ""
    said = "Whether it goes with shorter or longer recovery, your records cannot tell"
    if row.verdict != "unclear":
        said = f"This way {leaning}{VERDICT[row.verdict]}"
    spread = f"{multiple(row.low95)} to {multiple(row.high95)}"
    size = f"{multiple(row.ratio)} times the minutes until back to normal (95 % range {spread})"
    alone = row.verdict not in ("shorter", "longer") and not row.low95 <= 1 <= row.high95
    parts = (
        f"{said}: {size}, with how hard the episodes were, and when, held equal.",
        f"{count(row.n_with, 'episode')} with it, {row.n_without} without; "
        f"{count(tested, 'way was', 'ways were')} tested; that is taken into account.",
        "On its own this range would count; looking at several ways at once it does not." if alone else "",
        FEW_CLIENTS if row.few_clients else "",
        "What goes together need not be cause and effect.",
    )
    return " ".join(part for part in parts if part)


def _too_few(row: Association) -> str:
    gaps = [f"{n} more {kind}" for n, kind in ((row.more_with, "with it"), (row.more_without, "without it")) if n]
    return (
        f"A word on recovery needs {listing(gaps)}: episodes in which you said how hard it was and how long it took "
        "until you were back to normal."
    )
