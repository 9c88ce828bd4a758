"""The item rules a program can check (evidence §2.1): each function names what is wrong, or returns nothing."""

from __future__ import annotations

import re
from itertools import combinations

from readability import words

MOST_WORDS = 14
MOST_SHARED = 0.6

CONNECTORS = {"and", "or", "because", "but", "nor", "as well as"}
NEGATIONS = {"not", "never", "without", "no", "nothing", "nobody", "none", "neither", "nowhere", "cannot"}
FREQUENCIES = {
    "always",
    "constantly",
    "daily",
    "ever",
    "frequently",
    "generally",
    "hardly",
    "mostly",
    "normally",
    "occasionally",
    "often",
    "rarely",
    "regularly",
    "seldom",
    "sometimes",
    "typically",
    "usually",
    "every time",
    "at times",
    "now and then",
    "most of the time",
    "again and again",
}
CLINICAL = {
    "anxiety",
    "burnout",
    "depressed",
    "depression",
    "disorder",
    "hopeless",
    "insomnia",
    "panic",
    "self-harm",
    "suicidal",
    "suicide",
    "symptom",
    "therapy",
    "trauma",
}
GENDERED = {"he", "she", "him", "her", "his", "hers", "man", "men", "woman", "women", "guys", "lady", "ladies"}
FIRST_PERSON = {"i", "me", "my", "mine", "myself"}

_LISTS = {
    "joins two ideas": CONNECTORS,
    "denies": NEGATIONS,
    "says how often": FREQUENCIES,
    "is clinical": CLINICAL,
    "is gendered": GENDERED,
}
# Words of grammar, and words for whom or where, which every item shares with every other.
_GRAMMAR = """
a about after an another any are as at back be been before being by can could do does during each for from had has have
how i if in into is it its me mine more most my myself of off on one only other our out over own so some someone
something than that the their them then they this to too up us was we were what when where which while who whose why
will with would person people client clients colleague talk
"""
_EMPTY_WORDS = frozenset(_GRAMMAR.split())


def faults(text: str) -> list[str]:
    """Everything about one item's text that breaks a rule."""
    found = []
    spoken = words(text)
    if len(spoken) > MOST_WORDS:
        found.append(f"has {len(spoken)} words")
    line = f" {' '.join(spoken)} "
    for kind, listed in _LISTS.items():
        found += [f"{kind}: {word}" for word in sorted(listed) if f" {word.replace('-', ' ')} " in line]
    found += [f"denies: {word}" for word in spoken if word.endswith("n't")]
    if not FIRST_PERSON.intersection(re.sub(r"'\w+", "", word) for word in spoken):
        found.append("is not in the first person")
    if not text.endswith(".") or text.count(".") > 1 or re.search(r"[!?;:/()]", text):
        found.append("is not one plain sentence")
    return found


def content_words(text: str) -> set[str]:
    """The words that carry the meaning, cut to their stems."""
    return {_stem(word) for word in words(text) if word not in _EMPTY_WORDS}


def _stem(word: str) -> str:
    word = re.sub(r"'\w+$", "", word)
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word) if len(word) > 4 else word


def alike(texts: list[str]) -> list[tuple[str, str]]:
    """The pairs of which one shares more than ``MOST_SHARED`` of its content words with the other."""
    found = []
    for one, other in combinations(texts, 2):
        first, second = content_words(one), content_words(other)
        if len(first & second) > MOST_SHARED * min(len(first), len(second)):
            found.append((one, other))
    return found
