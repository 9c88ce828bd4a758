"""What entries are called."""

from __future__ import annotations

import re

from eq.reflect import flow
from eq.reflect.entry import Entry, Kind

KIND_NAMES: dict[Kind, str] = {
    "check-in": "Check-in",
    "note": "Note",
    "debrief": "Debrief",
    "preparation": "Preparation",
    "feedback": "Feedback",
}

LONGEST_TITLE = 80
_TITLES = ("title", "text", "happened", "next_time")
_MARKDOWN = re.compile(r"^[\s#>*+_`~-]+")


def title_of(entry: Entry) -> str:
    """What an entry is called, in one line of at most ``LONGEST_TITLE`` characters, never empty.

    Its title, else the beginning of what was written (not of what happened, where that was mistreatment or severe),
    else its kind with the feelings, the client or whom it came from.
    """
    # A list is looked through for other things: what was done to somebody does not stand there in their own words.
    unsaid = {"happened"} if flow.abusive(entry) or flow.severe(entry) else frozenset[str]()
    for field in (one for one in _TITLES if one not in unsaid):
        line = first_line(entry.texts.get(field, ""))  # type: ignore[call-overload]
        if line:
            return shortened(line, LONGEST_TITLE)
    said = [word.word for word in entry.words]
    if entry.kind == "feedback" and entry.text("from_whom"):
        said = [f"from {entry.text('from_whom')}"]
    elif not said and entry.client_label:
        said = [entry.client_label]
    name = KIND_NAMES[entry.kind]
    return shortened(f"{name}: {', '.join(dict.fromkeys(said))}" if said else name, LONGEST_TITLE)


def first_line(text: str) -> str:
    """The first line that says something, without the signs that Markdown begins it with."""
    lines = (" ".join(_MARKDOWN.sub("", line).split()) for line in text.splitlines())
    return next((line for line in lines if line), "")


def shortened(text: str, longest: int) -> str:
    """The text, cut at a space where that is near, with an ellipsis when something is missing."""
    if len(text) <= longest:
        return text
    at = text.rfind(" ", longest * 2 // 3, longest)
    return f"{text[: at if at > 0 else longest - 1].rstrip(' .,;:')}…"
