"""The page Report, in words: choosing, looking at it, letting it go, and what was shared before."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from typing import Final, Literal

from eq.coach.choosing import TEXTS, Selection, Text
from eq.coach.report import CHOSEN, Chosen, Copy, Report
from eq.reflect.entry import Kind
from eq.wording.entry import KIND_NAMES, first_line, shortened
from eq.wording.plain import count, day, listing, short_day

Period = Literal["4w", "12w", "year", "all", "days"]
Until = Literal["", "1", "3", "6", "day"]
Letting = Literal["html", "pdf", "md", "json", "eqpack"]

CONTEXT, TITLE = "Share", "Report"
LEAD: Final = (
    "Put together what you want to keep or to show to somebody. Nothing leaves this computer by itself: you see the "
    "whole file first, and then save it or leave it."
)
EMPTY: Final = "A report is made of what you answered and wrote. There is nothing to put into one yet."
EMPTY_GO: Final = "Answer a questionnaire"

WHAT: Final = "1  What goes in"
COPY: Final = "Whom it is for"
COPIES: Final[dict[Copy, str]] = {
    "person": "For me: meaning and a next step",
    "coach": "For a coach: evidence and questions",
}
COPY_KEY: Final = (
    "A lock goes along with it, so that your coach can answer in a file that opens here and nowhere else. The lock "
    "itself opens nothing."
)
USUAL: Final[dict[Copy, str]] = {
    "person": "The usual: a year, every section, your single answers, and none of your own words.",
    "coach": "The usual: a year, every section, and neither single answers nor any of your own words.",
}
USUAL_GO: Final = "Show the usual"
USUAL_SHOWN: Final = "The report is further down, below “3 See it”. Nothing is saved yet."
PERIOD: Final = "Which days"
PERIODS: Final[dict[Period, str]] = {
    "4w": "4 weeks", "12w": "12 weeks", "year": "A year", "all": "Everything", "days": "Other days",
}  # fmt: skip
FIRST, LAST = "From", "To"
SECTIONS_LABEL: Final = "Sections"
SECTION: Final[dict[Chosen, str]] = {
    "profile": "Profile",
    "change": "Change",
    "items": "Statements behind it",
    "journal": "The journal in numbers",
    "entries": "Episodes",
    "promises": "Promises",
    "plan": "Plan",
    "appendix": "Appendix",
}
_HOLDS: Final[dict[Chosen, str]] = {
    "profile": "where each area stands, with its range",
    "change": "the one comparison with an earlier sitting, and its limits",
    "items": "the highest and lowest statements, and those that moved",
    "journal": "feelings, triggers, recovery and ways of responding, counted",
    "promises": "how many were kept, moved or are open; no texts",
    "plan": "focus, practices, days and what they showed; no texts",
    "appendix": "every sitting, and the questionnaires they were taken with",
}
QUESTIONNAIRES: Final = "Questionnaires"
ANSWERS: Final = "Single answers, their order and timings"
ANSWERS_WHAT: Final = (
    "Without them nobody can check the numbers. With them your reader sees every single answer and how long each took."
)
SUBJECT, RECIPIENT, PURPOSE = "Name on the report", "For whom", "What for"
SUBJECT_HINT, RECIPIENT_HINT = "None, if you like", "For example: my coach, Jo"
PURPOSE_HINT: Final = "For example: our talk in December"
UNTIL: Final = "May be kept until"
UNTILS: Final[dict[Until, str]] = {
    "": "Not said", "1": "1 month from now", "3": "3 months from now", "6": "6 months from now", "day": "Another day",
}  # fmt: skip
UNTIL_DAY: Final = "The day"
AROUND: Final = "Name, reader, purpose, how long"

WORDS: Final = "2  Your own words"
WORDS_LEAD: Final = (
    "Nothing you typed goes in unless you tick it here. Labels of your clients are never quoted: they become client A, "
    "client B. What you leave unticked is still counted where a section counts such things, without a word of it; to "
    "leave the counts out too, untick that section or choose other days."
)
NO_WORDS: Final = "You typed nothing in these days that could go in."
TEXT: Final[dict[Text, str]] = {
    "entries": "Episodes",
    "promises": "Promises",
    "goals": "Goals and if–thens",
    "words": "Feeling words of your own",
    "tags": "Triggers and tags of your own",
    "notes": "Notes on sittings",
}
_TYPED: Final[dict[Text, str]] = {
    "entries": "episodes",
    "promises": "texts of promises",
    "goals": "goals and if–thens",
    "words": "your own feeling words",
    "tags": "your own triggers and tags",
    "notes": "notes on sittings",
}
TEXT_OF: Final[dict[Text, frozenset[Chosen]]] = {
    "promises": frozenset({"promises"}),
    "goals": frozenset({"plan"}),
    "words": frozenset({"journal", "entries"}),
    "tags": frozenset({"journal", "entries"}),
    "notes": frozenset({"profile", "change", "items", "appendix"}),
}
"""In which sections a kind of text can stand."""
KIND, SEARCH, ANY_KIND = "Kind", "Search in them", "All kinds"
EPISODES: Final = "Episodes, each by itself"
NO_EPISODE: Final = "None of them fits."
CLEAR_EPISODES: Final = "Untick all"

NAMES: Final = "Names to replace"
NAMES_LEAD: Final = "These names are replaced in every text that goes in, in this report and later ones."
NO_NAMES: Final = "No name is in the list yet."
NAME, INSTEAD = "Name", "What stands there instead"
INSTEAD_HINT: Final = "Empty: person A, person B"
ADD_NAME, KEEP_NAME, REMOVE_NAME = "Add this name", "Keep", "Remove"
SUGGESTED: Final = "These may be names. One tap replaces them:"
LATER: Final = " Another tab still reads the file of your workspace: old bytes go once it is closed."
REMOVED_NAME: Final = "The name is out of the list."

SEE: Final = "3  See it"
SEE_LEAD: Final = "You see the very file that would be saved. Looking at it saves and sends nothing."
SHOW, AGAIN = "Show the report", "Show it again"
BUILDING: Final = "Putting it together"
STALE: Final = "You changed something since you saw it. Show it again to go on."
IN_IT, NOT_IN_IT = "In it", "Not in it"
FRAME: Final = "The report as it will be saved"
FORMATS: Final = (
    "What you see is the html file; its list of contents leads on once it is saved. The pdf has the same words and "
    "figures on pages. Markdown has words and tables without figures. The json file holds the same once more as data, "
    "for checking the numbers."
)
JSON: Final = "Look at the data in it (json)"

LET_GO: Final = "4  Save it, or hand it over"
FIRST_SEE: Final = "Look at the report first; then it can be saved here."
CONSENT_USE: Final = (
    "It is for you and for a talk you choose. It is not for selection, pay or discipline.",
    "If the reader is your manager or HR, our advice is not to share it. You may refuse, and need give no reason.",
    "A copy handed over cannot be called back. A day until which it may be kept is a request; nothing enforces it.",
)
SEEN: Final = "I have seen it and want to hand it over"
SEEN_OWN: Final = "I have seen what is in it and want to save it"
TICK_FIRST: Final = "Tick the line above, then it can be saved."
HOW: Final = "How"
LETTING: Final[dict[Letting, str]] = {
    "html": "Web page (html)",
    "pdf": "Pages to print (pdf)",
    "md": "Plain text (Markdown)",
    "json": "Data (json)",
    "eqpack": "Sealed for a coach",
}
UNSEALED: Final = (
    "This file is not sealed: whoever has it can read it. On an employer’s computer that may include your employer, "
    "and the folder for downloads is part of it."
)
WRITING: Final = "Writing the file"
SEAL_WHAT: Final = (
    "Sealed, it is one file that ends in .eqpack, and only the coach you choose can open it. They need EQ Reflect for "
    "that. For a coach without it, choose the pages to print instead; those are not sealed."
)
SEAL_WITH: Final = "Seal it with"
SEALS: Final = {"key": "The key file of a coach", "passphrase": "A passphrase you agree on"}
COACH: Final = "Which coach"
NO_COACH: Final = (
    "No coach’s key is here yet. Your coach makes a key file once, on the page Coach desk, and sends it in any way; it "
    "ends in .eqkey and nobody can read anything with it. Open it here, or choose a passphrase."
)
OPEN_KEY: Final = "Open a coach’s key file"
FINGERPRINT: Final = "Compare these four groups aloud, by phone or face to face, before you send anything:"
PASSPHRASE, SAME = "Passphrase, 12 characters or more", "The same once more"
HOW_TO_SAY_IT: Final = (
    "Four or five unrelated words are easy to say and hard to guess. Tell it in another way than you send the file: by "
    "phone, say, never in the same mail. Nobody can find a lost one."
)
TOO_SHORT: Final = "It needs 12 characters or more."
NOT_ALIKE: Final = "The two are not alike yet."
SEAL_IT: Final = "Seal it"
SEALING: Final = "Sealing; this takes a moment on purpose"
SEALED: Final = "It is sealed. Only the reader you chose can open it."
_SEND: Final = (
    "Save it, then send that one file to your coach by mail, chat or on a stick. They open it in EQ Reflect, on the "
    "page Coach desk{how}. Their answer is a file, too: open it further down, at “Answers from your coach”."
)
SAVE_SEALED, SEAL_OTHER = "Save the sealed report", "Seal it in another way"


def holds(section: Chosen, questionnaires: int, sittings: int, entries: int, promises: int, plans: int) -> str:
    """What a section holds, and how much of it there is in these days."""
    taken = f"{count(questionnaires, 'questionnaire')}, {count(sittings, 'sitting')}"
    amount = {
        "journal": count(entries, "entry", "entries"),
        "promises": count(promises, "promise"),
        "plan": count(plans, "plan"),
    }.get(section, taken)
    return f"{_HOLDS[section][:1].upper()}{_HOLDS[section][1:]}. In these days: {amount}."


def sections(chosen: Container[Chosen], listed: Sequence[Chosen]) -> str:
    """Which of the listed sections go in."""
    taken = [SECTION[one].lower() for one in listed if one in chosen]
    if len(taken) == len(listed):
        return f"All {len(listed)} go in: {listing(taken)}."
    if not taken:
        return "None of them goes in."
    return f"{len(taken)} of {len(listed)} {'goes' if len(taken) == 1 else 'go'} in: {listing(taken)}."


def send(*, passphrase: bool) -> str:
    """What to do with a sealed report, and what its reader does with it."""
    return _SEND.format(how=", with the passphrase you tell them in another way" if passphrase else "")


def period(first: date, last: date) -> str:
    """Which days it covers."""
    return f"{day(first)} to {day(last)}"


def quality(waiting: int) -> str:
    """The tick for sittings whose answers wait for a word."""
    return f"{count(waiting, 'sitting')} whose answers wait for a word of yours"


QUALITY_WHAT: Final = (
    "Quick or very alike answers were noticed in them and you have not said what is so. Their numbers are withheld "
    "either way; ticked, the report says that they wait."
)


def text(kind: Text, n: int) -> str:
    """``Promises: 14 texts``."""
    return f"{TEXT[kind]}: {count(n, 'text' if kind in ('promises', 'goals', 'notes') else 'word')}"


def episodes(ticked: int, total: int, elsewhere: int = 0) -> str:
    """How many episodes go in; ``elsewhere``: ticked, and not in the chosen days."""
    more = f" {elsewhere} more you ticked, not in these days: left out." if elsewhere else ""
    return f"{ticked} of {count(total, 'episode')} ticked.{more}"


def episode(on: date, kind: Kind, title: str) -> str:
    """What one episode is called; ``title`` is plain text."""
    return f"{short_day(on)} · {KIND_NAMES[kind]} · {title}"


def kind(name: str) -> str:
    """A kind of entry by its id, "" for all of them."""
    return next((said for known, said in KIND_NAMES.items() if known == name), ANY_KIND)


def beginning(written: str, title: str) -> str:
    """The first words of an episode, "" where its title says them already."""
    line = first_line(written)
    return "" if not line or line.startswith(title.rstrip("…")) else shortened(line, 120)


def names_masked(n: int) -> str:
    """How many names the list has."""
    return f"{count(n, 'name')} {'is' if n == 1 else 'are'} masked."


def suggestion(name: str, n: int) -> str:
    """A chip: a name and how often it occurs."""
    return f"{name} ({n})"


def contents(report: Report, selection: Selection) -> list[str]:
    """What is in the report, line by line; plain text."""
    lines = [f"{period(report.cover.first, report.cover.last)}. {COPIES[report.cover.copy_for]}."]
    if report.cover.subject:
        lines.append(f"Your name as you wrote it: {report.cover.subject}.")
    held = [SECTION[one].lower() for one in CHOSEN if report.section(one) is not None]
    if held:
        lines.append(f"Sections: {listing(held)}.")
    if report.sittings:
        lines.append(f"{count(len(report.sittings), 'sitting')} of {count(len(report.instruments), 'questionnaire')}.")
    given = sum(len(one.answers) for one in report.sittings if one.answers is not None)
    if given:
        lines.append(f"{count(given, 'single answer')} with their order and timings.")
    if asked := report.section("questions"):
        n = sum(len(block.items) for block in asked.blocks if block.type == "questions")
        lines.append(f"{count(n, 'question')} to talk about.")
    own = [_TYPED[one] for one in TEXTS if one in report.cover.texts and one != "entries"]
    if selection.has("entries"):
        own.insert(0, f"{count(len(selection.entries), 'episode')} you ticked")
    lines.append(f"Your own words: {listing(own) or 'none of them'}.")
    if report.cover.masked:
        lines.append(f"{count(report.cover.masked, 'name')} replaced in them.")
    return lines


def left_out(report: Report) -> str:
    """What is not in the report, in one line; plain text."""
    absent = [SECTION[one].lower() for one in CHOSEN if report.section(one) is None and one != "entries"]
    if not any(one.answers for one in report.sittings):
        absent.append("single answers")
    typed = {**_TYPED, "entries": "the words of any episode"}
    absent += [typed[one] for one in TEXTS if one not in report.cover.texts]
    if "entries" in report.cover.texts:
        absent.append("the words of every other episode")
    absent.append("labels of clients")
    return f"{NOT_IN_IT}: {listing(absent)}."


def json_rest(n: int) -> str:
    """How much of the json file is not drawn."""
    return f"{n:,} more characters are in the file itself."


def consent(report: Report) -> str:
    """For whom it is, until when and what for; plain text."""
    cover = report.cover
    who = cover.recipient or ("a coach of your choice" if cover.copy_for == "coach" else "yourself")
    unsaid = ", with no day said until which it may be kept" if cover.copy_for == "coach" else ""
    until = f", to be kept until {day(cover.until)}" if cover.until else unsaid
    purpose = f" What for: {cover.purpose}." if cover.purpose else ""
    return f"For {who}{until}.{purpose}"


def save(letting: Letting) -> str:
    """The button that saves the file."""
    return f"Save as {'Markdown' if letting == 'md' else letting}"


CHANGE_COACH: Final = "Change the name, or take this coach out"
COACH_NAME: Final = "What you call them"
RENAME, REMOVE = "Keep the name", "Take out of the list"
REMOVED_COACH: Final = "Taken out. Packets that were sealed before can still be opened by them."


def wanting(passphrase: str, again: str, shortest: int) -> str:
    """What a new passphrase still needs, "" when nothing."""
    if len(passphrase.strip()) < shortest:
        return TOO_SHORT
    return NOT_ALIKE if passphrase != again else ""


def removed(gone: bool) -> str:
    """That a name was taken out."""
    return REMOVED_NAME if gone else REMOVED_NAME + LATER
