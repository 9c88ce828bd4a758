"""The sentences of a made-up journal: debriefs of contacts with clients, told as a camera would see them.

``{thing}``, ``{n}``, ``{hour}`` and ``{day}`` are gaps, filled by the writer. Nobody here is a real person.
"""

from __future__ import annotations

CLIENTS = (
    "Mrs K", "the garage", "flat 4b", "the school office", "Mr T", "the bakery on the corner", "order 31",
    "the caller with the dog", "the two brothers", "the removal firm", "the florist", "the landlord", "the choir",
    "the bike shop", "the young father", "the clinic desk", "the lady from the third floor", "the café", "Mr and Mrs P",
    "the tailor", "the allotment club", "the night nurse",
)  # fmt: skip
"""Private labels, the busiest first."""

THINGS = (
    "the boiler", "the washing machine", "the front door lock", "the internet line", "the dishwasher", "the meter",
    "the bathroom tap", "the heating", "the doorbell", "the smoke alarm", "the oven", "the radiator", "the lift",
    "the shower", "the blind in the bedroom", "the water pump", "the fridge", "the intercom", "the dryer",
    "the extractor fan",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

HAPPENED: dict[str, tuple[str, ...]] = {
    "waiting-time": (
        "They had been on hold for {n} minutes when I picked up about {thing}.",
        "They stood in the queue for {n} minutes and then put {thing} first, before saying hello.",
        "The first words were how long it had taken to get through. Then came {thing}.",
    ),
    "repeated-contact": (
        "It was their {nth} contact about {thing} this month; they counted them for me.",
        "They read out the dates of their earlier messages about {thing}, one after another.",
        "The history showed {n} contacts about {thing} and no answer to the last one.",
    ),
    "passed-around": (
        "Two desks had sent them on before they reached me with {thing}.",
        "They had been told to ask for me by name, about {thing}, by someone who did not know me.",
        "They asked whether I would pass them on as well, and only then spoke of {thing}.",
    ),
    "retelling": (
        "I asked for the details of {thing}, and they said they had given them twice already.",
        "They began the story of {thing}, stopped, and asked why nobody had written it down.",
        "My notes on {thing} were empty, so they had to start over.",
    ),
    "broken-promise": (
        "Someone here had told them {thing} would be done by {day}. It was not.",
        "They had a message from us that named {day} for {thing}, and nothing came.",
        "They reminded me that a call back about {thing} had been promised for {day}.",
    ),
    "our-mistake": (
        "We had written down the wrong address for {thing}, and they found it out first.",
        "The papers about {thing} were for someone else. They pointed at the name.",
        "We had closed the case about {thing} although it was still open.",
    ),
    "mixed-answers": (
        "A colleague had told them {thing} was covered; I had to say it was not.",
        "They had two messages from us about {thing} that said different things, and read both out.",
        "The website said one thing about {thing} and I said another.",
    ),
    "bill-or-price": (
        "They held up the bill for {thing} and asked about a line of {n} they had not expected.",
        "The price of {thing} had gone up since the quote, and nobody had told them.",
        "They asked {n} times what the extra charge for {thing} was for.",
    ),
    "product-failure": (
        "{thing} had stopped working that morning, with guests on the way.",
        "They showed me a picture of {thing} and said it had been repaired only last week.",
        "{thing} failed for the {nth} time, and they had taken the day off for it.",
    ),
    "long-repair": (
        "The repair of {thing} was in its {nth} week, and I had no new date.",
        "They had been told three days for {thing}. It was day {n}.",
        "The part for {thing} was still not in, and they asked what I would do in their place.",
    ),
    "their-deadline": (
        "They needed {thing} sorted by {day} because they were moving out.",
        "An inspection was due on {day}, and {thing} was not ready.",
        "They said at once that they had until {hour} to give an answer about {thing}.",
    ),
    "refused-request": (
        "They asked for the full amount for {thing}, and I had to turn it down.",
        "They wanted {thing} exchanged without the papers. I said that I could not.",
        "They asked me to make an exception for {thing}, twice in the same words.",
    ),
    "hard-rule": (
        "I explained the rule about {thing}, and they asked who had thought of it.",
        "The rule says {n} days, and they were one day late with {thing}.",
        "They needed a signature from someone who is away, for {thing}. The rule leaves no other way.",
    ),
    "bad-news": (
        "I had to tell them that {thing} could not be saved.",
        "I said that {thing} would take until {day} week. There was a long pause.",
        "The answer about {thing} from the other office was no, and I was the one to say it.",
    ),
    "complaint-threat": (
        "They said they would write a review about {thing} before the day was over.",
        "They mentioned a lawyer and {thing} in the same sentence.",
        "They asked for the address for complaints and wrote it down slowly, letter by letter.",
    ),
    "demand-for-manager": (
        "Before I had finished the first sentence about {thing}, they asked for my manager.",
        "They wanted someone who could decide about {thing}, and said so {n} times.",
        "They asked who was above me, and above that person.",
    ),
    "blame": (
        "They said I had let {thing} lie, although it reached me at {hour}.",
        "They asked me how I could do this to people. I had seen the case about {thing} for the first time.",
        "They listed what had gone wrong with {thing} and ended each line with the word you.",
    ),
    "interrupted": (
        "I began to explain {thing} {n} times, and each time they spoke over me.",
        "They answered my question about {thing} with another question before it was out.",
        "I got as far as the word because, {n} times.",
    ),
    "raised-voice": (
        "Their voice rose when I named the date for {thing}; people in the queue looked round.",
        "They spoke loudly from the first word, about {thing}, and hit the counter with a hand.",
        "They shouted for about a minute about {thing} and then went quiet.",
    ),
    "personal-remark": (
        "They said I sounded too young to know anything about {thing}.",
        "They made a remark about my accent and then went on about {thing}.",
        "They said that people like me sit in the warm while {thing} is broken.",
    ),
    "doubted": (
        "They asked how long I had been doing this, after my answer about {thing}.",
        "They said they would look up what I told them about {thing}, and did, while I waited.",
        "They asked my colleague the same question about {thing} in front of me.",
    ),
    "silence": (
        "They answered everything about {thing} with one word.",
        "After I named the date for {thing} there was only a sigh.",
        "They said fine to each step about {thing}, and it did not sound like fine.",
    ),
    "message-flood": (
        "Before I had answered the first message about {thing}, {n} more came in.",
        "They wrote a new message about {thing} every few minutes until {hour}.",
        "They sent the same picture of {thing} by three ways at once.",
    ),
    "misunderstanding": (
        "We spoke about two different things for ten minutes: they meant {thing}.",
        "I said next {day}, and they heard this {day}, about {thing}.",
        "They thought I had said yes to {thing}. I had said that I would ask.",
    ),
    "moving-story": (
        "While we spoke about {thing} they told me that they had lost somebody in spring.",
        "They asked about {thing} and began to cry in the middle of a sentence.",
        "They were alone with two small children, and {thing} had been out since {day}.",
    ),
    "slow-system": (
        "My screen froze while I looked up {thing}, and they heard me waiting.",
        "The system was down until {hour}, and I could not see anything about {thing}.",
        "I had to start the search for {thing} {n} times.",
    ),
    "no-break": (
        "It was the {nth} contact in a row without a pause, this one about {thing}.",
        "I had not had lunch yet when they came with {thing} at {hour}.",
        "I picked up about {thing} with the one before still in my ears.",
    ),
    "no-time": (
        "The board showed {n} people waiting while we were in the middle of {thing}.",
        "I had {n} minutes for {thing}, and the story alone took longer.",
        "At {hour} I had to end it, and {thing} was half explained.",
    ),
}  # fmt: skip
"""What happened, by the trigger that ships under this id."""

WENT_ON = (
    "They asked what would happen next.", "They repeated the main point twice.", "They wanted it in writing.",
    "After a while they spoke more slowly.", "They asked for my name and wrote it down.", "They thanked me at the end.",
    "They left without a word.", "They said they would come back on {day}.", "They asked for a date, not a reason.",
    "They laughed once, and it got easier.", "At {hour} we were done.", "They ended it in the middle of my sentence.",
    "They said it was not about me.", "They stayed polite and firm.", "In the end they agreed to wait until {day}.",
    "They asked whether I would remember it tomorrow.", "It took about {n} minutes in all.",
    "They handed me a folder with everything in it.", "Someone else in the room spoke in between.",
    "We found the missing paper together.", "They did not want the first option and took the second.",
)  # fmt: skip

QUOTES = (
    "\"I just want somebody to do what they say.\"", "\"Do you people talk to each other at all?\"",
    "\"I have been patient long enough.\"", "\"You are the third one who tells me that.\"",
    "\"Tell me what you can do, not what you can't.\"", "\"And who is going to pay for that?\"",
    "\"I am not angry with you, but somebody has to hear it.\"", "\"So it is my fault now?\"",
    "\"You have no idea what this week was like.\"", "\"Just give me a date.\"", "\"I want this in writing.\"",
    "\"Forget it. I will do it myself.\"", "\"Is there anybody there who knows?\"", "\"That is what they all say.\"",
    "\"Why does it always take a fuss before something happens?\"", "\"All right. At least you are honest.\"",
)  # fmt: skip

DID = (
    "I let them finish, then summed it up in two sentences.", "I explained too early and had to start again.",
    "I said that I could see why this was hard, and asked what mattered most now.", "I named two ways to go on.",
    "I read the history while they spoke and told them what I saw.", "I said sorry for our part and what I would do.",
    "I said plainly what I could not do, and then what I could.", "I wrote the steps down where they could see them.",
    "I put them on hold to ask, and told them how long before I did.", "I spoke lower and more slowly.",
    "I said that I wanted to help and needed a calmer tone for that.", "I defended us for too long.",
    "I asked one question and then kept quiet.", "I fetched my colleague, who knew the case.",
    "I told them when they would hear from me, and by which way.", "I answered fast and short, and it showed.",
)  # fmt: skip

NEXT_TIME = (
    "Ask for the outcome they hope for before I explain anything.", "Read the last three notes before I pick up.",
    "Say the date first and the reason second.", "One breath before I answer the first sentence.",
    "Sum it up once, in their words, and then wait.", "Say what I can do today, even if it is small.",
    "Do not explain the rule until they ask for it.", "Write the next step down while they are still there.",
    "When I do not know, say so and name a time.", "Let the silence stand for three seconds.",
    "Get Jo in earlier when it is about money.", "Call before they have to call.",
    "Speak to the worry, then the facts.",
    "Set the limit the first time, kindly.", "Promise only what is in my own hands.", "Ask who else is waiting for it.",
    "Drink some water before the next call.", "Offer two dates instead of asking which suits.",
    "Check that we mean the same thing before I look it up.", "Leave the last word to them.",
    "Tell them what I have read, so that they need not start over.", "Slow down at the place where I get quick.",
    "Ask whether they want it by phone or in writing.", "End with what happens next and who does it.",
)  # fmt: skip

HELPFUL = (
    "I stayed until they had what they came for.", "I told the truth about the date.", "I asked instead of guessing.",
    "I took the blame where it was ours.", "I passed the whole story on, so nobody has to ask again.",
    "I found an option they could choose.", "I kept my voice even.", "I noticed early that I was getting short.",
)  # fmt: skip

NEEDS = (
    "To plan the rest of the week.", "That one person knows the case.", "To be believed.",
    "To know it was not their fault.", "To have it off their list before the weekend.",
    "An honest date, even a late one.",
)  # fmt: skip

PARKED = ("The call at noon about {thing}. Too tired now, the second half matters.",)

PROMISES = (
    "Call back with a date for {thing}", "Send the summary about {thing}", "Ask the workshop about {thing}",
    "Check the bill for {thing} line by line", "Pass the case about {thing} to the right desk",
    "Write down what we agreed about {thing}", "Ring when the part for {thing} is in",
    "Send the form for {thing} again",
    "Find out who decides about {thing}", "Give an update on {thing}, even if there is nothing new",
    "Arrange somebody to look at {thing}", "Correct the address for {thing}",
)  # fmt: skip
BROKEN = (
    "I forgot to put it in the calendar.", "The other desk had no answer in time, and I did not say so.",
    "I was ill that day and nobody took it over.", "I promised a day that was not mine to promise.",
)  # fmt: skip
COLLEAGUES = ("Jo", "the late shift", "the workshop", "Sam from billing", "my stand-in")

MISTREATED = (
    (
        "They shouted insults across the counter and said they would wait for me outside after closing time.",
        "I stepped back, said that I was ending this, and rang for the supervisor. I left by the side door with a "
        "colleague.",
        "Told the supervisor at once; asked for it to be recorded and for somebody at the door this week.",
    ),
    (
        "The caller threatened to find out where I live, twice, and used words about who I am.",
        "I said once that I would end the call, and ended it.",
        "Told my team lead within ten minutes; asked that the number is noted and I need not take it again.",
    ),
    (
        "They grabbed the papers out of my hand and pushed the screen towards me.",
        "I walked to the back room. A colleague stayed with them until security came.",
        "Told the branch manager; an incident report was written the same day.",
    ),
)
"""What happened, what I did, whom I told."""
MISTREATED_QUOTE = '"I know when you finish."'
