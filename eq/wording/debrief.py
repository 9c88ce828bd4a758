"""The debrief, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from eq.reflect import flow
from eq.reflect.entry import Entry
from eq.reflect.flow import Screen
from eq.reflect.record import Record, Step
from eq.wording.entry import shortened
from eq.wording.plain import day, listing, upper_first

PAGE = "Debrief"

QUESTION: Final[Mapping[Screen, str]] = {
    "severity": "How hard was it?",
    "kind": "What kind of contact was it?",
    "mistreatment": "This was not yours to solve",
    "severe": "That was a hard one",
    "happened": "What happened?",
    "did": "What did you do and say?",
    "reported": "Whom did you tell?",
    "responses": "How did you respond?",
    "next": "One sentence for next time",
    "before": "How did you feel just before?",
    "after": "And right after?",
    "label": "Your word for them, and a fairer one",
    "needs": "What may they have needed?",
    "worked": "Did it work?",
    "helpful": "One helpful thing you did",
    "keep": "What would you keep?",
    "change": "What would you change?",
    "if-then": "If it happens again",
    "promises": "What did you promise?",
    "about": "Where does it belong?",
}
LEAD: Final[Mapping[Screen, str]] = {
    "severity": "Your first sense of it is enough.",
    "kind": "If you hesitate between two, take the heavier one. It asks less of you, and you can change it.",
    "happened": "As a camera would have seen it: what was said and done, without what it meant.",
    "did": "Only what a camera would have seen.",
    "reported": "Whom you told, or what you asked to be recorded. “Nobody” is an answer, too.",
    "responses": "Tap whatever you used. Two or three are plenty.",
    "next": "The one thing you would like to remember when it counts.",
    "before": "As they reached you, before any of it.",
    "after": "",
    "label": "Words come up in the heat. A fairer reading is another one that fits the same conduct.",
    "needs": "A guess will do.",
    "worked": "For you, this time.",
    "helpful": "However small.",
    "keep": "",
    "change": "",
    "if-then": "A sign you will notice, and one thing you will do.",
    "promises": "It stays on Promises until you say what became of it.",
    "about": "So that you find it again. All of it is optional.",
}
SHORT: Final[Mapping[Screen, str]] = {
    "severity": "How hard it was",
    "kind": "Kind of contact",
    "mistreatment": "Before you go on",
    "severe": "Before you go on",
    "happened": "What happened",
    "did": "What I did and said",
    "reported": "Whom I told",
    "responses": "How I responded",
    "next": "For next time",
    "before": "How I felt before",
    "after": "How I felt after",
    "label": "My word, and a fairer one",
    "needs": "What they needed",
    "worked": "Did it work",
    "helpful": "Something helpful",
    "keep": "To keep",
    "change": "To change",
    "if-then": "If–then",
    "promises": "Promises",
    "about": "Where it belongs",
}

AFTER: Final = "Right after the interaction."
AFTER_SETTLED: Final = "Right after the interaction, before you settled."
HAPPENED_ABUSED: Final = (
    "For a report: who, when, where, and the words or acts that matter. Two lines are enough, and someone else can "
    "write them for you."
)
DID_ABUSED_LEAD: Final = (
    "Only if you want it recorded. Leaving, freezing, saying sorry or saying nothing are answers, too."
)
NEXT_FOR_ME: Final = "One next step for you"
NEXT_FOR_ME_LEAD: Final = "Something that looks after you. It can be small, and it can be for later."
STEPS_FOR_ME: Final = (
    "I tell someone in charge.",
    "I ask for it to be recorded.",
    "I ask not to be alone with this contact.",
    "I talk to someone I trust.",
    "I take a break before the next contact.",
    "I ask what our rules say about ending contact.",
    "I ask someone to go home with me.",
    "I tell security or the police.",
)
WHOM_TOLD: Final = (
    "I told the person in charge.",
    "I told a colleague.",
    "I asked for it to be recorded.",
    "I have told nobody.",
    "I will report it tomorrow.",
)
DID_ABUSED: Final = (
    "I named the limit.",
    "I ended contact.",
    "I left the room.",
    "I asked a colleague to come.",
    "I called security.",
    "I said nothing.",
)
HAPPENED_BEGIN: Final = (
    "They asked for ",
    "They said that ",
    "I said that ",
    "I could not ",
    "Then they ",
    "It ended with ",
)
QUOTES_BEGIN: Final = ("They: “”", "I: “”")
DID_BEGIN: Final = ("I asked ", "I explained ", "I offered ", "I said no to ", "I promised ", "I passed it on to ")
FAIRER: Final = (
    "They may be under a pressure I cannot see.",
    "Something may have happened before they reached me.",
    "They may be asking in the only way that has worked so far.",
)

SEVERITY_LOW: Final = "0 · hardly anything"
SEVERITY_HIGH: Final = "10 · as hard as it gets"
SURE_LOW: Final = "0 · a mere guess"
SURE_HIGH: Final = "100 · certain"

NEXT: Final = "Next"
BACK: Final = "Back"
DONE: Final = "Done"
GO_ON: Final = "Go on"
LEAVE: Final = "Save and leave"
SETTLE: Final = "Settle first"
PARK: Final = "Park it"
PARK_LABEL: Final = "No time now? One line is enough"
PARK_PLACEHOLDER: Final = "So that I know later which one it was"
LINE_TITLE: Final = "One line, and the rest later"
LINE_LEAD: Final = "It is kept under Debrief, for whenever you want it. From two hours on, Today shows it, too."
NOTHING: Final = "Nothing was written, so nothing was kept."
LEFT: Final[Mapping[str, str]] = {
    "parked": "Saved. It is under Debrief for whenever you want it; from two hours on, Today shows it, too.",
    "done": "Saved.",
    "nothing": NOTHING,
}
PARK_CHIPS: Final = ("The call just now", "The chat just now", "The message just now", "The visit just now")
TITLE_CHIPS: Final = ("A call", "A chat", "A message", "A visit")
PARK_CHIPS_LABEL: Final = "Or tap one"
PARK_EMPTY: Final = "Write a line or tap a number first."

WHAT: Final = "What happened"
QUOTES: Final = "Word for word (optional)"
QUOTED: Final = "Word for word"
QUOTES_FOLD: Final = "Add what was said, word for word"
DID: Final = "What I did and said"
DID_FOLD: Final = "Add what you did and said"
REPORTED: Final = "Whom I told, what I asked to be recorded"
NEXT_LABEL: Final = "For next time"
NEXT_STEP_LABEL: Final = "My next step"
LABEL: Final = "My word for them"
FAIRER_LABEL: Final = "A fairer reading of the same conduct"
LABEL_CHIPS: Final = "Words that come up in the heat"
FAIRER_CHIPS: Final = "Fairer readings"
NEED_OWN: Final = "In your own words"
NEED_SURE: Final = "How sure are you?"
NEED_ASKED: Final = "Did you ask them?"
ASKED: Final[Mapping[str, str]] = {"yes": "Yes", "no": "No"}
HELPFUL: Final = "Something helpful I did"
KEEP: Final = "To keep"
CHANGE: Final = "To change"
IF: Final = "If"
THEN: Final = "then"
MORE_STARTERS: Final = "More to begin from"
STARTERS: Final = "To begin from"
WORKED: Final[Mapping[str, str]] = {"yes": "Yes", "partly": "Partly", "no": "No"}
FEELING: Final = "Pleasant or not, and with how much energy?"

MOST_USED: Final = "Ways of responding"
ALL_RESPONSES: Final = "All {n} ways"
ALL: Final = "All of them"
FIND_HINT: Final = "Type a word"
FIND_OWN: Final = "Another one, or your own words"
FIND: Final = "Find a way of responding"
COMPETENCY: Final[Mapping[str, str]] = {
    "self-awareness": "Self-awareness",
    "self-regulation": "Self-regulation",
    "motivation": "Motivation",
    "empathy": "Empathy",
    "social-skills": "Social skills",
}
AREAS: Final = "Which areas did it touch?"
TRIGGERS: Final = "What set it off?"
CHANNEL: Final = "How were you in contact?"
CLIENT: Final = "Which client? A label only you understand"
CLIENT_HELP: Final = "Not their name: something like “the blue van”. It stays in your file."
RECENT_CLIENTS: Final = "Met before"

SETTLE_TITLE: Final = "Take a moment"
SETTLE_LEAD: Final = "Each of these is as good as the others. Stop whenever you like."
SETTLED: Final = "I am ready to go on"
SETTLE_OTHER: Final = "Another way"
SETTLE_BACK: Final = "Go on without"
CAUTIONS: Final = "Before you breathe"

FOLLOW_ON: Final = "There is a debrief you began"
FOLLOW_ON_MANY: Final = "There are debriefs you began"
START_NEW: Final = "Start a new one"

DONE_TITLE: Final = "For next time"
DONE_PLAIN: Final = "It is written down"
STOPPED_TITLE: Final = "You can leave it here"
STOPPED_EMPTY: Final = (
    "Nothing was kept, and nothing more is asked of you. If it stays with you, talk to someone you trust; Support is "
    "one tap away."
)
STOPPED_LEAD: Final = (
    "What you gave is kept, and nothing more is asked of you. If it stays with you, talk to someone you trust; "
    "Support is one tap away."
)
DONE_LEAD: Final = "All of it is kept. You can close the book on this one."
DONE_ABUSIVE: Final = "The facts are kept. What was done to you is not yours to solve."
PROMISES_HEAD: Final = "Your promises from it"
PROMISES_NONE: Final = "None so far. If you promised something, put it here and it will be on your list."
ADD_PROMISE: Final = "Add a promise"
RECORD_HEAD: Final = "Copy as neutral record"
RECORD_LEAD: Final = (
    "Facts, quotes, actions and next steps for your case system. Your feelings, your words for them and your guesses "
    "are not in it. Read it once before you paste it: what you wrote under “What happened” stands there word for word."
)
RECORD_LEAD_ABUSIVE: Final = (
    "What you wrote as facts, for a report or your case system. Your feelings and your next step are not in it. Read "
    "it once before you paste it: your own words stand there word for word."
)
JOURNAL: Final = "See it in the journal"
ANOTHER: Final = "Another debrief"
TODAY: Final = "Back to Today"
REOPEN: Final = "Open it again"
SUPPORT: Final = "Open Support"
SEEN_TITLE: Final = "This one is written down"
SEEN_ABUSIVE: Final = "Here are the bare facts. The rest is folded away; it is there when you want it."
SHOW_STORY: Final = "Show the story"
FOLDED: Final = "The story is folded away. It is there when you want it."
NO_IF_THEN: Final = "It has no if–then."
GO_ON_WITH_IT: Final = "Go on with it"
OPEN_QUESTIONS: Final = "Go to a question"
GONE: Final = "This debrief was deleted in another tab. Start a new one whenever you like."


_ABUSED: Final[Mapping[Screen, tuple[str, str]]] = {
    "happened": (QUESTION["happened"], HAPPENED_ABUSED),
    "did": (QUESTION["did"], DID_ABUSED_LEAD),
    "next": (NEXT_FOR_ME, NEXT_FOR_ME_LEAD),
}
"""Title and lead after mistreatment, where they are others."""


def progress(at: tuple[int, int] | None, going_on: bool) -> str:
    """Where one is, such as ``Debrief · 3 of 5``; only the name on a pause."""
    if at is None:
        return PAGE
    return f"{PAGE} · {'going on, ' if going_on else ''}{at[0]} of {at[1]}"


def head(screen: Screen, *, abusive: bool, settled: bool) -> tuple[str, str]:
    """Title and lead of a screen, as far as they depend on the entry."""
    if abusive and screen in _ABUSED:
        return _ABUSED[screen]
    if screen == "after":
        return QUESTION[screen], AFTER_SETTLED if settled else AFTER
    return QUESTION[screen], LEAD.get(screen, "")


def also(titles: Sequence[str]) -> str:
    """What was chosen besides the chips in sight."""
    return f"Also: {listing(titles)}."


def severity(value: int) -> str:
    """How hard it was, such as ``How hard: 7 of 10``."""
    return f"How hard: {value} of 10"


def more_waiting(n: int) -> str:
    """How many more stand in the journal."""
    return f"{n} more stand in the journal, marked as parked." if n > 1 else "One more stands in the journal."


def began(entry: Entry) -> str:
    """Which debrief waits: its line or first words in short, never more than a line of it."""
    told = "" if flow.abusive(entry) or flow.severe(entry) else entry.text("happened")
    said = entry.text("title") or told or entry.text("next_time")
    short = " ".join(said.split())
    return f"{day(entry.local_date)}{f': {shortened(short, 60)}' if short else ''}"


def if_then(cue: str, act: str) -> str:
    """``If <cue>, then <act>.`` as far as it is there; "" when neither is."""
    cue, act = cue.strip().rstrip(".,"), act.strip().rstrip(".")
    if not (cue or act):
        return ""
    return f"If {cue or '…'}, then {act or '…'}."


def facts(entry: Entry, names: Mapping[str, str]) -> list[str]:
    """The facts of a debrief seen again: when, how, what was used, and the sentence for next time."""
    where = ", ".join(names.get(one, one) for one in entry.tagged("channel"))
    lines = [f"{day(entry.local_date)}{f' · {where}' if where else ''}"]
    used = () if flow.abusive(entry) else entry.tagged("response")
    if used:
        lines.append("Used: " + ", ".join(names.get(one, one) for one in used))
    if entry.text("next_time"):
        head_ = NEXT_STEP_LABEL if flow.abusive(entry) else NEXT_LABEL
        lines.append(f"{head_}: {entry.text('next_time')}")
    return lines


OUTWARD: Final[Mapping[str, str]] = {
    "listen-without-interrupting": "Heard the account to the end.",
    "paraphrase": "Summarised the account and checked it.",
    "open-questions": "Asked open questions.",
    "ask-good-outcome": "Asked what outcome they hoped for.",
    "thank-for-complaint": "Thanked them for the complaint.",
    "apologise-with-repair": "Apologised and offered to put it right.",
    "say-what-can-be-done": "Explained what can be done.",
    "find-root-cause": "Looked for the root cause.",
    "offer-options": "Offered options.",
    "temporary-alternative": "Offered a temporary alternative.",
    "agree-next-step": "Agreed the next step, with a date.",
    "set-expectations": "Explained what to expect, and when.",
    "open-about-limits": "Explained what is not possible.",
    "say-no": "Declined a request and gave the reason.",
    "set-boundary": "Named a limit on conduct.",
    "fast-reply-with-plan": "Replied with a plan and a date for it.",
    "regular-updates": "Agreed regular updates.",
    "goodwill-gesture": "Made a goodwill gesture.",
    "negotiate": "Negotiated.",
    "mediate": "Mediated.",
    "compromise": "Agreed a compromise.",
    "involve-senior": "Involved a senior colleague.",
    "hand-to-arbitrator": "Handed over to an arbitrator.",
    "end-contact": "Ended contact.",
    "follow-up": "Followed up after resolution.",
}
"""How a way of responding reads in a case file; those that happen inside a person are no actions and left out."""


def record(found: Record, channels: Mapping[str, str]) -> str:
    """The neutral record as plain text: facts, quotes, actions, next step; dates in words."""
    contact = ", ".join(channels.get(one, one) for one in found.channels)
    facts_ = [f"Contact on {day(found.day)}{f', {contact}' if contact else ''}.", found.happened]
    actions = [found.did, *(OUTWARD[one] for one in found.responses if one in OUTWARD), found.reported]
    parts = [
        ("Facts", facts_),
        ("Word for word", [found.quotes]),
        ("Actions", actions),
        ("Next step", [_step(one) for one in found.steps]),
    ]
    shown = [(head, [line for line in lines if line]) for head, lines in parts]
    return "\n\n".join("\n".join([head, *(lines or ["Nothing recorded."])]) for head, lines in shown)


def _step(step: Step) -> str:
    due = f", by {_when(step.due_date)}" if step.due_date else ""
    due += f", {step.due_time:%H:%M}" if step.due_date and step.due_time else ""
    agreed = {True: " (agreed with the client)", False: " (not yet agreed with the client)", None: ""}[step.agreed]
    return f"{upper_first(step.what.strip().rstrip('.'))}{due}{agreed}."


def _when(due: date) -> str:
    return day(due)
