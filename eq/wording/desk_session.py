"""The session sheet and the answer to a client, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from eq.coach.desk import Session
from eq.wording.desk import DONE
from eq.wording.plain import count, day, short_day

BEGIN_TITLE: Final = "Prepare a session"
BEGIN_LEAD: Final = (
    "These questions come from the report’s own findings, each with what led to it. Keep those that fit."
)
BEGIN_NONE: Final = "This report proposes no questions. Begin the sheet, and add your own."
BEGIN_ABOUT: Final = "About which packet"
NO_PACKET: Final = "None"
BEGIN: Final = "Begin the sheet"
ON: Final = "Day of the session"
ANOTHER: Final = "Prepare another session"
WHICH: Final = "Which session"
QUESTIONS: Final = "Questions"
QUESTIONS_HINT: Final = "Tick what was asked."
NO_QUESTIONS: Final = "No questions on this sheet yet. Add the first one below."
OWN: Final = "A question of your own"
ADD: Final = "Add it"
MORE: Final = "Further questions from the report"
TAKE: Final = "Put it on the sheet"
EDITING: Final = "Question"
CHANGE, REMOVE = "Change", "Take it off"
STEP: Final = "Agreed next step"
STEP_LAST: Final = "Agreed last time"
STEP_FIELD: Final = "What did you agree on?"
STEP_DUE: Final = "Until when (if a day was named)"
STEP_KEEP: Final = "Keep the step"
STEP_KEPT: Final = "The step is kept."
STEP_DONE: Final = "What became of it?"
NOT_SAID: Final = "Not said"
NEXT: Final = "Next session"
NEXT_FIELD: Final = "Day"
NEXT_CLEAR: Final = "No session planned"
OTHERWISE: Final = "Another day, or delete it"
DELETE: Final = "Delete this session"
DELETE_TITLE: Final = "Delete a session"

ANSWER: Final = "What the answer holds"
ANSWER_LEAD: Final = (
    "Shared notes, the open step and the next session. Nothing else leaves: private notes and ticks stay here."
)
ANSWER_TO: Final = "An answer to"
ANSWER_NOTHING: Final = "Nothing yet. Share a note, agree on a step or plan the next session; or tick a question below."
ANSWER_ALL: Final = "Also the notes that were sent before"
ANSWER_QUESTIONS: Final = "Questions to send along"
ANSWER_MAKE: Final = "Make the answer"
ANSWER_MAKING: Final = "Sealing it …"
ANSWER_READY: Final = (
    "It is sealed: only the workspace that made the report can open it, with “Open what somebody sent you”. Send it "
    "any way you like."
)
ANSWER_SAVE, ANSWER_BACK = "Save the answer", "Go back"
ANSWER_NO_KEY: Final = (
    "This report does not say how to seal an answer. Ask for a new packet: reports made with a key on the page Report "
    "can be answered. Until then, tell them yourself."
)
ANSWER_NO_PACKET: Final = "There is no packet to answer."
ANSWER_EARLIER: Final = "Answers made so far"
ANSWER_OTHER_KEY: Final = (
    "The key in this packet is another one than in the first packet of this client. If somebody else made it, the "
    "answer opens at theirs. Before you make it, let your client read their four groups to you (page Coach desk, “Your "
    "key file”), or answer an earlier packet."
)
ANSWER_COPY: Final = "What is in a sealed answer cannot be called back."


def begun(one: Session) -> str:
    """How many questions were asked."""
    asked = sum(question.asked for question in one.questions)
    return f"{asked} of {count(len(one.questions), 'question')} asked."


def sealed_to(groups: str) -> str:
    """The key an answer is sealed to, in its four groups."""
    return f"Sealed to the key {groups}."


def step(agreed: str, due: date | None) -> str:
    """The step in an answer; the coach typed it."""
    return f"Agreed: {agreed}" + (f", until {day(due)}" if due else "")


def agreed(step_: str, due: date | None) -> str:
    """The step of the session before; the coach typed it."""
    return step_ + (f" (until {day(due)})" if due else "")


def next_on(on: date) -> str:
    """The next session in an answer."""
    return f"Next session: {day(on)}"


def earlier(made: Sequence[tuple[date, int]]) -> list[str]:
    """One line for each answer that was made."""
    return [f"{short_day(on)}, {count(notes, 'note')}" for on, notes in made]


def delete(one: Session) -> str:
    """What goes with a session; plain text."""
    step_ = " and the step that was agreed" if one.agreed else ""
    return f"The session on {day(one.on)} with {count(len(one.questions), 'question')}{step_}."


DONE_CHOICES: Final[Mapping[str, str]] = {"": NOT_SAID} | {str(done): text for done, text in DONE.items()}
