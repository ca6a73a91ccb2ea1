"""The engine's thread does tasks in their turn, and small requests between the chunks of a long one."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from workbench.engine.working.engine_thread import EngineThread


def do(task: Callable[[], None]) -> None:
    task()


def test_tasks_are_done_in_turn_after_the_beginning() -> None:
    done: list[str] = []
    thread = EngineThread(lambda: done.append("begun"), do)
    for name in ("first", "second"):
        thread.in_turn(lambda name=name: done.append(name))  # type: ignore[misc]
    assert not done and not thread.is_alive
    thread.start()
    thread.close()
    assert done == ["begun", "first", "second"]


def test_a_request_is_served_in_the_middle_of_a_long_task() -> None:
    done: list[str] = []
    asked = threading.Event()
    thread = EngineThread(lambda: None, do)

    def long() -> None:
        asked.wait(10)
        thread.serve_between_chunks()
        done.append("long")

    thread.in_turn(long)
    thread.start()
    thread.soon(lambda: done.append("request"))
    asked.set()
    thread.close()
    assert done == ["request", "long"]


def test_an_answer_or_what_went_wrong_comes_to_whoever_asked() -> None:
    thread = EngineThread(lambda: None, do)
    thread.start()
    assert thread.ask(lambda: 42).result(10) == 42
    with pytest.raises(ZeroDivisionError):
        thread.ask(lambda: 1 // 0).result(10)
    cancelled = thread.ask(lambda: 0)
    cancelled.cancel()
    assert thread.ask(lambda: 7).result(10) == 7, "what went wrong does not end the thread"
    thread.close()
