"""The evidence passport of an instrument: what is known about it, and in whom."""

from __future__ import annotations

from eq.assess.questionnaire import Questionnaire, ReliabilityRow
from eq.wording.plain import count, number

NOT_VALIDATED = (
    "**Not yet validated.** This questionnaire names no study of how reliable or how meaningful its statements are. "
    "What would change that: answers of several hundred people to the same version, some of them twice, beside other "
    "measures."
)
VALIDATED = "**Reliability has been examined.** The rows below say in whom; other people may differ."


def lines(questionnaire: Questionnaire) -> list[str]:
    """Markdown-free facts as (already plain) lines; texts of the file itself are escaped by the page."""
    q = questionnaire
    return [
        f"{q.title}, version {q.version}: {count(len(q.items), 'statement')} on {count(len(q.scales), 'area')}.",
        f"Authors: {q.source.authors or 'not stated'}. Licence: {q.licence or 'not stated'}.",
        *([q.source.note] if q.source.note else []),
        *([q.evidence.note] if q.evidence.note else []),
        f"Exact version (first digits of its fingerprint): {q.digest[:12]}.",
    ]


def status(questionnaire: Questionnaire) -> str:
    """Validated or plainly not."""
    return VALIDATED if questionnaire.evidence.status == "validated" else NOT_VALIDATED


def reliability_rows(questionnaire: Questionnaire) -> list[dict[str, str]]:
    """One dict per published figure."""
    title = {scale.id: scale.title for scale in questionnaire.scales}
    return [_row(title.get(row.scale, row.scale), row) for row in questionnaire.evidence.reliability]


def false_alarms(share: float, people: int) -> str:
    """How often honest people would be asked the kind question on this form."""
    return (
        f"Checked on this very form with {people:,} made-up honest people (docs/scoring.md says how they answer): "
        f"{round(share * people)} of them would be asked whether their answers stand because the answers looked alike. "
        "How fast pages are answered is not part of that check."
    )


def _row(title: str, row: ReliabilityRow) -> dict[str, str]:
    return {
        "Area": title,
        "Alpha": "–" if row.alpha is None else number(row.alpha, 2),
        "Retest": "–" if row.retest is None else number(row.retest, 2),
        "People": str(row.n),
        "In whom": row.sample,
        "Source": row.citation,
    }
