from bothways.pure.wording import reading_grade, sentences, syllables


def test_long_words_raise_the_grade() -> None:
    assert reading_grade("I like my work.") < 3
    assert reading_grade("Organisational transformation necessitates communication.") > 8


def test_nothing_has_no_grade() -> None:
    assert reading_grade("") == 0.0


def test_syllables_by_hand() -> None:
    words = ("work", "leader", "table", "made", "the")

    assert [syllables(word) for word in words] == [1, 2, 2, 1, 1]


def test_a_text_is_cut_where_its_sentences_end() -> None:
    text = "Say the day. Is it far off? Then say why:\n“It hangs on the crane.” Go on"

    assert sentences(text) == [
        "Say the day.",
        "Is it far off?",
        "Then say why:",
        "It hangs on the crane.",
        "Go on",
    ]


def test_nothing_has_no_sentences() -> None:
    assert sentences("  ") == []
