"""Every message that Bothways can send, readable from end to end."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Mail:
    """What a message says; {name} fields are filled by whoever tells it. `when` is for the docs.

    about: the group it belongs to, which a person can turn on or off as a whole.
    urgent: it can't wait for the weekly mail, so it leaves at once. What is not urgent stands in
    the weekly mail alone, unless the person chose to get its group at once.
    rings: a phone whose person wished it shows that there is something new, and not what.
    marked: it goes to everyone and ends with the record's mark, by which a rewrite can be proved.
    once: rather never than twice: its row says that it left before it is handed over.
    forgotten: its row goes when it has left, since its moment tells when somebody was signed in.
    """

    when: Promise
    subject: Promise
    body: Promise
    about: str = "news"
    urgent: bool = False
    rings: bool = False
    marked: bool = False
    once: bool = False
    forgotten: bool = False


@dataclass(frozen=True)
class Group:
    """Mails that a person turns on or off together; fixed ones leave at once, always.

    Those about a round are fixed, since who turned them off might be somebody who has answered.
    """

    name: Promise
    fixed: bool = False


GROUPS: dict[str, Group] = {
    "account": Group(_("Signing in, and what keeps your account safe"), fixed=True),
    "keys": Group(_("The second key, for whoever keeps it"), fixed=True),
    "rounds": Group(_("Rounds: a box opens, closes or is void"), fixed=True),
    "word": Group(_("Your own word: due today, or silent")),
    "promised": Group(_("What was promised to you, and what became of it")),
    "weekly": Group(_("The weekly mail")),
    "news": Group(_("What is new")),
}

WEEKLY = "weekly"  # the group of the weekly mail alone

MESSAGES: dict[str, Mail] = {
    "week.mail": Mail(
        about=WEEKLY,
        urgent=True,
        once=True,
        marked=True,
        when=_(
            "Once a week, Monday at seven unless the owner chose another hour; to everyone for "
            "whom there is something to say, and to everyone else once a month."
        ),
        subject=_("Your week"),
        body=_("{lines}"),
    ),
    "sign-in.code": Mail(
        about="account",
        urgent=True,
        when=_("Somebody asked for a code to sign in; sent at once and not kept."),
        subject=_("{code} is your code for Bothways"),
        body=_(
            "Your code is {code}. It works once, for 10 minutes. "
            "If you did not ask for it, do nothing."
        ),
    ),
    "passkey.added": Mail(
        about="account",
        urgent=True,
        when=_("Somebody made a passkey; to that person."),
        subject=_("A passkey can now sign you in to Bothways"),
        body=_(
            "It was made on a device that is marked as yours. If that was not you, sign in, remove "
            "the passkey on your page and end all other sessions there."
        ),
        forgotten=True,
    ),
    "member.invited": Mail(
        about="account",
        urgent=True,
        when=_("Whoever keeps the list of people invites somebody; once to each."),
        subject=_("You can sign in to Bothways of {firm}"),
        body=_(
            "{firm} uses Bothways, where promises are kept in the open and questions can be "
            "answered without a name. Sign in with this address: {link}\n\n"
            "You get a code by mail. There is no password."
        ),
    ),
    "firm.test": Mail(
        about="account",
        urgent=True,
        when=_("Somebody who sets up asked for a test mail; to themselves, at once and not kept."),
        subject=_("The test mail from Bothways is here"),
        body=_("So mails leave, and arrive. Go on where you were: {link}"),
    ),
    "round.announced": Mail(
        about="rounds",
        urgent=True,
        marked=True,
        when=_(
            "A round was announced and somebody chose to mail what they say about it; to everyone "
            "who is asked."
        ),
        subject=_("{title}: what we will ask, and why"),
        body=_("{text}\n\n{link}"),
    ),
    "round.opened": Mail(
        about="rounds",
        urgent=True,
        rings=True,
        marked=True,
        when=_("A round of questions opens; to everyone who is asked."),
        subject=_("{title}: the box is open until {closes}"),
        body=_(
            "{waiting} {link}\n\n"
            "Sealed before they leave your device. Nobody knows who has answered, "
            "so everyone gets this mail."
        ),
    ),
    "round.reminder": Mail(
        about="rounds",
        urgent=True,
        rings=True,
        marked=True,
        when=_(
            "The day before a round closes; to everyone who is asked, whether they answered or not."
        ),
        subject=_("{title}: the box closes {closes}"),
        body=_(
            "If you have answered, thank you, and nothing is left to do. "
            "If not, there is still time. {link}\n\n"
            "Everyone gets this mail, because nobody knows who has answered."
        ),
    ),
    "round.released": Mail(
        about="rounds",
        urgent=True,
        rings=True,
        marked=True,
        when=_("A round was counted; to everyone who was asked."),
        subject=_("{title}: the result is there, the same for everyone"),
        body=_("{n_answered} of {n_eligible} answered. {link}"),
    ),
    "round.voided": Mail(
        about="rounds",
        urgent=True,
        rings=True,
        marked=True,
        when=_(
            "The box of a round was lost, or its rules were changed; to everyone who was asked."
        ),
        subject=_("{title} is void: its box can't be counted"),
        body=_(
            "The box was not counted, and will not be. There will be no result. The same "
            "questions can be asked again in a new round. {link}"
        ),
    ),
    "round.key_lost": Mail(
        about="rounds",
        urgent=True,
        rings=True,
        when=_(
            "The second key of a round was lost, or did not come within a month; to everyone who "
            "was asked."
        ),
        subject=_("{title} is void: it was not counted with both keys"),
        body=_(
            "Its box needs two keys, and it did not come to a count with both: the second was "
            "lost, did not come within a month, or the two counts differed. There will be no "
            "result. The same questions can be asked again in a new round. {link}"
        ),
    ),
    "key.awaited": Mail(
        about="keys",
        urgent=True,
        when=_("A round waits for the second key; once a day to whoever keeps it."),
        subject=_("{title} waits for your key"),
        body=_(
            "Without the second key the round can't go on. Open the page of the second key, or "
            "look at the program that keeps it. {link}"
        ),
    ),
    "key.ended": Mail(
        about="keys",
        urgent=True,
        when=_("Somebody keeps the second key no longer; to that person."),
        subject=_("You keep the second key no longer"),
        body=_(
            "Rounds that were announced with your key still need it until they are counted, so "
            "keep its file until then. New rounds do not use it. It stood under the name {name}."
        ),
    ),
    "commitment.made": Mail(
        about="promised",
        rings=True,
        when=_("Somebody promised something; to those it was made to."),
        subject=_("{who} promised you something"),
        body=_("“{text}”\n\nBy {due}. {link}"),
    ),
    "commitment.changed": Mail(
        about="promised",
        rings=True,
        when=_("Something became of a promise, or it changed hands; to those it was made to."),
        subject=_("{state}: what {who} promised you"),
        body=_("“{text}”\n\n{words}\n\n{link}"),
    ),
    "confirmation.confirmed": Mail(
        about="word",
        when=_("Somebody says by name that a promise to them was kept; to whoever gave it."),
        subject=_("{who} says that your promise was kept"),
        body=_("“{text}”\n\n{words}\n\n{link}"),
    ),
    "confirmation.contested": Mail(
        about="word",
        rings=True,
        when=_("Somebody sees a kept promise differently, by name; to whoever gave it."),
        subject=_("{who} sees your promise differently"),
        body=_("“{text}”\n\n{words}\n\nYou can answer once, or open it again. {link}"),
    ),
    "confirmation.answered": Mail(
        about="promised",
        rings=True,
        when=_("Whoever gave a promise answers somebody who sees its end differently; to them."),
        subject=_("{who} answers what you see differently"),
        body=_("“{text}”\n\n{words}\n\n{link}"),
    ),
    "commitment.handing_over": Mail(
        about="word",
        rings=True,
        when=_("Somebody is asked to take a promise on; to that person."),
        subject=_("Could you take a promise of {who} on?"),
        body=_(
            "“{text}”\n\nDue on {due}.\n\n{words}\n\n"
            "Say yes or no. Until you do it stays with {who}. {link}"
        ),
    ),
    "commitment.declined": Mail(
        about="word",
        rings=True,
        when=_("Somebody did not take a promise on; to whoever asked."),
        subject=_("{who} can't take the promise on"),
        body=_("“{text}”\n\n{words}\n\nAsk somebody else, or end it with the reason. {link}"),
    ),
    "commitment.due": Mail(
        about="word",
        urgent=True,
        rings=True,
        when=_("On the morning of the day a promise is due; to whoever gave it."),
        subject=_("Your promise is due today"),
        body=_(
            "“{text}”\n\n"
            "If it is done, say so. If it can't be done today, you can still move it in time, "
            "with the reason. {link}"
        ),
    ),
    "commitment.silent": Mail(
        about="word",
        urgent=True,
        rings=True,
        when=_("A promise is past its day and there is no word; to whoever gave it."),
        subject=_("Your promise is silent now"),
        body=_(
            "“{text}”\n\n"
            "It was due on {due}. Those it was made to see that there is no word. "
            "Only you can end the silence: say that it was kept, that it is broken and why, "
            "or how it stands. {link}"
        ),
    ),
    "voice.said": Mail(
        about="word",
        when=_("Somebody had an idea or a question; to whoever owes the answer."),
        subject=_("{who} waits for your answer"),
        body=_("“{title}”\n\nEveryone sees since when an answer is owed. {link}"),
    ),
    "voice.came": Mail(
        about="word",
        when=_("An idea or a question came without a name; to whoever owes the answer."),
        subject=_("Somebody without a name waits for your answer"),
        body=_("“{title}”\n\nEveryone sees since when an answer is owed. {link}"),
    ),
    "voice.added": Mail(
        about="word",
        when=_("Somebody added to their idea or question; to whoever owes the answer."),
        subject=_("More was said to an idea or a question"),
        body=_("“{title}”\n\n{words}\n\n{link}"),
    ),
    "voice.answered": Mail(
        about="promised",
        when=_(
            "Something was said to an idea or a question, or done with it; to its author if they "
            "gave their name, and an answer to those who stand behind it by name."
        ),
        subject=_("{state}: “{title}”"),
        body=_("{words}\n\n{who}\n\n{link}"),
    ),
    "voice.handed": Mail(
        about="word",
        when=_("An idea or a question came into other hands; to whoever owes the answer now."),
        subject=_("{who} asks you to answer"),
        body=_("“{title}”\n\nWhy you: {words}\n\n{link}"),
    ),
    "voice.due": Mail(
        about="word",
        when=_(
            "Three days before an answer is owed, and when one is owed again; to whoever owes it."
        ),
        subject=_("An answer is owed by {due}"),
        body=_("“{title}”\n\nThe day after, everyone sees that it is late. {link}"),
    ),
    "voice.late": Mail(
        about="word",
        when=_("The day of an answer is past, once; to whoever owes it and to the deputy."),
        subject=_("An answer is late"),
        body=_("“{title}”\n\nEveryone sees it. A short answer is better than none. {link}"),
    ),
    "decision.recorded": Mail(
        when=_("Somebody wrote down a decision; to those who took it with them."),
        subject=_("{who} wrote down a decision of yours"),
        body=_("“{question}”\n\nQuestions about it come to you too. {link}"),
    ),
    "decision.changed": Mail(
        when=_("A decision got new words; to those who took it or asked about it."),
        subject=_("{who} changed a decision"),
        body=_("“{question}”\n\nWhy: {words}\n\nThe old words stay in sight. {link}"),
    ),
    "decision.stands": Mail(
        when=_("A decision was looked at again; to those who took it or asked about it."),
        subject=_("{who} looked at a decision again: it stands"),
        body=_("“{question}”\n\n{words}\n\n{link}"),
    ),
    "decision.replaced": Mail(
        when=_("A new decision took an older one's place; to those who took or asked about it."),
        subject=_("{who} put a new decision in the place of an older one"),
        body=_("Before: “{question}”\n\nNow: “{words}”\n\n{link}"),
    ),
    "decision.corrected": Mail(
        when=_("A decision was corrected; to those who took it or asked about it."),
        subject=_("{who} corrected a decision"),
        body=_("“{question}”\n\nWhat is so: {words}\n\n{link}"),
    ),
    "decision.thanks": Mail(
        when=_("A mistake was corrected that somebody had pointed out; to that person."),
        subject=_("{who} wants to thank you for pointing out a mistake"),
        body=_(
            "“{question}”\n\nYour name is shown beside the correction only if you wish it. "
            "Say so here: {link}"
        ),
    ),
    "decision.asked": Mail(
        about="word",
        when=_("Somebody asked about a decision; to those who decided."),
        subject=_("{who} asks about your decision"),
        body=_("“{question}”\n\n{words}\n\nEveryone sees that an answer is owed. {link}"),
    ),
    "decision.answered": Mail(
        when=_("A question about a decision was answered; to whoever asked."),
        subject=_("{who} answered your question"),
        body=_("You asked about “{question}”: {asked}\n\n{words}\n\n{link}"),
    ),
    "decision.look_again": Mail(
        about="word",
        when=_("The day has come to look at a decision again; to those who decided."),
        subject=_("Look at your decision again"),
        body=_(
            "“{question}”\n\nSay that it stands and why, change it, or put a new one in its "
            "place. {link}"
        ),
    ),
}
