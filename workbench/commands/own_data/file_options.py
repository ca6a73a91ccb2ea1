"""The options that say how a person's own file becomes data, and the draft that they make."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.errors import UserError
from workbench.core.fields import Value
from workbench.core.own_data import MISSING

if TYPE_CHECKING:
    from workbench.data.own.draft.draft import Draft

READING_OPTIONS = {
    "encoding": "encoding",
    "delimiter": "delimiter",
    "decimal": "decimal_mark",
    "header": "header",
}
"""Options of the command line and the fields of a reader that they set."""

MARKS = {"point": ".", "comma": ","}


def add_file_options(parser: argparse.ArgumentParser) -> None:
    """Adds what can be said about a file; everything that is not said is proposed."""
    parser.add_argument("--target", metavar="COLUMN[,COLUMN…]", help="the columns that hold the labels")
    parser.add_argument("--labels", type=Path, metavar="XML", help="Mulan's file that names the labels")
    parser.add_argument(
        "--test-file",
        type=Path,
        metavar="PATH",
        help="a second file, whose rows check: they are the validation part",
    )
    parser.add_argument("--encoding", metavar="NAME", help="utf-8, cp1252, …")
    parser.add_argument("--delimiter", metavar="MARK", help="comma, semicolon, tab, … or the mark itself")
    parser.add_argument("--decimal", choices=(*MARKS, *MARKS.values()), help="the decimal mark of numbers")
    parser.add_argument(
        "--header", action=argparse.BooleanOptionalAction, default=None, help="the first line has names"
    )
    parser.add_argument("--missing", choices=MISSING, help="what becomes of inputs without a value")
    parser.add_argument("--label-form", metavar="FORM", help="how the labels are written, if not as proposed")


def is_described(options: argparse.Namespace) -> bool:
    """Whether the options say anything about how a file becomes data."""
    names = ("target", "labels", "test_file", "missing", "label_form", *READING_OPTIONS)
    return any(getattr(options, name) is not None for name in names)


def draft_from(path: Path, options: argparse.Namespace) -> Draft:
    """Returns the draft of a file, with what the options say in place of proposals.

    Raises:
        UserError: the file cannot be read like that, or has no such columns.
    """
    from workbench.data.own.doctor.label_forms import LABEL_FORMS
    from workbench.data.own.draft.choices import with_label_form, with_missing
    from workbench.data.own.draft.draft_of import draft_of

    form = options.label_form
    if form is not None and form not in LABEL_FORMS:
        raise UserError(f"There is no form of labels “{form}”; choose one of {', '.join(LABEL_FORMS)}.")
    draft = draft_of(
        path,
        target=targets(options.target),
        labels_file=options.labels,
        test_file=options.test_file,
        options=_reading_options(options),
    )
    if draft.question is not None:
        raise UserError(in_options(draft.question))
    if form is not None:
        draft = with_label_form(draft, form)
        _check_form(draft, form)
    return draft if options.missing is None else with_missing(draft, options.missing)


def _check_form(draft: Draft, form: str) -> None:
    """Refuses a form that is for another number of columns, which would give way to the proposal."""
    from workbench.data.own.doctor.label_forms import LABEL_FORMS

    taken = draft.diagnosis.labels.form if draft.diagnosis else form
    if taken != form:
        wanted = "several label columns" if LABEL_FORMS[form].several_columns else "a single label column"
        raise UserError(
            f"The label form “{form}” is for {wanted}, and “{draft.path.name}” is read with "
            f"{listed(list(draft.label_columns))}; name other columns with --target, or leave --label-form out."
        )


def targets(text: str | None) -> tuple[str, ...]:
    """Returns the names of columns between commas; a comma in a name is written twice."""
    parts = (text or "").replace(",,", "\0").split(",")
    return tuple(part.replace("\0", ",").strip() for part in parts if part.strip())


def _reading_options(options: argparse.Namespace) -> dict[str, Value]:
    given = {field: getattr(options, name) for name, field in READING_OPTIONS.items()}
    if given["delimiter"] is not None:
        given["delimiter"] = _delimiter_name(given["delimiter"])
    if given["decimal_mark"] is not None:
        given["decimal_mark"] = MARKS.get(given["decimal_mark"], given["decimal_mark"])
    return {field: value for field, value in given.items() if value is not None}


def _delimiter_name(text: str) -> str:
    from workbench.data.own.delimited.delimiters import DELIMITERS

    names = {mark: name for name, mark in DELIMITERS.items()} | {"\\t": "tab"}
    return names.get(text, text)


def in_options(question: UserError) -> str:
    """Returns what a file asks, with the option that answers it."""
    from workbench.data.own.reader import Question

    words = {field: name for name, field in READING_OPTIONS.items()}
    if not isinstance(question, Question) or question.field not in words:
        return str(question)
    option = words[question.field]
    if option == "header":
        return f"{question} Say it with --header or --no-header."
    answers = " or ".join(f"--{option} {answer}" for answer in question.choices[:3])
    return f"{question} Say it with {answers or f'--{option}'}."


def problem_in_options(draft: Draft) -> str:
    """Returns why a file cannot be imported yet, with the option that mends it; empty if it can."""
    if draft.question is not None:
        return in_options(draft.question)
    if draft.columns and not draft.label_columns:
        names = listed([column.name for column in draft.columns])
        return (
            f"{draft.path.name} does not say which column holds the labels; name it with --target, one of {names}. "
            "A number that is to be predicted as a number is none: labels are classes here."
        )
    return draft.problem


def listed(names: list[str], most: int = 8) -> str:
    """Returns the names, of many the first ones."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
