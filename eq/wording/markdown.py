"""What a person wrote, as safe html: simple Markdown, no pictures, no links that lead away, no html of their own."""

from __future__ import annotations

from functools import cache

import nh3
from markdown_it import MarkdownIt

_TAGS = {"p", "br", "em", "strong", "s", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "h5", "h6", "hr"}
_LOWER = {"h1": "h3", "h2": "h4"}


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False})
    return reader.enable("strikethrough").disable(["image", "link", "autolink", "reference"])


def safe_html(text: str) -> str:
    """``text`` as html that loads nothing and runs nothing; its headings stand below those of a page.

    Links and pictures stay as they were typed; half a sign becomes a question mark.
    """
    html = _reader().render(text.encode("utf-8", "replace").decode())
    for high, low in _LOWER.items():
        html = html.replace(f"<{high}>", f"<{low}>").replace(f"</{high}>", f"</{low}>")
    return nh3.clean(html, tags=_TAGS, attributes={}, strip_comments=True)
