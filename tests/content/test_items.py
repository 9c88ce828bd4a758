"""The statements that ship keep the item rules."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from item_rules import alike, faults
from readability import grade, pooled_grade, syllables, words

from eq.assess.questionnaire import Questionnaire
from eq.content.questionnaires import shipped, shipped_ids

COMPETENCIES = ("self-awareness", "self-regulation", "motivation", "empathy", "social-skills")
SHORT = dict(zip(COMPETENCIES, ("sa", "sr", "mo", "em", "ss"), strict=True))
PREFIX = {"five-competencies": "", "client-work": "c", "pulse": "p"}
PER_SCALE = {"five-competencies": 10, "client-work": 8, "pulse": 3}
FORMS = tuple(PREFIX)
LONG_FORMS = FORMS[:2]
IDS = Path(__file__).parent.parent / "data" / "item_ids.txt"


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> Questionnaire:
    return shipped(request.param)


@pytest.fixture(params=LONG_FORMS)
def long_form(request: pytest.FixtureRequest) -> Questionnaire:
    return shipped(request.param)


def of_scale(form: Questionnaire, scale: str) -> list[str]:
    return [item.text for item in form.items if item.scale == scale]


class TestForms:
    def test_exactly_these_ship(self) -> None:
        """Three questionnaires, each file named after its id."""
        assert shipped_ids() == FORMS
        assert tuple(shipped(name).id for name in FORMS) == FORMS

    def test_the_five_competencies_stand_in_order(self, form: Questionnaire) -> None:
        """Every form has the same five scales under the same ids."""
        assert tuple(scale.id for scale in form.scales) == COMPETENCIES

    def test_titles_and_descriptions_of_a_competency_are_the_same_everywhere(self, form: Questionnaire) -> None:
        """A competency has one name and one meaning."""
        first = shipped(FORMS[0])
        assert [(s.title, s.description) for s in form.scales] == [(s.title, s.description) for s in first.scales]
        assert all(scale.description for scale in form.scales)

    def test_every_competency_has_the_same_number_of_items(self, form: Questionnaire) -> None:
        """Ten, eight or three items a competency."""
        assert Counter(item.scale for item in form.items) == dict.fromkeys(COMPETENCIES, PER_SCALE[form.id])

    def test_every_facet_is_covered(self, long_form: Questionnaire) -> None:
        """In the long forms each declared facet has an item, and each item a facet; five or four facets a scale."""
        for scale in long_form.scales:
            used = {item.facet for item in long_form.items if item.scale == scale.id}
            assert used == set(scale.facets)
            assert len(scale.facets) == (4 if scale.id in ("self-awareness", "motivation") else 5)

    def test_facets_of_the_pulse_are_facets_of_the_long_form(self) -> None:
        """The pulse asks about parts of the same competencies."""
        for scale, long_scale in zip(shipped("pulse").scales, shipped("five-competencies").scales, strict=True):
            assert scale.facets.items() <= long_scale.facets.items()

    def test_opposite_behaviour_items_are_a_fifth_to_three_tenths(self, long_form: Questionnaire) -> None:
        """The share holds within every scale of the long forms."""
        for scale in COMPETENCIES:
            marks = [item.reverse for item in long_form.items if item.scale == scale]
            assert 0.2 <= sum(marks) / len(marks) <= 0.3, scale

    def test_opposite_behaviour_items_of_the_pulse(self) -> None:
        """Three items a scale cannot keep the share, so it holds over the form, at most one a scale."""
        items = shipped("pulse").items
        assert 0.15 <= sum(item.reverse for item in items) / len(items) <= 0.35
        assert max(Counter(item.scale for item in items if item.reverse).values()) == 1

    def test_the_passport_is_honest(self, form: Questionnaire) -> None:
        """Version, licence and evidence say what is so: ours, free to share, not validated."""
        assert form.version >= 1
        assert form.licence == "CC-BY-4.0"
        assert form.evidence.status == "not-validated"
        assert form.evidence.reliability == ()
        assert form.evidence.note
        assert form.source.authors

    def test_answers_are_five_labelled_frequencies_and_a_way_out(self, form: Questionnaire) -> None:
        """The answer scale of evidence §2.2, the same on every form."""
        assert (form.answers.low, form.answers.high) == (1, 5)
        assert form.answers.labels == (
            "Never or almost never",
            "Rarely",
            "Sometimes",
            "Often",
            "Always or almost always",
        )
        assert form.answers.not_applicable == "No chance to do this"

    def test_the_frame_says_which_time_is_meant(self, form: Questionnaire) -> None:
        """Seven days for the pulse, four weeks for the others, asked as how often."""
        assert ("past 7 days" if form.id == "pulse" else "past 4 weeks") in form.frame
        assert "how often" in form.frame
        assert 6 <= form.page_size <= 8


class TestIds:
    def test_ids_tell_form_and_competency(self, form: Questionnaire) -> None:
        """Two digits after the competency's letters, counted from one within each scale."""
        for scale in COMPETENCIES:
            ids = [item.id for item in form.items if item.scale == scale]
            assert ids == [f"{PREFIX[form.id]}{SHORT[scale]}-{n:02d}" for n in range(1, len(ids) + 1)]

    def test_ids_are_permanent(self) -> None:
        """Results are kept under these ids: a line of the list may be added, never changed or taken away."""
        kept = IDS.read_text(encoding="utf-8").split()
        current = [item.id for name in FORMS for item in shipped(name).items]
        assert sorted(current) == sorted(kept)
        assert len(set(kept)) == len(kept)


