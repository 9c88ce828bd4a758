"""The rules of tone that a program can check in short texts: each function names what is wrong, or returns nothing."""

from __future__ import annotations

import re

MOST_WORDS = 16

_PATTERNS = {
    "blames": r"your fault|my fault|you failed|i failed|you caused|should(?:n't)?|ought to|why (?:are|do|did) you",
    "is absolute": r"always|never|must|everyone knows|completely|totally|impossible",
    "diagnoses": r"depress\w*|anxiety|panic attacks?|disorder\w*|trauma\w*|ptsd|burn-?out|symptom\w*|therapy|bipolar|"
    r"narcissis\w*|hysteric\w*|psycho\w*|neurotic|autis\w*|adhd|diagnos\w*|patholog\w*|crazy|insane|mad|toxic",
    "praises": r"well done|good job|great|excellent|amazing|brilliant|perfect|bravo|congrat\w*|proud|champion",
    "shames": r"shame\w*|ashamed|weak\w*|pathetic|stupid|bad at|not good enough|lazy|useless|idiot\w*",
    "is American": r"\w+iz(?:e|es|ed|ing|ation)|\w*analyz\w*|apologiz\w*|behaviors?|colors?|favor\w*|honor\w*|centers?|"
    r"fulfill|counselors?|license[ds]? to|gotten|program|judgment|canceled|gray",
}
_NO_SPELLING = {"size", "prize", "seize"}


def tone(text: str) -> list[str]:
    """Everything in a text that blames, is absolute, diagnoses, praises, shames or is spelt the American way."""
    found = []
    for kind, pattern in _PATTERNS.items():
        hits = re.findall(rf"\b(?:{pattern})\b", text.replace("’", "'"), re.IGNORECASE)
        found += [f"{kind}: {hit}" for hit in hits if hit.lower() not in _NO_SPELLING]
    return found


def length(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text))
