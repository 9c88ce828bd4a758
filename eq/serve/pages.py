"""The gate's own two pages: refused, and come in. They need no script and load nothing."""

from __future__ import annotations

_STYLE = """
:root { color-scheme: light dark; --page: #FBF9F6; --text: #1B1B1B; --quiet: #5A6067; --line: #DDD6CB;
  --accent: #2F5D62; --raised: #F1EDE6 }
@media (prefers-color-scheme: dark) { :root { --page: #15181C; --text: #F2F0EB; --quiet: #A9B0B7; --line: #343A41;
  --accent: #8CC7C2; --raised: #1E2227 } }
body { margin: 0; background: var(--page); color: var(--text);
  font: 1.0625rem/1.6 "Source Sans 3", "Source Sans Pro", system-ui, sans-serif }
main { max-width: 34rem; margin: 0 auto; padding: 12vh 1.5rem 3rem }
h1 { font: 600 1.9rem/1.25 Georgia, "Times New Roman", serif; margin: 0 0 1rem }
ol { padding-left: 1.4rem } li { margin: .5rem 0 }
code { background: var(--raised); border: 1px solid var(--line); border-radius: .4rem; padding: .1rem .45rem }
p.quiet { color: var(--quiet); border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem }
a { color: var(--accent) } a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
"""


def _page(title: str, body: str, head: str = "") -> bytes:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{head}<title>{title}</title><style>{_STYLE}</style></head><body><main>{body}</main></body></html>\n"
    ).encode()


REFUSED = _page(
    "EQ Reflect: open it with a fresh link",
    "<h1>This window needs a fresh link</h1>"
    "<p>EQ Reflect opens only from a link that works once and for ten minutes. That way nobody else on this "
    "computer, and no other web page, can look at what you have written.</p>"
    "<ol><li>Click the EQ Reflect icon again, or run <code>eq</code> in a terminal.</li>"
    "<li>A fresh link opens by itself. If it does not, copy the link that <code>eq</code> printed into the "
    "address bar of this window.</li></ol>"
    "<p>Nothing is lost: whatever you entered is in your own file.</p>"
    '<p class="quiet">If this browser was already let in and you followed a link from another page, '
    '<a href="/">go on to EQ Reflect</a>.</p>',
)

COME_IN = _page(
    "EQ Reflect",
    '<h1>Opening EQ Reflect</h1><p>If nothing happens, <a href="/">go on to EQ Reflect</a>.</p>',
    # A page of our own between the link and the app: after a click on another site the browser would keep the
    # SameSite=Strict cookie back from a redirect, but not from a step that starts here.
    head='<meta http-equiv="refresh" content="0;url=/">',
)
