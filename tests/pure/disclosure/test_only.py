from bothways.pure.disclosure import Block, Question, release


def test_a_viewers_part_of_a_release_says_the_same_about_less() -> None:
    blocks = [Block("b1", "A", "A", ("F/A",), 10), Block("b2", "B", "B", ("F/B",), 10)]
    ballots = {"b1": [[4]] * 4 + [[2]] * 6, "b2": [[5]] * 5 + [[1]] * 5}
    whole = release(
        format="focus", k=7, c=2, questions=[Question("q", "Q")], blocks=blocks, answers=ballots
    )

    firm = whole.only(lambda cell: cell.level == "firm")

    assert [cell.level for cell in whole.cells] == ["firm", *["department"] * 2, *["group"] * 2]
    assert firm.cells == whole.cells[:1]
    assert firm.blocks == whole.blocks
