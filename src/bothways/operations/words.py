"""What runs by itself, in words: what each job does, for whoever owns the installation."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "voices.remind_of_answers": _("Reminds people of answers that they owe to ideas and questions"),
    "decisions.remind_to_look_again": _("Reminds people to look at decisions again"),
    "confirmations.gather_promises": _("Drafts the month's questions about promises"),
    "commitments.remind_of_promises": _("Reminds people of what they promised"),
    "demo.keep_second_key": _("Stamps and counts with the demo's second key"),
    "guardian.remind_of_the_second_key": _("Reminds whoever keeps the second key"),
    "keyholders.look_after_the_key": _("Ends the office of a second key that counts for nothing"),
    "mailbox.take_letters_out": _("Lets sealed letters come out at the fixed hours"),
    "mailbox.hear_the_board": _("Shows everybody what was written to the board"),
    "mailbox.look_after_the_stamps": _("Makes and ends the key of each month's stamps"),
    "mailbox.forget_old_letters": _("Deletes sealed letters after 400 days, attachments after 100"),
    "members.cards_expire": _("Lets unused cards expire"),
    "members.forget": _("Deletes old codes and sessions"),
    "members.forget_old_files": _("Forgets old files of people"),
    "members.note_who_has_left": _("Signs out who has left"),
    "notifications.ring_due_browsers": _("Rings phones"),
    "notifications.send_due_messages": _("Sends mail"),
    "notifications.write_weekly_mails": _("Writes the weekly mails"),
    "notifications.wipe_old_messages": _("Deletes old mail"),
    "operations.back_up": _("Makes the backup of the night"),
    "programmes.draw_lots": _("Draws lots for what was declared"),
    "programmes.look_whether_it_worked": _("Looks whether what was tried worked"),
    "readings.read_new_releases": _("Works out how sure results are"),
    "outcomes.look_after_figures": _("Forgets old files of figures"),
    "record.append_to_the_ledger": _("Takes what was done up into the ledger"),
    "results.close_due_rounds": _("Closes and counts boxes"),
    "search.keep_in_step": _("Keeps the search in step"),
    "surveys.remind_everyone": _("Reminds everyone before a box closes"),
    "surveys.tell_of_open_box": _("Tells everyone that a box is open"),
}


def words_of(job: str) -> str:
    """Say what a job does; one that is no more keeps its name."""
    return str(WORDS.get(job, job))
