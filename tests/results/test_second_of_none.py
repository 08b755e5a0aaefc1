"""A round with one key asks no second one."""

from typing import Any

import pytest

from bothways.results.errors import NotWaitingError
from bothways.results.second import agree, take_peeled
from tests.cast import Cast
from tests.rounds import opened


def test_in_a_round_with_one_key_there_is_nothing_to_agree_on(firm: Cast) -> None:
    round_ = opened(firm.owner)
    nothing: dict[str, Any] = {"document": "{}", "root": bytes(32), "signature": bytes(64)}

    with pytest.raises(NotWaitingError):
        agree(round_, **nothing, not_counted=0, at=round_.closes_at)
    with pytest.raises(NotWaitingError):
        take_peeled(round_, [], {}, sheet_signature=bytes(64))
