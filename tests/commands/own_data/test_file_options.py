"""What the options about a file mean."""

from __future__ import annotations

import pytest

from workbench.commands.own_data.file_options import in_options, targets
from workbench.core.errors import UserError
from workbench.data.own.reader import Question


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (None, ()),
        ("species", ("species",)),
        ("happy, sad", ("happy", "sad")),
        ("size,, in cm,kind", ("size, in cm", "kind")),
    ],
)
def test_targets_stand_between_commas(text: str | None, names: tuple[str, ...]) -> None:
    assert targets(text) == names


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (
            Question("Which?", "encoding", ("cp1252", "utf-16")),
            "Which? Say it with --encoding cp1252 or --encoding utf-16.",
        ),
        (Question("Which?", "decimal_mark", (",",)), "Which? Say it with --decimal ,."),
        (Question("Names?", "header"), "Names? Say it with --header or --no-header."),
        (UserError("Unreadable."), "Unreadable."),
    ],
)
def test_a_question_names_the_option_that_answers_it(question: UserError, says: str) -> None:
    assert in_options(question) == says
