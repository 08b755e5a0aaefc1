"""Every message says when it is sent, and its fields are plain names."""

from string import Formatter

import pytest

from bothways.notifications.catalogue import MESSAGES


@pytest.mark.parametrize("kind", MESSAGES)
def test_a_message_names_its_occasion_and_uses_plain_fields(kind: str) -> None:
    mail = MESSAGES[kind]
    texts = [str(mail.subject), str(mail.body)]
    fields = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}

    assert str(mail.when).endswith(".")
    assert all(name.isidentifier() for name in fields)
    assert "\n" not in texts[0]
