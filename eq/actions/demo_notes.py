"""The sentences of a made-up journal: check-ins, notes by prompts, feedback received. Nobody here is a real person.

``{n}``, ``{hour}`` and ``{day}`` are gaps, filled by the writer.
"""

from __future__ import annotations

LINES: dict[str, tuple[str, ...]] = {
    "pleasant-high": (
        "Good start, everybody in a good mood.", "Finished the list before {hour}.", "A thank-you card on my desk.",
        "The tricky one was solved in {n} minutes.", "Lunch in the sun.", "New colleague learns fast.",
        "Sang in the car on the way in.", "They laughed at my joke on the phone.", "Football tonight.",
        "The team meeting was short and useful.", "Got through to somebody who had given up on us.",
    ),
    "pleasant-low": (
        "Quiet morning, tea still warm.", "Walked home instead of taking the bus.", "Slept well for once.",
        "Nothing urgent until {hour}.", "Sat on the bench for ten minutes.", "House is quiet, book is good.",
        "The late shift took over early.", "Rain outside, nothing I have to do.", "A slow day in the good sense.",
        "Cooked for two and had time for it.",
    ),
    "unpleasant-high": (
        "{n} calls waiting and one of us is ill.", "Meeting was moved for the third time.",
        "Ran for the bus, missed it.",
        "Everybody wants something by {hour}.", "Still hearing the last call.", "The system is down again.",
        "Coffee number {n}.", "Jaw tight since this morning.", "Said yes to one thing too many.",
        "The printer, again.", "A colleague snapped at me over nothing.",
    ),
    "unpleasant-low": (
        "Short night.", "Could sleep standing up.", "Day went by and I do not know where.", "Head full of cotton wool.",
        "Nobody at lunch to talk to.", "Long shift, feet hurt.", "The dark at {hour} gets to me.",
        "Keep thinking about {day}.", "Nothing moved today.", "A cold is on its way.",
    ),
}  # fmt: skip
"""One line of a check-in, by the quadrant of its point."""

ANSWERS: dict[str, tuple[str, ...]] = {
    "evening-moment": (
        "The old man who waited until everybody had gone so that he could thank us.",
        "The silence after I said {day}. I could hear the clock behind them.",
        "How Jo put a cup of tea beside me without a word while I was still on the phone.",
        "The child who drew on the form while her mother and I sorted it out.",
        "Opening the door at {hour} and hearing nothing at all.",
    ),
    "evening-feeling": (
        "Mostly tense, because of the list that got longer while I worked on it.",
        "Relief. The thing I had dreaded since {day} took {n} minutes.",
        "Irritated all afternoon, and it was about the heat more than about anybody.",
        "A quiet kind of pride: nobody saw it, but it was done well.",
        "Worried about the numbers meeting, though nothing in it is up to me.",
    ),
    "evening-body": (
        "Something warm to eat, and a chair that is not this one.",
        "To lie down with the door shut before anybody asks me anything.",
        "The long way home on foot. My shoulders have been up since {hour}.",
        "Quiet. No voices, not even the radio.",
    ),
    "evening-need": (
        "Ten minutes without anybody. I could have asked Sam to take the desk.",
        "Somebody to say that the decision was right. My partner did, in the end.",
        "Lunch. Simply lunch.",
        "A clear word from above about {day}. I will ask for it tomorrow.",
    ),
    "evening-settled": (
        "Looking out of the window at the big tree until I had counted {n} birds.",
        "Washing my hands with cold water and going slowly up the stairs.",
        "Writing down the facts. Once they were on paper they stopped going round.",
        "A walk around the block before the next one.",
        "Telling Jo about it in three sentences and not in thirty.",
    ),
    "evening-second-look": (
        "I thought they did not care; they had been at the hospital since {hour}.",
        "What sounded like a threat was a question about the deadline.",
        "The rule I had called silly made sense once I saw the other case.",
        "I was sure the mistake was theirs. It was in our letter, second line.",
    ),
    "evening-went-well": (
        "The call I had prepared. I knew the history, and it showed.",
        "We got the delivery moved to {day}; I had asked early enough.",
        "Nobody raised their voice in the meeting. I had put the hard point first.",
        "I said no to a fourth task, and the other three got done.",
    ),
    "evening-lesson": (
        "A date, even a bad one, is better than a good reason.",
        "People hear the first sentence and the last one. The middle is for me.",
        "If I read the notes first I need {n} minutes less.",
        "Asking what they have tried already saves both of us a lot.",
        "I get short when I am hungry. That one is easy to mend.",
    ),
    "evening-their-side": (
        "She had written down every date because nobody believed her the last time.",
        "He has to explain all of it to his own boss at {hour}.",
        "They are more afraid of the letter than of the amount.",
        "A small shop, two people, and one of them is ill. Every hour counts there.",
    ),
    "evening-client-left-with": (
        "A date, a name, and a number that somebody answers.",
        "Less than they wanted, and they knew why.",
        "A copy of everything, so that the next desk need not ask again.",
        "I am not sure. I will ring on {day} and ask.",
    ),
    "evening-colleague": (
        "Sam took the phone for {n} minutes while I finished the letter.",
        "The late shift came early and did not make a thing of it.",
        "Jo told me what she would have said. I will borrow that sentence.",
    ),
    "evening-keep": (
        "Two options instead of one answer.",
        "The pause before I pick up.",
        "Writing to them before they write to me.",
        "The list on paper beside the screen.",
    ),
    "evening-try": (
        "Start with the hardest one, before {hour}.",
        "Ask one more question before I explain.",
        "Lunch away from the desk.",
        "Say the name of the feeling once and see what it does.",
    ),
    "evening-leave-at-work": (
        "The tone of the second call. It belongs to their day, not to my evening.",
        "The list. It will still be there on {day}.",
        "Whether the new form is any good. Not mine to decide.",
        "The sentence I did not say.",
    ),
    "general-first-sign": (
        "My voice gets higher before I notice anything else.",
        "I start to tidy the desk with one hand.",
        "I begin to nod too fast.",
    ),
    "general-just-before": (
        "A message that began with the word again.",
        "I had looked at the clock and seen {hour}.",
        "The sigh, before they said anything.",
    ),
    "general-fair-colleague": (
        "Somebody who tried, got tired near the end, and said goodbye kindly all the same.",
        "That I explained well and listened a little less well.",
        "Two people who were both in a hurry.",
    ),
    "general-in-your-hands": (
        "My first sentence and my tone. Not the date, and not the weather.",
        "Telling them earlier. The delay itself was not.",
        "Asking for help at the second sign and not at the fifth.",
    ),
    "general-other-reading": (
        "They may have been told on {day} that it was settled.",
        "It could be that they speak to everybody like that, and mean no harm.",
        "Perhaps somebody else was standing next to them.",
    ),
    "general-friend": (
        "That one bad call in {n} is not a bad day.",
        "To eat something, and to look at it again tomorrow.",
        "That being tired is a reason and no excuse, and that both of us know the difference.",
    ),
    "general-matters": (
        "That people leave with something they can hold on to.",
        "I do not want to become somebody who rolls their eyes.",
        "Doing it properly, because I know what it is like on the other side.",
    ),
    "general-easier-start": (
        "The letter to the other office. I will write only the first line before {hour}.",
        "The talk with Sam about the rota. A cup of tea first, then one question.",
    ),
    "general-could-have-asked": (
        "That they want the money back. It may be that they want to know whether it happens again.",
        "That they have read our message. I can ask it in my first sentence on {day}.",
    ),
    "general-sentence-to-keep": (
        "\"Let me make sure I have understood what this has meant for you.\"",
        "\"I do not know yet. I will know by {hour}, and I will call you.\"",
        "\"What would make this week easier for you?\"",
    ),
    "general-sentence-to-swap": (
        "\"As I said\" for \"Let me put it another way\".",
        "\"You have to\" for \"The next step is\".",
        "\"Unfortunately\" for nothing at all. Just say it.",
    ),
    "general-repair": (
        "I was short with Jo. I will say so tomorrow before {hour}.",
        "A line to the client that I had the wrong day; today still.",
    ),
}  # fmt: skip
"""What was written, by the prompt that ships under this id."""

