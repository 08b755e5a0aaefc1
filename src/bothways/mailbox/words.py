"""The sentences that the mailbox's script says, by code; {…} is put in by the script."""

from django.utils.translation import gettext_lazy as _

from bothways.mailbox.files import READING_WORDS, SENDING_WORDS
from bothways.mailbox.telling import TELLS_WORDS

BOTH_WORDS = [
    ("broken", _("Something went wrong here. Nothing was sent. Reload the page and try again.")),
    ("offline", _("The server can't be reached. Try again when there is a network.")),
    ("signedout", _("You are signed out. Sign in again; what you wrote stays in this window.")),
    (
        "no_more",
        _(
            "The server says that you may not do this here any more. "
            "Copy what you wrote before you close this page."
        ),
    ),
    (
        "server_wrong",
        _("The server answered, but not as it should. Try again in some minutes."),
    ),
    ("today", _("today at {hour} (time of the firm)")),
    ("tomorrow", _("tomorrow at {hour} (time of the firm)")),
    ("server_says", "{say}"),
    ("sixteen", _("A code has sixteen words. Here are {n}.")),
    ("no_word", _("“{word}” is in none of our lists. Look at that word again.")),
    ("no_code", _("These are words of ours, but not in this order. Compare them with your paper.")),
    ("working", _("Your keys are made of the code. This takes some seconds on a phone.")),
    ("too_long", _("A letter has room for {most} characters. Yours has {n}.")),
    ("empty", _("Write something first.")),
    (
        "chain",
        _(
            "The server shows a key of this desk that the readers before did not sign. "
            "Do not write. Tell your employee representative."
        ),
    ),
]
PROOF_WORDS = [
    (
        "unproven",
        _(
            "The keys that the server shows are not on the record for everybody, or their proof "
            "does not hold. Write nothing here. Show this to your employee representative."
        ),
    ),
    (
        "rewritten",
        _(
            "The record is not the one that this device saw before: something in it was changed. "
            "Write nothing here before you have asked your employee representative. If a backup "
            "was put back, that is why, and it stands on the record."
        ),
    ),
    (
        "old",
        _(
            "This browser is too old to seal. Nothing was sent. Update it, or use another: Chrome, "
            "Edge or Firefox of 2025 or later, Safari 17 or later."
        ),
    ),
    (
        "insecure",
        _(
            "This page was not sent over HTTPS, so your browser can't seal here. Nothing was sent. "
            "Tell whoever runs the server: Bothways needs HTTPS."
        ),
    ),
    (
        "month_open",
        _(
            "This device has not seen the record before, so it can't tell whether the keys are "
            "everybody's. Before you send, compare these signs of {month} with a colleague's page: "
            "{mark}"
        ),
    ),
    (
        "clock",
        _("The clock of this device and that of the server are far apart. Set the right time."),
    ),
    (
        "server_late",
        _(
            "The server’s last letters came out in an earlier month. Either it stands still, or "
            "the clock of this device is ahead. If the clock is right, try again tomorrow."
        ),
    ),
    ("month_mark", _("Signs of {month}: {mark}")),
]
AUTHOR_WORDS = [
    *PROOF_WORDS,
    *BOTH_WORDS,
    (
        "began_again",
        _(
            "This desk lost its key and began again with a new one. It can't read what came "
            "before, and nothing proves that its readers are the same. The record says who began."
        ),
    ),
    (
        "began_again_new",
        _(
            "This desk lost its key and began again with a new one. Nothing proves that its "
            "readers are the same. The record says who began. Press again to send it all the same."
        ),
    ),
    (
        "unread",
        _(
            "Nobody has this desk’s key now, so nobody could open your letter. Nothing was sent. "
            "Keep your words, and write to another desk."
        ),
    ),
    (
        "round_closed",
        _("This round closed while you wrote. Choose the desk itself, or another round."),
    ),
    ("no_board", _("Ideas and questions can’t be taken now. Try again in some minutes.")),
    (
        "lost",
        _("A letter that was sealed on this device was not taken, and is gone. Write it again."),
    ),
    *TELLS_WORDS,
    *SENDING_WORDS,
    (
        "sent_held",
        _("Your letter is in the box. It comes out, with all others, once the round has closed."),
    ),
    ("sent", _("Your letter is in the box. It comes out {when}, with all others.")),
    (
        "waits",
        _(
            "Your letter is sealed and waits on this device. It leaves in a while that is left "
            "to chance: from this page, or from the next one of Bothways that is opened here."
        ),
    ),
    (
        "waits_here",
        _(
            "Your letter is sealed and leaves in a while that is left to chance. It is not kept on "
            "this device: leave this page open until it is in the box."
        ),
    ),
    ("on_its_way", _("on its way")),
    ("took_back", _("I take it back.")),
    (
        "under_way",
        _("What you wrote on this page is on its way. It stands here once it has come out."),
    ),
    (
        "not_asked",
        _(
            "This page names somebody to ask whom the server does not name to everybody. Reload "
            "the page. If it stays so, do not write, and tell your employee representative."
        ),
    ),
    ("no_title", _("Give it a title: one line that everybody understands.")),
    ("long_title", _("A title has room for {most} characters. Yours has {n}.")),
    ("no_month", _("There are no stamps of this month yet. Try again in some minutes.")),
    (
        "false_stamps",
        _(
            "The stamps that the server gave do not hold, so none is used. Try again. If it "
            "happens twice, tell your employee representative."
        ),
    ),
    (
        "missing",
        _(
            "Some packets of letters could not be fetched: {n}. A letter or an answer of yours "
            "may be in one of them. Reload the page later."
        ),
    ),
    ("none", _("No letter of this code has come out yet.")),
    (
        "altered",
        _(
            "A letter of yours was altered on the server, or is not from the desk. "
            "Do not trust it. Tell your employee representative."
        ),
    ),
    ("no_desk", _("This desk has no key yet, so nothing can be sealed to it.")),
    ("you", _("You")),
    ("board", _("The answer")),
    ("desk_again", _("The desk, after it began again")),
    ("desk", _("The desk")),
]
READER_WORDS = [
    *PROOF_WORDS,
    *BOTH_WORDS,
    *READING_WORDS,
    ("not_mine", _("This code is not the one your key was made of.")),
    ("let_in", _("{name} can read now.")),
    ("changed", _("The desk has a new key. Letters from now on are sealed to it.")),
    (
        "alone",
        _("Nobody else has this desk’s key. Say first that you know that letters will be lost."),
    ),
    ("compared", _("You compared signs with them.")),
    ("compared_with", _("You have compared signs with {name}.")),
    ("by_way", _("Somebody whom you let in has let them in.")),
    (
        "altered",
        _(
            "Letters that do not open: {n}. They were altered on the server, or never were "
            "letters. What stood in them is lost."
        ),
    ),
    (
        "earlier",
        _(
            "Letters that do not open with your keys: {n}. They were sealed to an earlier key of "
            "the desk that you were not given, or were altered on the server."
        ),
    ),
    ("none", _("No letter has come out yet.")),
    ("answered", _("Your answer is in the box. It comes out {when}.")),
    ("author", _("The author")),
    ("thread", _("Thread {mark}")),
    ("thread_beside", _("{title}: thread {mark}")),
    (
        "other_words",
        _(
            "Thank you for writing. Please say this once more in other words: what happened, and "
            "what would help. Leave out what is meant to hurt somebody; then I can do something."
        ),
    ),
    ("desk", _("The desk")),
]
