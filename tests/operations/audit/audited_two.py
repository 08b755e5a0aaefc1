"""Makes, in an installation that there is, a round counted with two keys and one that is open.

Run as a program with BOTHWAYS_DATA set; prints the ids of both rounds as JSON.
"""

import json
import sys
from datetime import timedelta


def main() -> None:
    import django

    django.setup()
    json.dump(hold_rounds(), sys.stdout)


def hold_rounds() -> dict[str, str]:
    """Let Edda take the second key, count one round with it and let eight answer another."""
    from django.utils import timezone

    from bothways.people.models import Person, Role
    from bothways.results.actions import close_due_rounds
    from bothways.surveys.actions import Asked
    from tests.keeper import confirmed_round, everybody_answers, keeper_in_office

    now = timezone.now().replace(microsecond=0)
    close_due_rounds(now + timedelta(days=1))  # the one that is open: there is one at a time
    owner = Person.objects.get(roles__kind=Role.Kind.OWNER)
    edda = Person.objects.get(name="Edda Falk")
    keeper = keeper_in_office(edda)
    no, help_ = [
        [Asked(code, words, "PSY")]
        for code, words in (("T-NO", "Here I can say no."), ("T-HELP", "Here I can ask for help."))
    ]
    before = now - timedelta(days=20)
    first = confirmed_round(owner, keeper, questions=no, opens_at=before, title="Two keys")
    people = list(Person.objects.here())
    everybody_answers(first, keeper, dict.fromkeys(people[:16], (4,)))
    close_due_rounds(first.closes_at)
    for _peeled_then_counted in range(2):
        keeper.serve(first.closes_at)
    second = confirmed_round(owner, keeper, questions=help_, opens_at=now, title="Open to two")
    everybody_answers(second, keeper, dict.fromkeys(people[:8], (3,)))
    return {"counted": first.pk.hex, "open": second.pk.hex}


if __name__ == "__main__":
    main()
