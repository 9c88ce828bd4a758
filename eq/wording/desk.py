"""The coach's desk, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from eq.coach.desk import Done, Follows, Note, PacketRow, Row, Session, When
from eq.wording.plain import count, day, listing, short_day

CONTEXT: Final = "Share"
TITLE: Final = "Coach desk"
FIRST: Final = (
    "A desk for whoever accompanies others: open what they send you, prepare the next session, write notes, and send "
    "an answer back. All of it stays in this file on this computer. It shows one person at a time; there is no view "
    "over a group, on purpose."
)
SCOPE: Final = "What a coach can and cannot read out of this"
CANNOT: Final = "What the numbers cannot tell"

# Opening files

OPEN: Final = "Open what somebody sent you"
OPEN_LEAD: Final = (
    "Packets and answers (.eqpack), reports (.json) and key files (.eqkey), as many at once as you like. Whatever "
    "cannot be opened leaves nothing behind."
)
FILES: Final = "Files"
LARGEST_MB: Final = 64
OPENING: Final = "Opening the files …"
UNSEALING: Final = "Opening it …"
CAME: Final = "What came of it"
CLEAR: Final = "Clear this list"
LOOK: Final = "Look at it"
PASSPHRASE, UNSEAL, LEAVE = "Passphrase", "Open", "Leave it out"
TYPE_FIRST: Final = "Type the passphrase first."
GO_TO: Final = {
    "questionnaire": ("take", "Go to Take"),
    "export": ("data", "Go to Data & privacy"),
    "reply": ("plan", "Go to My plan"),
}

# Whose a packet is

WHOSE: Final = "Whose is it?"
NEW, SAME = "A new client", "The same as …"
WHO_LABEL: Final = "New client, or the same as one you know?"
LABEL: Final = "What you call them"
LABEL_HELP: Final = "Only you see it. Initials will do."
CLIENT: Final = "Client"
KEEP: Final = "Keep"
SAME_HINT: Final = "This can be taken back under “Client”."

# The key

KEY: Final = "Your key file"
KEY_LEAD: Final = (
    "Hand it out once, any way you like: with it, others seal what only you can open. The file itself opens nothing."
)
KEY_NAME: Final = "Your name on it"
KEY_NAMELESS: Final = "There is no name on it."
KEY_MAKE: Final = "Make your key file"
KEY_SAVE: Final = "Save the key file"
KEY_RENAME: Final = "Change the name"
KEY_COMPARE: Final = (
    "Let them read these four groups to you, by phone or face to face. If they are the same, nobody put another key in "
    "between."
)
RENAMED: Final = "The name was changed. Files handed out before keep the old one."

# The list

LIST: Final = "Clients"
GROUPS: Final[dict[When, str]] = {
    "today": "Today",
    "later": "Coming up",
    "past": "The planned day is over",
    "unplanned": "No session planned",
}
"""The headings of the list, in their order."""
NOBODY: Final = (
    "Nobody is on your desk yet. Hand out your key file, and open the first packet above; whoever sent it stands here "
    "then."
)
SHOW: Final = "Open"
ALL: Final = "All clients"
_SOON: Final = timedelta(days=31)
"""How long before the end of a consent the list begins to say so."""
OVER_SHOW: Final = "Delete …"
OVER_LATER: Final = "Ask me again tomorrow"
OVER_TITLE: Final = "Delete what may not be kept any longer"
DELETE: Final = "Delete for good"
FINAL: Final = "It will be deleted and overwritten. **This cannot be undone.**"
DELETED: Final = "It was deleted."
DELETED_LATER: Final = "It was deleted. Another tab still reads the file: old bytes go once it is closed."

# One client

PARTS: Final = {
    "report": "Report",
    "compare": "Two dates",
    "session": "Session",
    "notes": "Notes",
    "answer": "Answer",
    "client": "Client",
}
PART: Final = "Part"
PACKET: Final = "Which packet"
SECTION: Final = "Section"
SHORT: Final = "In short"
ABOUT_PACKET: Final = "About this packet"
BACK, ON = "Previous", "Next"
READ, UNREAD = "Mark as read", "Mark as unread"
NO_PACKETS: Final = "There is no packet of this client any more. Notes and sessions are still here."
TOO_LARGE: Final = "This part is larger than any that is made here. It is not shown; it still stands in the file."
NO_FIGURE: Final = "This figure cannot be drawn. Its values stand in the table."
FOLLOWS: Final[dict[Follows, str]] = {
    "yes": "The numbers follow from the answers in it. That does not prove who gave them, or that they are true.",
    "withheld": (
        "Answers withheld: single answers were kept back, which is everyone’s right, so the numbers could not be "
        "worked out again."
    ),
    "no": "Some numbers or sentences do not follow from the answers in it.",
}
BY_NUMBER: Final = "The number in it is this client’s. A number says what belongs together, not who sent it."
OTHER_KEY: Final = (
    "Its key for answers is another one than in the first packet of this client. That happens when somebody starts "
    "anew; it also happens when somebody else made this report. Ask them, and compare the four groups under Answer."
)
DIFFERENCES: Final = "What does not follow"
DIFFERENCE_COLUMNS: Final = ("Where", "The report says", "The answers give")
DIFFERENCES_WHY: Final = "Another version of the app may word a sentence differently; a number cannot differ by that."

ONE, OTHER = "One report", "The other report"
ONE_PACKET: Final = "Two packets of this client can stand side by side here. So far there is one."
TWICE: Final = "Choose two different packets."

NOTE_NEW: Final = "A note"
NOTE_HINT: Final = "What you want to remember, or ask"
NOTE_ADD: Final = "Keep the note"
NOTE_SHARED: Final = "Share it: it goes into the next answer"
NOTES_NONE: Final = "No notes yet. They are for you alone until you share one."
NOTE_SHARE, NOTE_PRIVATE, NOTE_CHANGE, NOTE_UNDO, NOTE_DELETE = (
    "Share",
    "Make it private",
    "Change",
    "Undo the last change",
    "Delete",
)
NOTE_TITLE: Final = "This note"
NOTE_WAS_SENT: Final = "It is private from now on. An answer that went out with it cannot be called back."
UNDONE: Final = "It reads as it did before."
NOTHING_TO_UNDO: Final = "There is nothing to bring back."
MORE: Final = "Show more"

NAME: Final = "Name and packets"
RENAME: Final = "Keep the name"
MERGE: Final = "Is this somebody you have twice?"
MERGE_LEAD: Final = "Two clients that turn out to be one stand under one name. Nothing is moved; it can be taken back."
MERGE_GO: Final = "Bring them together"
MERGED: Final = "They are one client now. It can be taken back under “Client”."
UNMERGE: Final = "Take it back"
UNMERGED: Final = "They are two clients again."
PACKET_DELETE: Final = "Delete this packet"
PACKET_TITLE: Final = "Delete a packet"
CLIENT_DELETE: Final = "Delete this client"
CLIENT_LEAD: Final = "All that is kept of them here: packets, notes, sessions and answers. Nothing is sent to anyone."


def lead(rows: Sequence[Row], today: date) -> str:
    """The paragraph under the title of the desk: who comes today, and what was not read; plain text."""
    unread = sum(row.unread for row in rows)
    said = (
        f"{count(len(rows), 'client')}, {count(unread, 'packet')} unread."
        if unread
        else (f"{count(len(rows), 'client')}, nothing unread.")
    )
    comes = [row.client.label for row in rows if row.next_on == today]
    return f"Today: {listing(comes)}. {said}" if comes else said


def came(kind: str, *, new: bool, sender: str, subject: str, label: str) -> str:
    """What became of one file; ``label`` is the client's, "" while that is asked. Others typed parts of it."""
    if kind == "packet":
        who = label or subject
        of = f" of {who}" if who else ""
        return f"Opened: a report{of}." if new else f"This report{of} was here already."
    if kind == "reply":
        by = f" by {sender}" if sender else " by your coach"
        return f"Opened: an answer{by}. It stands on My plan." if new else f"This answer{by} was here already."
    if kind == "key":
        return f"This is the key file of {sender or 'a coach'}. You can seal a report to them on the page Report."
    if kind == "export":
        return (
            "This is somebody’s whole workspace, not a packet. It moves into an empty workspace only, with the command "
            "“eq import eq” and the file’s name; Data & privacy says more. If it is not your own, do not keep it."
        )
    return "This is a questionnaire. It belongs on the page Take, under “Add a questionnaire of your own”."


