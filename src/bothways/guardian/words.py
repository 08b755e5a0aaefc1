"""The sentences that the second key's script says, by code; {…} is put in by the script.

They are in the page, so that the script holds none and each language is the product's own.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = tuple[tuple[str, str | Promise], ...]

KEY_WORDS: Words = (
    ("broken", _("That did not work, and nothing was sent. Reload the page and try again.")),
    ("no_server", _("The server did not answer. What you did is remembered here; try again.")),
    ("server_says", "{say}"),
    ("no_file", _("Choose the file first.")),
    (
        "no_key",
        _("This is not the key: it begins with AGE-SECRET-KEY-1. Compare it letter by letter."),
    ),
    ("no_key_file", _("This file holds no second key, or it was damaged.")),
    (
        "slow_key_file",
        _(
            "This file was closed on a faster machine, and a browser would take too long to open "
            "it. Type the key from the recovery sheet, or open the file with the program."
        ),
    ),
    (
        "wrong_passphrase",
        _("This passphrase does not open the file. Look for capitals and spaces, and try again."),
    ),
    ("locked", _("The key was put away. Open it again.")),
)
"""What both pages say."""

CEREMONY_WORDS: Words = (
    *KEY_WORDS,
    ("no_name", _("Write the name by which people know you.")),
    ("short_passphrase", _("A passphrase has at least 12 characters. Take the six words.")),
    ("not_twice", _("The two passphrases differ. Write it once more.")),
    ("other_key", _("This file opens, but it holds another key than the one just made.")),
    ("not_reopened", _("Open the saved file first, so that it is sure to work later.")),
    ("strength_short", _("Too short: at least 12 characters.")),
    ("strength_weak", _("Weak: whoever finds the file could try it out. Take the six words.")),
    ("strength_fair", _("Fair. Six words are better.")),
    ("strength_strong", _("Strong, if nobody else could come upon it.")),
    ("busy_make", _("The key is being made and closed with your passphrase. A few seconds.")),
    ("busy_reopen", _("The file is being opened. A few seconds.")),
    ("busy_hand-in", _("Handing in the public half.")),
    ("making", _("{done} of {total} spare keys are made.")),
)
"""What is said while the key is made."""

REFUSALS: Words = (
    ("not_this_key", _("This is another key ({fingerprint}), not the one that is known here.")),
    ("rules_unreadable", _("The rules of this round are not in the form that is meant. Not done.")),
    (
        "not_announced",
        _(
            "These rules are not on the signed record that everyone sees. Nothing was signed. "
            "Tell the others: somebody may be shown other rules than you are."
        ),
    ),
    ("rules_changed", _("The rules are not those that you confirmed. Nothing was signed.")),
    (
        "list_changed",
        _("The list of people is not the one that you confirmed. Nothing was signed."),
    ),
    ("list_strange", _("The list of people does not fit the groups of the rules. Don’t confirm.")),
    (
        "list_differs",
        _("{block}: {listed} people are on the list, but the rules say {eligible}. Don’t confirm."),
    ),
    ("not_my_key", _("This round names another key than yours. Nothing was signed.")),
    (
        "weak_rules",
        _(
            "The rules would show groups of {k} people with {c} who tell. "
            "You sign none below 5 and 1."
        ),
    ),
    ("not_confirmed", _("On this device you have not confirmed this round, so nothing is done.")),
    (
        "stranger",
        _("{name} is not on the list that you confirmed. No envelope was stamped for that name."),
    ),
    ("other_block", _("{name} stood in another group when you confirmed. Nothing was stamped.")),
    (
        "second_message",
        _(
            "A second envelope was asked for in the name of {name}. It was refused. Ask {name}, "
            "and tell the others: somebody may be trying to answer twice."
        ),
    ),
    (
        "ballot_bad",
        _("A ballot does not carry both stamps, or was altered. The box was not opened."),
    ),
    ("ballot_twice", _("Two ballots are of one envelope. The box was not opened.")),
    (
        "more_than_stamped",
        _("There are {ballots} ballots in a group of which you stamped {stamped} envelopes."),
    ),
    (
        "numbers_differ",
        _("{given} ballots, {issued} envelopes, {eligible} people: that can’t be. Not opened."),
    ),
    ("sheet_differs", _("The company’s sheet does not say what the ballots say. Not opened.")),
    ("sheet_unsigned", _("The sheet is not signed with this round’s key. Not opened.")),
    (
        "too_early",
        _("By this device’s clock it is too early to open this box. Its rules name a later day."),
    ),
    (
        "opened_before",
        _(
            "You opened this box before, with other ballots in it. The difference could tell whose "
            "answer is whose, so it was not opened again."
        ),
    ),
    ("company_key_differs", _("The company’s key is not the one in the rules. Not counted.")),
    (
        "opened_elsewhere",
        _("You opened this box on another device, which alone knows what came out. Count there."),
    ),
    ("slips_differ", _("These are not the ballots that you took out of the box. Not counted.")),
    ("head_differs", _("The ledger does not go on from where you last saw it. Tell the others.")),
    ("no_memory", _("This browser keeps nothing, so a key can’t be used safely in it.")),
    ("no_work", _("This is no work for a second key.")),
    ("no_answer", _("This file is no answer of a second key.")),
)
"""Why the key does not do what it is asked."""

DONE: Words = (
    ("confirmed", _("Confirmed: the rules and a list of {people} people, signed with your key.")),
    ("stamped", _("Envelopes stamped: {n}. Each person was on your list, and none got two.")),
    (
        "opened",
        _(
            "Opened: {ballots} ballots. Every one carried both stamps and none stood there twice; "
            "the numbers fit the sheet, which you signed. Shuffled within {groups} groups and "
            "handed back."
        ),
    ),
    (
        "too_few",
        _("Only {ballots} ballots, fewer than the smallest group. None was opened, none will be."),
    ),
    (
        "unpeelable",
        _("Ballots whose seal did not open: {n}. They are left out, and both sides see how many."),
    ),
    ("counted", _("Counted: {n} answers. You came to these figures alone, and signed them.")),
    ("counted_few", _("Too few answers to show anything. You signed that no figure is shown.")),
    ("not_counted", _("Slips that were no valid answer and were left out: {n}.")),
    (
        "differ",
        _("Your count differs from the company’s, so nothing is released. {ours} / {theirs}"),
    ),
    ("differ_cell", _("Differs: {where}, question {question}.")),
    ("level_firm", _("everyone")),
    ("level_department", "{name}"),
    ("level_group", "{name}"),
    ("spares_made", _("Spare keys made: {n}.")),
    ("work_saved", _("The work is saved as bothways-work.json.")),
    ("answer_brought", _("The answer was taken.")),
)
"""What was done, and what was checked."""

STEPS: Words = (
    ("step_confirm", _("Waits for your word on its rules and people.")),
    ("step_stamp", _("Envelopes that wait for the second stamp: {n}.")),
    ("step_box_open", _("Confirmed. The box is open, and every envelope asked for is stamped.")),
    ("step_open", _("The box is closed and waits for the second key to open it.")),
    ("step_count", _("Opened. It waits for the second count.")),
    ("step_differ", _("The two counts differ, so nothing is released.")),
    ("step_counted", _("Counted by both, with the same figures.")),
    ("step_void", _("Void: nothing of it is shown, and its ballots are destroyed.")),
)
"""How a round stands."""

DESK_WORDS: Words = (
    *KEY_WORDS,
    *REFUSALS,
    *DONE,
    *STEPS,
    ("unlocking", _("Your key is being opened. A few seconds.")),
    ("idle", _("Your key was put away: nothing was touched for 15 minutes.")),
    ("forgotten", _("Your key is put away. Nothing of it is left in this page.")),
    ("n_stamp", _("Envelopes that wait for the second stamp: {n}.")),
    ("n_open", _("The box is closed. Ballots in it: {n}.")),
    ("n_count", _("The company opened its half. Slips to count: {n}.")),
    ("doing_confirm", _("Signing.")),
    ("doing_stamp", _("{done} of {total} envelopes are stamped.")),
    ("doing_open", _("{done} of {total} ballots are checked.")),
    ("doing_count", _("{done} of {total} slips are counted.")),
    ("making", _("{done} of {total} spare keys are made.")),
    (
        "rules_told",
        _(
            "No group below {k} people is shown, and {c} who tell their own answer give nobody "
            "away. The box is open from {opens} to {closes}."
        ),
    ),
    (
        "people_told",
        _(
            "{people} people in {groups} groups. New since the last round: {fresh}. "
            "They are marked."
        ),
    ),
    (
        "people_first",
        _(
            "{people} people in {groups} groups. It is the first list on this device, so nobody is "
            "marked as new: look at all of them."
        ),
    ),
    ("list_head", _("{block}: {n} of {eligible}")),
    ("list_head_fresh", _("{block}: {n} of {eligible}, new: {fresh}")),
    ("fresh_name", _("{name} (new since the last round)")),
)
"""Everything that the desk says."""
