"""What the person is told, and who erases them: deleted, kept and why, never to be found."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.operations.actions.erasing.plan import Plan
from bothways.operations.erasing_words import words_for


def letter(plan: Plan, *, firm: str, on: date) -> str:
    """Return the letter to hand over: what was deleted, what stays and why, what can't be found."""
    lines = [
        firm,
        on.isoformat(),
        "",
        _("To %(name)s") % {"name": plan.person.name},
        "",
        _("You asked us to erase what we hold about you in Bothways. This is what was done."),
        "",
        _("Deleted: your name, address, staff number, title, site, language and dates."),
        *(f"  {noun}: {n}" for noun, n in plan.deleted),
        "",
        _("Kept, without your name, because others rely on it:"),
        *(f"  {noun}: {n}" for noun, n in plan.kept),
        *why_kept(plan),
        "",
        *not_found(),
    ]
    return "\n".join(lines) + "\n"


def why_kept(plan: Plan) -> list[str]:
    """Return why something stays, one sentence each, as the letter says it to the person."""
    said = [
        _("Promises and the record stay, because others were given that word, and nobody may "
          "change the record. They now say 'a person who was erased'."),
        _("In which group you were asked stays without your name: later rounds must know how "
          "groups were cut, to protect the others. Results are never computed anew."),
    ]  # fmt: skip
    if plan.n_replaced:
        said.append(_("Your name was taken out of %(n)d texts of others.") % {"n": plan.n_replaced})
    if plan.n_emptied:
        said.append(
            _("%(n)d entries of the record named you in their words; they were emptied. That "
              "something stood there can still be seen, and what it was by nobody.")
            % {"n": plan.n_emptied}
        )  # fmt: skip
    if plan.n_named:
        said.append(
            _("The fixed rules of rounds name you in %(n)d places, in somebody's words. They can't "
              "be changed, so that nobody can rewrite what was asked; ask us if you object.")
            % {"n": plan.n_named}
        )  # fmt: skip
    return said


def why_it_stays(plan: Plan) -> list[str]:
    """Return the same as whoever erases reads it, before it is done."""
    said = [
        _("Promises and the record stay, because others were given that word, and nobody may "
          "change the record. They will say 'a person who was erased'."),
        _("In which group the person was asked stays without the name: later rounds must know how "
          "groups were cut, to protect the others. Results are never computed anew."),
    ]  # fmt: skip
    if words_for("voices.voice") in dict(plan.kept):
        said.append(
            _("Ideas and questions stay without the name. Before this, the person can take back "
              "those that have no answer yet: then their words go, too.")
        )  # fmt: skip
    if plan.n_replaced:
        said.append(
            ngettext(
                "The name will be taken out of %(n)d text of others.",
                "The name will be taken out of %(n)d texts of others.",
                plan.n_replaced,
            )
            % {"n": plan.n_replaced}
        )
    if plan.n_named:
        said.append(
            _("%(n)d entries of the record or rules of rounds name the person in somebody's "
              "words. They can't be changed, so that nobody can rewrite what happened.")
            % {"n": plan.n_named}
        )  # fmt: skip
    return said


def not_found() -> list[str]:
    """Return what can't be found, so can't be deleted, as the letter says it to the person."""
    return [
        _("Your anonymous answers can't be deleted, because nobody can find them: nothing that is "
          "kept leads from an answer to you. Of counted rounds only totals are left."),
        _("Mails that were sent are in their receivers' mailboxes. Older backups hold your data "
          "until they are thrown away; whoever restores one erases you again with it."),
    ]  # fmt: skip


def what_nobody_finds() -> list[str]:
    """Return the same as whoever erases reads it."""
    return [
        _("Anonymous answers can't be deleted, because nobody can find them: nothing that is kept "
          "leads from an answer to a person. Of counted rounds only totals are left."),
        _("Mails that were sent are in their receivers' mailboxes. Older backups hold the data "
          "until they are thrown away; whoever restores one erases the person again with it."),
    ]  # fmt: skip