def sealed(name: str) -> str:
    """That one file wants its passphrase."""
    return f"{name} is sealed with a passphrase. Type it as it was told to you."


def whose(subject: str, packets: int) -> str:
    """Of whom is asked; the subject was typed by them."""
    named = f"The name on it is “{subject}”." if subject else "There is no name on it."
    return f"{count(packets, 'packet')} of somebody who is not on your desk yet. {named}"


def key_groups(fingerprint: str) -> str:
    """What to compare aloud."""
    return f"{KEY_COMPARE} {fingerprint}"


def row_next(row: Row, today: date) -> str:
    """When the next session is."""
    if row.next_on is None:
        return "No session planned"
    if row.next_on == today:
        return "Session today"
    if row.next_on < today:
        return f"Session was planned for {short_day(row.next_on)}"
    return f"Next session {weekday(row.next_on)}"


def row_news(row: Row) -> str:
    """What came and what was read."""
    parts = [f"{row.unread} unread" if row.unread else "nothing unread"]
    if row.last_session:
        parts.append(f"last session {short_day(row.last_session)}")
        if row.new_since != row.unread:
            parts.append(f"{row.new_since} new since" if row.new_since else "nothing new since")
    return " · ".join(parts)


def row_step(row: Row) -> str:
    """The agreed step, "" for none; typed by the coach."""
    if not row.agreed:
        return ""
    due = f", until {short_day(row.due)}" if row.due else ""
    open_ = " (the day has passed, nothing said yet)" if row.overdue else ""
    done = f": {DONE[row.done].lower()}" if row.done else ""
    return f"Agreed: {row.agreed}{due}{open_}{done}"


