"""How hard an English text is to read: syllables, words, sentences and the Flesch-Kincaid grade."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SPLIT = re.compile(r"(?:i(?=a|o(?!u|n\b|ns\b)|ety)|u(?=al|ous|at|a\b)|e(?=o(?!p|u)|al(?:i[sz]|ity)|act)|y(?=ing|a))")
_EXCEPTIONS = {
    "area": 3,
    "being": 2,
    "client": 2,
    "clients": 2,
    "colleague": 2,
    "colleagues": 2,
    "create": 2,
    "doing": 2,
    "every": 2,
    "everything": 3,
    "experience": 4,
    "going": 2,
    "idea": 3,
    "ideas": 3,
    "knowing": 2,
    "quiet": 2,
    "quietly": 3,
    "science": 2,
    "seeing": 2,
    "someone": 2,
    "something": 2,
    "sometimes": 2,
    "somewhere": 2,
    "whole": 1,
}


def words(text: str) -> list[str]:
    """The words in lower case; a hyphen parts two words, an apostrophe does not."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def syllables(word: str) -> int:
    """Syllables of one English word, by its vowel groups; right for most words, at least 1."""
    word = re.sub(r"'\w+$", "", word.lower())
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    count = len(_VOWELS.findall(word)) + len(_SPLIT.findall(word))
    silent_ed = re.search(r"[^aeiouydt]ed$", word) and not re.search(r"[^aeiouy]led$", word)
    silent_e = re.search(r"[^aeiouy]e$", word) and not re.search(r"[^aeiouyl]le$", word)
    silent_es = re.search(r"[^aeiouy]es$", word) and not re.search(r"(?:[sxzcg]|sh|ch|[^aeiouyl]l)es$", word)
    inner_e = re.search(r"[aiou][a-z]?[^aeiouwxy]e(?:ful|fully|less|ly|ment|ments|ness)$", word)
    return max(1, count - sum(map(bool, (silent_ed, silent_e, silent_es, inner_e))))


def grade(words_: int, sentences: int, syllables_: int) -> float:
    """Flesch-Kincaid grade: 0.39 words/sentences + 11.8 syllables/words - 15.59 (evidence §2.1, rule 6)."""
    return 0.39 * words_ / sentences + 11.8 * syllables_ / words_ - 15.59


def pooled_grade(texts: Sequence[str]) -> float:
    """The grade of all texts together, each text one sentence."""
    pool = [word for text in texts for word in words(text)]
    return grade(len(pool), len(texts), sum(syllables(word) for word in pool))
