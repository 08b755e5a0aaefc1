"""An attack day: with root, every file, every log and the company's keys, on two rounds.

Run: python3 bothways bench attack_day (and once more with --postgresql)
Forty people, one round with one key and one with two. Every byte is copied while the boxes are
open and after the count; then it is tried to link, stuff, drop, roll back and open early. Goals:
0 where a promise says it can't be done; what is known to work, and said so, has no goal.
"""

from pathlib import Path
from typing import Any

from benchmarks.attack_early import open_early
from benchmarks.attack_firm import fill, keeper_of, make_people_of_forty, opened_round
from benchmarks.attack_later import after, alter, close, stuff_with_one, stuff_with_two, the_secrets
from benchmarks.attack_links import copied, is_log, link
from benchmarks.installation import throw_away


def main() -> None:
    with throw_away() as data:
        day(data)


def day(data: Path) -> None:
    firm, people = make_people_of_forty()
    one = fill(opened_round(firm, "One key"), people, None)
    mark = old_mark()
    during, found = copied(data), the_secrets(one)
    print("one key: link, stuff, roll back")
    link("one key", one, during)
    stuff_with_one(one)
    close(one, None)
    print("two keys: link, open early, stuff, roll back")
    keeper = keeper_of(firm)
    two = fill(opened_round(firm, "Two keys", keeper), people, keeper)
    during |= {f"two keys: {path}": part for path, part in copied(data).items()}
    found = {name: [*some, *the_secrets(two)[name]] for name, some in found.items()}
    link("two keys", two, during)
    open_early(two, keeper)
    stuff_with_two(two, keeper)
    close(two, keeper)
    print("alter")
    alter(one, two, mark)
    print("after the count")
    after(found, during, copied(data), is_log)


def old_mark() -> Any:
    """What somebody kept of a mail that was sent before."""
    from bothways.record.queries import newest_head
    from bothways.trust.marks import Mark

    head = newest_head()
    return Mark(head.size, bytes(head.root))


if __name__ == "__main__":
    main()
