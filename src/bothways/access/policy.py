"""Who may do what: one line per right, readable from end to end. No line is a refusal.

`noun.see` decides between 'there is nothing here for you' (404) and 'you can see this, but
only others can change it' (403) for every other verb of the same noun.
"""

from bothways.access.predicates import (
    Rule,
    answers_for_it,
    answers_for_it_or_keeps_people,
    answers_for_the_firm,
    anyone_here,
    ends_for_leaver,
    erases,
    hands_over,
    is_author,
    is_in_sight,
    is_made_to,
    is_of_this_leader,
    is_owner,
    is_owner_or_representative,
    is_people_lead,
    is_representative,
    is_said_by,
    is_shown_to,
    is_thanked,
    keeps_or_reads,
    keeps_people,
    keeps_the_box,
    leads,
    prints_for,
    reads_there,
    says_it_or_answers_for_it,
    sees_person,
    writes_it,
)

POLICY: dict[str, Rule] = {
    # one's own page
    "me.see": anyone_here,
    # the list of people
    "members.see": anyone_here,
    "members.keep": keeps_people,
    # sign-in cards
    "cards.see": keeps_people,
    "cards.print": keeps_people,
    # shared devices
    "kiosks.see": keeps_people,
    "kiosks.keep": keeps_people,
    # one person's page
    "person.see": sees_person,
    "person.keep": keeps_people,
    "person.print_card": prints_for,
    "person.give_roles": is_owner,
    "person.erase": erases,
    # the firm: its settings, its values, its first hour
    "firm.see": anyone_here,
    "firm.set_up": keeps_people,
    "firm.keep": is_owner,
    # surveys
    "rounds.see": anyone_here,
    "rounds.answer": anyone_here,
    "rounds.keep": keeps_people,
    # the second key
    "guardian.see": anyone_here,
    "guardian.take": is_representative,
    "guardian.declare_lost": is_owner_or_representative,
    # the mailbox, and the desks that letters go to
    "mailbox.see": anyone_here,
    "mailbox.write": anyone_here,
    "desks.see": anyone_here,
    "desks.keep": keeps_people,
    "desks.end": keeps_or_reads,
    "desks.read": reads_there,
    # results and trust
    "trust.see": anyone_here,
    "trust.compare": is_people_lead,
    # the calculator, which keeps nothing
    "calculator.see": anyone_here,
    # those who lead: their own side, their profile
    "leaders.see": leads,
    "leaders.say": leads,
    "leaders.hear": anyone_here,
    "profiles.see": is_shown_to,
    "profiles.keep": is_of_this_leader,
    # commitments
    "commitments.see": is_in_sight,
    "commitments.make": anyone_here,
    "commitments.close": is_author,
    "commitments.hand_over": hands_over,
    "commitments.end": ends_for_leaver,
    # ideas, and questions to those in charge
    "voices.see": anyone_here,
    "voices.say": anyone_here,
    "voices.vote": says_it_or_answers_for_it,
    "voices.support": anyone_here,
    "voices.answer": answers_for_it,
    "voices.hand_over": answers_for_it_or_keeps_people,
    "voices.merge": keeps_people,
    "voices.hide": is_people_lead,
    "voices.take_back": is_said_by,
    # the paper box
    "slips.see": keeps_the_box,
    "slips.type_in": keeps_the_box,
    "slips.name_keepers": keeps_people,
    # decisions, and what is asked about them
    "decisions.see": anyone_here,
    "decisions.make": anyone_here,
    "decisions.ask": anyone_here,
    "decisions.write": writes_it,
    "decisions.answer": answers_for_it,
    # a decision that is being written
    "drafts.see": is_in_sight,
    "drafts.keep": is_in_sight,
    # the thanks for a mistake that was pointed out
    "thanks.see": is_thanked,
    "thanks.answer": is_thanked,
    # what is owed for results, and asking before that
    "answers.see": anyone_here,
    "answers.give": answers_for_the_firm,
    "overrides.see": anyone_here,
    "overrides.agree": is_owner_or_representative,
    # finding what everybody may see
    "search.see": anyone_here,
    # what those it was made to say of its end
    "confirmations.see": is_in_sight,
    "confirmations.judge": is_made_to,
    "confirmations.answer": is_author,
    # monthly figures of the firm
    "outcomes.see": anyone_here,
    "outcomes.keep": keeps_people,
    # did it work?
    "programmes.see": anyone_here,
    "programmes.declare": keeps_people,
    "programmes.end": keeps_people,
    # the installation
    "installation.see": is_owner,
    "installation.export": is_owner,
    "tokens.see": is_owner,
    "tokens.keep": is_owner,
    # guides
    "guides.see": anyone_here,
    # record
    "record.see": anyone_here,
}
