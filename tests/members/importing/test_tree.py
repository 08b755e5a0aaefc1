"""Paths of a file find their place under one root."""

from bothways.members.importing.tree import Tree


def test_the_first_file_names_the_root_if_all_its_paths_begin_alike() -> None:
    tree = Tree.of("Millrace Ltd", {"Millrace Ltd"}, ["Millrace/Ops", "Millrace"])

    assert tree.root == "Millrace"
    assert tree.place("Millrace/Ops") == "Millrace/Ops"


def test_paths_without_the_root_are_put_under_it() -> None:
    tree = Tree.of("Millrace", {"Millrace"}, ["Ops/Team 1", "Office"])

    assert tree.place("Ops/Team 1") == "Millrace/Ops/Team 1"
    assert tree.place("Office") == "Millrace/Office"


def test_once_something_hangs_under_the_root_its_name_stays() -> None:
    tree = Tree.of("Millrace", {"Millrace", "Millrace/Ops"}, ["Ops/Team 1"])

    assert tree.root == "Millrace"
    assert tree.place("Ops/Team 1") == "Millrace/Ops/Team 1"


def test_capitals_make_no_second_unit() -> None:
    tree = Tree.of("Millrace", {"Millrace/Ops"}, ["MILLRACE/ops/Team 1", "millrace/OPS/team 1"])

    assert tree.place("MILLRACE/ops/Team 1") == "Millrace/Ops/Team 1"
    assert tree.place("millrace/OPS/team 1") == "Millrace/Ops/Team 1"


def test_where_there_is_nothing_yet_many_beginnings_get_a_root() -> None:
    tree = Tree.of("", set(), ["Ops", "Office"])

    assert (tree.root, tree.place("Ops")) == ("Firm", "Firm/Ops")


def test_placing_a_placed_path_changes_nothing() -> None:
    tree = Tree.of("Millrace", {"Millrace/Ops"}, [])

    once = tree.place("Ops/Team 1")
    assert tree.place(once) == once