class TestTexts:
    def test_every_item_keeps_the_rules(self, form: Questionnaire) -> None:
        """At most 14 words, one idea, nothing denied, no frequency, first person, one plain sentence."""
        broken = {item.id: faults(item.text) for item in form.items}
        assert {item: found for item, found in broken.items() if found} == {}

    def test_the_form_reads_at_eighth_grade_or_below(self, form: Questionnaire) -> None:
        """Flesch-Kincaid over all items of the form together."""
        assert pooled_grade([item.text for item in form.items]) <= 8

    def test_no_two_items_of_a_scale_say_the_same(self, form: Questionnaire) -> None:
        """Items of a scale share no more than three fifths of their content words."""
        assert [pair for scale in COMPETENCIES for pair in alike(of_scale(form, scale))] == []

    def test_no_text_is_asked_twice(self) -> None:
        """A sentence belongs to one item of one form."""
        texts = Counter(item.text for name in FORMS for item in shipped(name).items)
        assert [text for text, times in texts.items() if times > 1] == []


class TestTheRulesThemselves:
    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("I wait and I listen.", "joins two ideas: and"),
            ("I ask because it helps me.", "joins two ideas: because"),
            ("I call or write.", "joins two ideas: or"),
            ("I don't shout.", "denies: don't"),
            ("I can’t wait.", "denies: can't"),
            ("I leave without a word.", "denies: without"),
            ("I usually wait.", "says how often: usually"),
            ("I wait now and then.", "says how often: now and then"),
            ("I feel panic.", "is clinical: panic"),
            ("I ask what he needs.", "is gendered: he"),
            ("People tell the truth.", "is not in the first person"),
            ("I wait", "is not one plain sentence"),
            ("I wait. I listen.", "is not one plain sentence"),
            ("I wait a b c d e f g h j k l m.", "has 15 words"),
        ],
    )
    def test_each_rule_catches_its_fault(self, text: str, fault: str) -> None:
        """A text that breaks a rule is named with the rule."""
        assert fault in faults(text.replace("a b c", "a b c n"))

    @pytest.mark.parametrize(
        "text",
        [
            "I order a note of nonsense for everyone.",
            "My hand notices the floor.",
            "When a client cries, I'm calm.",
            "I wait a b c d e f g h j k l.",
        ],
    )
    def test_words_that_only_contain_a_banned_word_pass(self, text: str) -> None:
        """Rules look at whole words."""
        assert faults(text) == []

    def test_paraphrases_are_found(self) -> None:
        """The same content words in another order and form are the same item."""
        one, other = "I pause before I answer an angry client.", "Before answering anger, I pause."
        assert alike([one, other, "I thank a client for the complaint."]) == [(one, other)]

    def test_the_grade_formula(self) -> None:
        """Seven words, one sentence, nine syllables give 2.311429 (evidence §2.1)."""
        assert grade(7, 1, 9) == pytest.approx(2.311429, abs=5e-7)

    @pytest.mark.parametrize(
        ("count", "listed"),
        [
            (1, "asked breath calls changed clues feels gives lines means moved paused please scared stop tone voice"),
            (1, "waits whole words worked I my hard tried hours"),
            (2, "answer before being careful client doing feeling handle handled listen little moment people quiet"),
            (2, "reason saying settled someone tighten wanted worry complaint colleague changes annoyed"),
            (3, "appointment disagree emotion everything explaining finally idea imagine interrupt notices"),
            (3, "realise remember sensitive suddenly tomorrow criticism reaction annoyance"),
            (4, "situation usually experience conversation criticises irritated"),
        ],
    )
    def test_syllables_of_known_words(self, count: int, listed: str) -> None:
        """The counter is right for the words that items are made of."""
        wrong = {word: syllables(word) for word in listed.split() if syllables(word) != count}
        assert wrong == {}

    def test_words_are_parted_at_hyphens_only(self) -> None:
        """An apostrophe stays inside its word."""
        assert words("I'd re-read a client’s note.") == ["i'd", "re", "read", "a", "client's", "note"]
        assert not re.search(r"\s", "".join(words("I read  it.")))
