"""Settings, in words."""

from __future__ import annotations

TODAY_LEAD = "At most three things at a time, the first of these first. What is switched off is still kept."
FROM_JOURNAL = "What you write down"
FROM_PLAN = "Your plan"
FROM_QUESTIONNAIRES = "Questionnaires"
JOURNAL_SWITCHES = {
    "today_follow_up": "**After a debrief** – once, 6 to 36 hours later: how it is now",
    "today_promises": "**Promises** – due today or past their date",
    "today_prepared": "**After a preparation** – for three days: how did it go?",
    "today_parked": "**Parked debriefs** – two hours after you set one aside",
    "today_drafts": "**Begun and not finished** – debriefs, notes and questionnaires",
    "today_check_in": "**Check-in** – while today has none, once you use it",
    "today_if_then": "**An if–then of yours** – one a day: did it come up?",
}
PLAN_SWITCHES = {
    "today_practice": "**Practices** – what your plan asks for today, and its daily measure",
    "today_plan_review": "**The weekly look** – five minutes once a week while a plan runs",
}
QUESTIONNAIRE_SWITCHES = {
    "today_pulse": "**The weekly pulse** – once you have taken it",
    "today_retest": "**Worth repeating** – a questionnaire from 8 weeks on",
}
"""Setting -> its label, in markdown; in the order in which Today ranks them."""

NAME = "What some questions may call you"
NAME_HELP = "A first name or whatever you like to be called; leave it empty for none. It stays in your file."
