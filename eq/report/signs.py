"""Text as any file can hold it: no half signs, no control signs, nothing that turns the direction of the rest."""

from __future__ import annotations

from typing import Final

_TURNING: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROL: Final = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"]
_TABLE: Final = {**dict.fromkeys(map(ord, _TURNING)), **dict.fromkeys(_CONTROL, "\ufffd")}


def readable(text: str) -> str:
    """``text`` without the signs that turn the direction of writing; a control sign or half a sign becomes �.

    Line breaks are one sign, ``\\n``. Everything else stays as it was typed.
    """
    whole = text.translate(_TABLE).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """The same, with every run of white space as one space."""
    return " ".join(readable(text).split())