def row_ends(row: Row, today: date) -> str:
    """Until when it may be kept, "" where that was not said or is a while off."""
    if row.ends is None or row.ends - today > _SOON:
        return ""
    return f"Could be kept until {short_day(row.ends)}" if row.ended else f"May be kept until {short_day(row.ends)}"


def weekday(on: date) -> str:
    """A day such as ``Mon 24 Nov 2026``."""
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[on.weekday()]} {short_day(on)}"


def over(label: str, packets: int, until: date) -> str:
    """That the date of somebody's consent is over; plain text."""
    what = "The packet" if packets == 1 else f"{packets} packets"
    return f"{what} of {label} could be kept until {day(until)}. That day is over: it is time to delete."


def over_all(clients: int) -> str:
    """The fold over those whose consent date is over."""
    dates = "a consent date is" if clients == 1 else f"the consent dates of {clients} clients are"
    return f"Time to delete: {dates} over"


def goes(label: str, packets: Sequence[PacketRow]) -> str:
    """Which packets a deletion takes; plain text."""
    return f"{count(len(packets), 'packet')} of {label}: {listing([covers(one) for one in packets])}."


def goes_all(label: str, packets: int, notes: int, sessions: int, answers: int, others: Sequence[str]) -> str:
    """All that goes with a client; plain text."""
    held = [
        count(packets, "packet"),
        count(notes, "note"),
        count(sessions, "session"),
        f"{count(answers, 'answer')} you made",
    ]
    also = f" With it goes what came as {listing(others)}." if others else ""
    return f"Everything about {label}: {listing(held)}.{also}"


NOTES_STAY: Final = "Your notes and sessions stay."


def covers(packet: PacketRow) -> str:
    """The days a packet covers."""
    return f"{short_day(packet.first)} to {short_day(packet.last)}"


def packet(one: PacketRow, made: date) -> str:
    """One entry of the list of packets; what tells them apart stands first, as the end may be cut."""
    unread = "" if one.read_at else ", unread"
    return f"Made {short_day(made)}{unread} · {covers(one)}"


def packet_facts(one: PacketRow, made: date) -> str:
    """The quiet line over a report; the name on it was typed by the client."""
    parts = [f"Made {day(made)}"]
    if one.subject:
        parts.append(f"name on it: {one.subject}")
    if one.until:
        parts.append(f"{'could' if one.ended else 'may'} be kept until {day(one.until)}")
    return " · ".join(parts)


def differs(n: int) -> str:
    """How many differences there are."""
    return f"{FOLLOWS['no']} {count(n, 'difference')}:"


def client_lead(row: Row, today: date) -> str:
    """What stands under a client's name; plain text."""
    said = [row_next(row, today), row_step(row)]
    return ". ".join(part.rstrip(".") for part in said if part) + "."


def merged_with(labels: Sequence[str]) -> str:
    """Under whom others are shown; plain text."""
    return f"Brought together with {listing(labels)}."


def note_state(note: Note, written: date) -> str:
    """Whether a note is private, and when it was written."""
    if not note.shared:
        return f"Private · {short_day(written)}"
    return f"Shared: {'sent with an answer' if note.sent else 'goes into the next answer'} · {short_day(written)}"


DONE: Final[dict[Done, str]] = {"yes": "Done", "partly": "Partly done", "no": "Not done"}


def session(one: Session) -> str:
    """One entry of the list of sessions."""
    return f"Session on {weekday(one.on)}"


def left_out(shown: int, n: int) -> str:
    """That a report from elsewhere holds more than a page can show."""
    return f"The first {shown:,} of {n:,} are shown."


def rows(n: int) -> str:
    """The fold over a long table."""
    return f"Show {count(n, 'row')}"


def key_name(name: str) -> str:
    """Whose name stands on the key file; plain text."""
    return f"The name on it: {name}" if name else KEY_NAMELESS
