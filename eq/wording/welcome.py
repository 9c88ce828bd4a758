"""The first run, in words."""

from __future__ import annotations

TITLE = "See where you stand, honestly"
LEAD = (
    "EQ Reflect asks how often you do certain things at work, shows what your answers say with the range they leave "
    "open, and weeks later tells you whether they moved further than chance would move them. In between it is a place "
    "for the five minutes after a hard interaction."
)
IS = (
    "A self-reflection tool: you describe what you do, and see what your own answers add up to.",
    "A journal for hard interactions and every other day: what happened, what you promised, what you would do again.",
    "A place to look at five areas: self-awareness, self-regulation, motivation, empathy and social skills.",
    "Made for adults at work, above all for people who deal with upset clients.",
    "Private: no account, and the app sends nothing anywhere.",
)
IS_NOT = (
    "Not a medical or psychological test, not a diagnosis, not therapy.",
    "Not a comparison with other people: there are no norms, so there is no percentile and no “EQ score”.",
    "Not for hiring, promotion, pay, discipline or monitoring. You may refuse anyone who asks for it, "
    "and if that is your manager or HR, we advise you not to share it.",
)
WHERE = "Everything you answer is kept in one file on this computer, and nowhere else:"
OTHERS = (
    "**The file is not encrypted yet.** Anyone who can open your files can read it. On an employer’s computer that "
    "may include your employer and its administrators, whatever this app does: then use a computer of your own."
)
ADULT = "I am 18 or older."
UNDER_AGE = "I am younger than 18"
TICK_FIRST = "Tick the box to go on. Nothing is stored before you do."
UNDER_AGE_TITLE = "Thank you for being honest"
UNDER_AGE_END = (
    "This app is made for adults at work, and parts of it would not fit your life. Nothing was stored. If something "
    "weighs on you, talk to a grown-up you trust; the Support page lists people who listen."
)
FORK = (
    ("happened", "Something just happened", "debrief"),
    ("stand", "See where I stand", "take"),
    ("file", "Someone sent me a file", "desk"),
)
"""(name, label, page) of each way to begin."""

FILE = "If the file is a questionnaire (it ends in .yaml), add it below under “Add a questionnaire of your own”."
