"""Writing a note or feedback, in words."""

from __future__ import annotations

from typing import Final

TITLE: Final = {"note": "Write", "feedback": "Feedback I received"}
KIND: Final = "What is it?"
KINDS: Final = {"note": "A note", "feedback": "Feedback I received"}
BODY: Final = "Your note"
BODY_HINT: Final = "Kept as you type. A line that begins with “- ” makes a list, *stars* make emphasis."
BODY_CHIPS: Final = ("I noticed ", "They said ", "I felt ", "What helped was ", "What I need is ", "Next, I ")
GROUP: Final = "A question to write by"
GROUPS: Final = {"general": "For any time", "evening": "For the end of a day", "none": "None"}
ANOTHER_QUESTION: Final = "Another question"
PREVIEW: Final = "Show how it reads"
MORE: Final = "A title, feelings, tags, another time"
MORE_FEEDBACK: Final = "Tags, another time"
NOTE_TITLE: Final = "A title, if you like"
TITLE_CHIPS: Final = ("A good moment", "A hard contact", "The team", "Something to remember")
FEEDBACK_LEAD: Final = "What somebody told you about the way you work, in two boxes: what to keep, what to change."
FROM: Final = "From whom"
FROM_HINT: Final = "A label only you understand is enough."
FROM_CHIPS: Final = ("My manager", "A colleague", "A client", "A friend")
KEEP_FIELD: Final = "What they would keep"
CHANGE_FIELD: Final = "What they would change"
CHANGE_HINT: Final = "As they said it. Whether you agree is another question."
SUGGESTIONS: Final = "Things people often say"
NEXT: Final = "One next step"
NEXT_CHIPS: Final = "Ways to begin"
KEEP: Final = "Keep"
KEPT: Final = "Kept in your journal"
SEE: Final = "See it in the journal"
ANOTHER: Final = "Write another"
UNDO: Final = "Undo"
UNDONE: Final = "Taken out of the journal: it is a draft again."
GO_ON: Final = "Go on"
DELETE: Final = "Delete"
DELETE_TITLE: Final = "Delete this draft?"
DELETE_LEAD: Final = "Everything written in it goes for good."
DELETED: Final = "The draft was deleted."
DELETED_LATER: Final = "The draft was deleted. Another tab still reads the file: old bytes go once it is closed."
BACK: Final = "Leave it"


def begun(kind: str, when: str) -> str:
    """A draft that waits, before its title."""
    return f"You began {'a note' if kind == 'note' else 'feedback'} {when}:"


def others(n: int) -> str:
    """More drafts than are shown at once."""
    return f"{n} more"
