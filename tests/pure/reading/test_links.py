"""What goes together with trust: for the firm alone, never ranked, and not with too few."""

from typing import Any

from bothways.pure.reading import Told, Wording, read
from tests.pure.reading.told import block, told

TRUST = Wording("U-TRU1", 1, "I feel safe relying on my leader.", about_leader=True)
NEWS = Wording("U-COM1", 1, "I hear about changes early enough.", about_leader=False)
FAIR = Wording("U-FAI1", 1, "The same rules apply to everyone here.", about_leader=False)
CONSTRUCTS = {"U-TRU1": "TRU", "U-COM1": "COM", "U-FAI1": "FAI"}


def survey(n_groups: int, *, n: int = 14, format: Any = "full") -> Told:
    """Trust and news rise together from group to group; fairness goes its own way."""
    groups = []
    for place in range(n_groups):
        agree, fair = 3 + place % 8, 4 + (place * 5) % 7
        groups.append(
            [
                (4 if one < agree else 2, 4 if one < agree else 2, 4 if one < fair else 2)
                for one in range(n)
            ]
        )
    return told(
        groups,
        wordings=[TRUST, NEWS, FAIR],
        constructs=CONSTRUCTS,
        format=format,
        blocks=[block(place, n) for place in range(n_groups)],
    )


def links(now: Told) -> Any:
    return read(now, []).firm["links"]


def test_what_rises_and_falls_with_trust_goes_together_with_it() -> None:
    found = links(survey(16))

    assert found["outcome"] == "TRU"
    assert found["reason"] is None
    words = {link["construct"]: link["word"] for link in found["links"]}
    assert words["COM"] == "together"
    assert words["FAI"] == "unclear"


def test_they_stand_in_the_order_asked_and_have_no_size() -> None:
    found = links(survey(16))

    assert [link["construct"] for link in found["links"]] == ["COM", "FAI"]
    assert {name for link in found["links"] for name in link} == {"construct", "word", "reason"}


def test_below_80_people_nothing_is_said_and_the_reason_is() -> None:
    assert links(survey(5)) == {"outcome": "TRU", "links": [], "reason": "below_80"}


def test_with_few_groups_nothing_is_said_of_any_of_them() -> None:
    found = links(survey(6))

    assert {link["word"] for link in found["links"]} == {None}
    assert found["reason"] == "few_teams"


def test_a_pulse_has_no_links() -> None:
    assert links(survey(16, format="focus")) is None


def test_a_survey_without_trust_has_none_either() -> None:
    alone = told([[(4,)] * 14] * 8, wordings=[NEWS], constructs=CONSTRUCTS, format="full")

    assert links(alone) is None


def test_where_nothing_differs_nothing_goes_together() -> None:
    same = told(
        [[(4, 4)] * 7 + [(2, 2)] * 7] * 10,
        wordings=[TRUST, NEWS],
        constructs=CONSTRUCTS,
        format="full",
    )

    found = links(same)

    assert found["links"][0]["word"] is None
    assert found["reason"] == "no_differences"
