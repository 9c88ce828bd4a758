"""Text of unknown origin made fit to keep: decoded, without control characters, of bearable length."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from eq.errors import EqError
from eq.exchange.journals.model import MAX_LABEL, MAX_TAGS, MAX_TEXT, MAX_TITLE

MAX_BYTES = 1 << 27
"""Text files beyond 128 MiB are refused: a hundred years of writing."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffc]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_BLANKS = re.compile(r"\n{4,}")
_ITEM = re.compile(r"<li(?:\s[^<>]*)?>", re.IGNORECASE)
_LINE = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|blockquote|pre)\s*>", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?(?:a|b|big|blockquote|del|div|em|font|h[1-6]|i|ins|li|mark|ol|p|pre|s|small|span|strike|strong|sub|sup|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def decode(data: bytes, where: str) -> str:
    """UTF-8 text with or without its mark; raises EqError for anything else, and for an empty or a huge file."""
    if len(data) > MAX_BYTES:
        raise EqError(where, f"The text is longer than {MAX_BYTES:,} bytes.", "Export a shorter span of time.")
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise EqError(where, "The file is empty.", "Export it again.")
    head = data[:1000]
    if data.startswith(_UTF16) or head.count(0) * 4 > len(head):
        raise EqError(where, "The text is UTF-16, not UTF-8, or is no text.", "Save the file again as UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        place = f"{where}, line {line}, byte {problem.start + 1} of the file"
        raise EqError(
            place,
            "This byte is not UTF-8 text.",
            "Export the file again, or save it as UTF-8, and import it unchanged.",
        ) from None


def printable(text: str) -> str:
    r"""Text without control characters and lone surrogates, every line break ``\n``, each line where it was."""
    text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def tidy(text: str) -> str:
    """Printable text without blank edges."""
    return printable(text).strip()


def label(text: str) -> str:
    """A mood or tag: one line, single spaces, at most ``MAX_LABEL`` characters."""
    return _SPACE.sub(" ", tidy(text[: MAX_LABEL * 10]))[:MAX_LABEL].strip()


def labels(texts: Iterable[str]) -> tuple[str, ...]:
    """Labels without blanks and repetitions, in their order; spelling with other capitals is the same label."""
    seen: dict[str, str] = {}
    for text in texts:
        word = label(text)
        if word:
            seen.setdefault(word.casefold(), word)
        if len(seen) == MAX_TAGS:
            break
    return tuple(seen.values())


def plain(text: str) -> str:
    """Simple HTML as text: lines, list dashes and entities kept, the few known tags dropped, all else as written."""
    if "<" in text:
        text = _MARKUP.sub("", _LINE.sub("\n", _ITEM.sub("- ", text)))
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    return _BLANKS.sub("\n\n\n", text)


def title_and_text(title: str, text: str) -> tuple[str, str]:
    """A title of one line and the text below it; a title beyond ``MAX_TITLE`` characters joins the text."""
    title, text = _SPACE.sub(" ", tidy(title)), tidy(text)
    return (title, text) if len(title) <= MAX_TITLE else ("", f"{title}\n{text}".strip())


def cut(text: str) -> str:
    """The text itself or, beyond ``MAX_TEXT`` characters, its beginning and a last line that says what is missing."""
    if len(text) <= MAX_TEXT:
        return text
    kept = MAX_TEXT - 100
    return f"{text[:kept].rstrip()}\n\n[Cut on import: the last {len(text) - kept:,} characters are missing.]"
