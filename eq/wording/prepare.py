"""Preparing for a contact, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from eq.reflect.entry import TextField
from eq.reflect.preparing import Chosen, Said
from eq.reflect.promise import Commitment
from eq.wording.entry import shortened
from eq.wording.plain import count, day, listing
from eq.wording.plain import short_day as short_day
from eq.wording.plain import upper_first as upper_first

PAGE: Final = "Prepare"
TITLE: Final = "Before the next one"
CLIENT: Final = "With whom?"
ANYBODY: Final = "Anybody"
NARROW: Final = "What about?"
TRIGGER: Final = "What may set it off?"
CHANNEL: Final = "How will you be in contact?"
ANYTHING: Final = "Anything"
ANY_WAY: Final = "Any way"

OPENING: Final = "A first sentence"
LIMIT, LIMIT_MINE = "A limit you can name", "My limit"
LIMIT_END: Final = "You can also end contact with no sentence at all."
AWAY: Final = (
    "Did they threaten you, insult you for who you are, touch or follow you? Then there is nothing here for you to "
    "prepare."
)
USED: Final = "What you used, most used first"
USED_NONE: Final = (
    "Nothing yet. After your first debriefs, the ways of responding you used stand here, with what you said of them."
)
USED_CAPTION: Final = "Counted as you said it yourself. How often something was used is no verdict on it."
IF_THENS: Final = "Your if–thens"
PROMISES: Final = "Open promises to them"
NEEDS: Final = "What you most often noted as their need"
NEEDS_CAPTION: Final = "Your own guesses from before. This time it may be something else."
FAIRER: Final = "The last fairer reading you found"
EPISODES: Final = "Episodes like this one"
MINE: Final[Mapping[TextField, str]] = {
    "outcome": "A good outcome for them",
    "can": "What I can offer",
    "cannot": "What I cannot offer",
    "involve": "Whom I can involve",
}

FURTHER: Final = "Prepare in more detail"
FURTHER_ON: Final = "Go on with it"
PRINT: Final = "Print the card"
PRINT_HINT: Final = "Ctrl+P does it, too (⌘P on a Mac). Only the card is printed, on one page."
COPY: Final = "Copy as text"
DEBRIEF: Final = "Debrief this"
WAITING: Final = "Not finished yet"
GO_ON: Final = "Go on"
DELETE: Final = "Delete"
DELETE_TITLE: Final = "Delete this preparation?"
DELETE_LEAD: Final = "What you wrote in it will be gone. **This cannot be undone.**"
DELETED: Final = "The preparation was deleted."
DELETED_LATER: Final = (
    "The preparation was deleted. Another tab has the file open: the last traces go once it is closed."
)
BACK: Final = "Back"
GONE: Final = "This preparation was deleted in another tab. Begin a new one whenever you like."

FURTHER_LEAD: Final = "Everything here can stay empty. It keeps itself as you write."
SEE_CARD: Final = "See the card"
SETTLE: Final = "Settle or look around first"
THEM: Final = "You and them"
NEED: Final = "What may they need?"
CONTACT: Final = "This contact"
MY_WORDS: Final = "My own words"
IN_CASE: Final = "If it gets hard"
PLANNED: Final = "Ways of responding I would like to use"
PLANNED_ALL: Final = "Another way of responding"
WHERE: Final = "Where it belongs"
ELSE: Final = "Anything else"
NEED_ASKED: Final = "Have you asked them?"
KEEP: Final = "Keep it in the journal"
OUTCOME_CHIPS: Final = (
    "They know the next step and its date.",
    "They have told it once, and know that it was understood.",
    "They have two options to choose from.",
    "The error is put right.",
    "They know whom to ask.",
)
CAN_CHIPS: Final = (
    "Listen first.",
    "Say what happened, in plain words.",
    "Start to put the error right today.",
    "Say sorry for what was ours.",
    "Offer two options.",
    "Call back at a time we agree on.",
)
CANNOT_CHIPS: Final = (
    "Decide this alone.",
    "Change the price.",
    "Speak for another team.",
    "Agree to a date I do not know yet.",
    "Stay in contact while I am insulted.",
)
INVOLVE_CHIPS: Final = (
    "A colleague nearby.",
    "The person in charge.",
    "Someone who knows the case.",
    "Someone from the technical side.",
    "Nobody for now.",
)

KEPT: Final = "You are prepared"
KEPT_LEAD: Final = "It is in your journal, and on the card below. Afterwards it can be the start of your debrief."
SEE: Final = "See it in the journal"
ANOTHER: Final = "Prepare for another one"
UNDO: Final = "Change it"

SAFE_TITLE: Final = "This is not yours to solve"
SAFE_LEAD: Final = (
    "You wrote down that you were mistreated in contact with them. So there are no tips here on how to talk to them: "
    "your safety comes first."
)
SAFE_REPORT: Final = "What you can ask for"
SAFE_STEPS: Final = (
    "Ask someone in charge that somebody else takes over. You can ask not to be in contact with them at all.",
    "If you feel unsafe, also on the way home: do not leave alone. Ask for company, and tell security or the police.",
    "Ask for it to be recorded. Someone else can copy the facts from your debrief; you need not read it again.",
    "If the person you tell plays it down, tell another: a second manager, a staff or safety representative.",
    "If there is contact all the same, you can end it at any point, with a sentence or without one.",
    "What you promised them can be handed to someone else.",
    "Keeping you safe at work is a duty of your employer.",
)
SAFE_FACTS: Final = "What is recorded"
SAFE_RECORD: Final = "Open the record"
SAFE_UNREPORTED: Final = "Whom you told is not noted here. You can still tell someone."
SAFE_DRAFT: Final = "What you wrote for this contact is kept, out of sight."
SAFE_KEEP: Final = "Keep it in the journal"
SAFE_OTHER: Final = "Prepare for somebody else"
SUPPORT: Final = "Open Support"

OFFER_START: Final = "Start from it"
OFFER_NEW: Final = "Start without it"
AGAIN: Final = "Prepare again"

_LONGEST = 150
_LONGEST_SENTENCE = 240
"""Characters of one text on the card, so that the card stays one page."""


def title(label: str) -> str:
    """What the page is called; ``label`` is the client's private one, "" for nobody."""
    return f"Prepare for {label}" if label else TITLE


