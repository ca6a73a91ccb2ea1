"""Items are made ahead on another thread, in their order, and an error comes out where its item would."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from workbench.data.own.importing.read_ahead import read_ahead


def test_the_items_come_in_order_from_another_thread() -> None:
    makers: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(5):
            makers.append(threading.get_ident())
            yield number

    assert list(read_ahead(numbers())) == [0, 1, 2, 3, 4]
    assert threading.get_ident() not in makers


def test_an_error_comes_out_in_its_place() -> None:
    def numbers() -> Iterator[int]:
        yield 1
        raise ValueError("bad row")

    ahead = read_ahead(numbers())
    assert next(ahead) == 1
    with pytest.raises(ValueError, match="bad row"):
        next(ahead)
