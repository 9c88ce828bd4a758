"""One report, laid out as a file for people: html, pdf or Markdown."""

from __future__ import annotations

from typing import Final, Literal, get_args

from eq.coach.report import Report

Format = Literal["html", "pdf", "md", "json"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def render(report: Report, fmt: Literal["html", "pdf", "md"]) -> bytes:
    """The bytes of the file; text is UTF-8 and the same report gives the same bytes.

    ``json`` is no layout: it is the report itself and is written where files are exchanged.
    """
    if fmt == "pdf":
        from eq.report.pdf import pdf

        return pdf(report)
    if fmt == "md":
        from eq.report.markdown import markdown

        return markdown(report).encode()
    from eq.report.html import html

    return html(report).encode()