FREE = (
    "Third week with the new form. It gets easier, and I still dislike the second page.",
    "Talked with Sam on the way to the station about who takes the loud ones. We will take turns from {day}.",
    "I notice that I look forward to the mornings again. Nothing big has changed; I go to bed earlier.",
    "The training had one good hour. The part about asking before offering I will try until {day}.",
    "Numbers came out. Ours are fine. I thought I would feel more about it.",
    "A former client stopped me at the market to tell me that {n} months later everything still works.",
    "Handed in the leave request. Writing it down made the time until then shorter.",
    "Two colleagues argued about the rota and I kept out of it. Not sure whether that was wise or easy.",
    "Rearranged the desk so that I do not face the door. First day: less looking up, fewer starts.",
    "My partner asked about work and I talked for {n} minutes without naming one client. Progress of a kind.",
)
"""Notes without a prompt."""

ADDED = (
    "I want to remember that.", "It was smaller than it felt.", "Enough for today.",
    "Tomorrow I will see it differently.",
    "It helped to write it down.", "I would not have seen that a year ago.", "More of that.",
    "No idea yet what it means.",
    "Jo said the same.", "It is not the first time.", "I will ask about it on {day}.", "Funny, looking back at it.",
)  # fmt: skip
"""A sentence that can follow any note."""

LATER = (
    "Looks smaller today.", "They wrote to say thank you.", "Still a bit of it in my shoulders this morning.",
    "Talked it over with Jo at lunch.", "I had the facts wrong in one point and called them.",
)  # fmt: skip

FEEDBACK: tuple[tuple[str, str, str], ...] = (
    ("how calm I stay when it gets loud", "say sooner when I need help", "self-regulation"),
    ("that I explain without jargon", "shorter messages", "social-skills"),
    ("asking people what they hope for", "write down what was agreed, each time", "empathy"),
    ("that I call back when I said I would", "leave time between two hard ones", "motivation"),
    ("owning up to the mix-up in front of the client", "not to joke when somebody is upset", "self-awareness"),
    ("the way I open a difficult call", "let people finish their sentence", "social-skills"),
    ("noticing that the new one was lost", "share the good stories as well", "empathy"),
    ("sticking with the long case", "hand over earlier at the end of the shift", "motivation"),
)
"""What to keep, what to change, and the competency it is about."""
GIVERS = ("Jo", "my team lead", "Sam from billing", "a client, on the phone", "the new colleague", "the late shift")

OWN_TAGS = ("team", "night shift", "money", "training", "home", "rota")
OWN_WORDS = ("wrung out", "in the flow", "on edge", "light")