def lead(chosen: Chosen, about: Chosen, n: int, last: date | None, names: Mapping[str, str]) -> str:
    """What the card is drawn from, in one or two sentences; plain text."""
    if not n:
        return "There is no debrief yet, so the sentences here are those of the playbook."
    met = f"{count(n, 'debrief')} {_of(about, names)}, the last on {day(last)}." if last else ""
    if about == chosen:
        return met
    return f"No debrief {_of(chosen, names)} yet. This is drawn from {met}"


def _of(about: Chosen, names: Mapping[str, str]) -> str:
    """``with them on “Delay” and “Phone”``; ``in all`` for everything."""
    parts = ["with them"] if about.client else []
    tags = [f"“{names.get(tag, tag)}”" for tag in (about.trigger, about.channel) if tag]
    if tags:
        parts.append(f"on {listing(tags)}")
    return " ".join(parts) or "in all"


def used(n: int, yes: int, partly: int, no: int) -> str:
    """``4 times · worked 2, partly 1, did not 1``."""
    said = [f"{word} {of}" for word, of in (("worked", yes), ("partly", partly), ("did not", no)) if of]
    unsaid = n - yes - partly - no
    if unsaid:
        said.append(f"not said {unsaid}")
    return f"{'once' if n == 1 else 'twice' if n == 2 else f'{n} times'} · {', '.join(said)}"


def more_used(n: int) -> str:
    """That more ways were used than stand on the card."""
    return f"and {count(n, 'other way', 'other ways')}"


def limit(said: Said | None, own: str) -> str:
    """What the limit on the card is called: a person's own only once they wrote one, be it earlier."""
    return LIMIT_MINE if own or (said is not None and said.source != "playbook") else LIMIT


def said_by(said: Said, ways: Mapping[str, str]) -> str:
    """Where a sentence on the card comes from."""
    if said.source == "preparation" and said.day is not None:
        return f"From your preparation of {short_day(said.day)}"
    name = ways.get(said.way, "")
    return f"Your own sentence for “{name}”" if said.source == "own" else f"Playbook example: {name}"


MY_OWN: Final = "From this preparation"


def if_then(cue: str, act: str, of: date) -> str:
    """A plan with the day it was made on."""
    return f"{plan(cue, act)} ({short_day(of)})"


def plan(cue: str, act: str) -> str:
    """One sentence of the two parts as they were typed; where it is too long both are cut, so that both are there."""
    parts = " ".join(cue.split()).rstrip(".,"), " ".join(act.split()).rstrip(".")
    room = _LONGEST - len("If , then .")
    first, then = (part if sum(map(len, parts)) <= room else shortened(part, room // 2) for part in parts)
    return f"If {first}, then {then}{'' if then.endswith('…') else '.'}"


def promise(one: Commitment) -> str:
    """What was promised, and for when."""
    due = f", due {short_day(one.due_date)}" if one.due_date else ""
    return f"{shortened(' '.join(one.what.split()), _LONGEST)}{due}"


def need(name: str, n: int) -> str:
    """A need with the number of debriefs it was noted in."""
    return f"{name} ({n})"


def short(text: str) -> str:
    """A person's text as it stands on the card: on one line, and cut where it is long."""
    return shortened(" ".join(text.split()), _LONGEST)


def sentence(text: str) -> str:
    """A sentence to say as it stands on the card, with a little more room."""
    return shortened(" ".join(text.split()), _LONGEST_SENTENCE)


def more(n: int) -> str:
    """That there are more than the card shows."""
    return f"and {n} more"


def printed(of: date) -> str:
    """The line at the head of a printed card."""
    return f"EQ Reflect · {day(of)} · for yourself only"


def as_text(parts: Sequence[tuple[str, Sequence[str]]], heading: str) -> str:
    """The card as plain text: a heading, then every part that holds something."""
    blocks = [f"{name}\n" + "\n".join(f"- {line}" for line in lines) for name, lines in parts if lines]
    return "\n\n".join([heading, *blocks])


def recorded(of: date) -> str:
    """One episode of mistreatment, by its day alone."""
    return f"Mistreatment, noted for {day(of)}."


def safe_counts(n: int, last: date | None) -> str:
    """How often there was contact, as a fact."""
    return f"{count(n, 'debrief')} in all, the last on {day(last)}." if last else ""


def begun(label: str, at: str) -> str:
    """A preparation that waits; ``label`` is made plain by the caller."""
    return f"A preparation{f' for **{label}**' if label else ''}, begun {at}."


def prepared_when(moment: datetime, now: datetime, of: date) -> str:
    """``this morning``, ``earlier today``, ``yesterday``, ``on 3 November 2026``; both moments as clocks showed them,
    ``of`` the day it counts to."""
    if moment.date() == now.date():
        return "this morning" if 4 <= moment.hour < 12 else "earlier today"
    if moment.date() == now.date() - timedelta(days=1):
        return "yesterday"
    return f"on {day(of)}"


def offer(label: str, when: str) -> str:
    """The offer to begin a debrief from a preparation; ``label`` is made plain by the caller."""
    return f"You prepared{f' for **{label}**' if label else ''} {when}. Start from it?"
