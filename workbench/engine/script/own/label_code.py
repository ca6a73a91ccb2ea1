"""Code that turns the texts of a table into labels: a row for each way in which people write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbench.core.errors import UserError
from workbench.core.own_data import OwnData
from workbench.data.own.doctor.forms.tags import tags_of
from workbench.data.own.doctor.yes_no_words import ANSWERS, YES_NO_WORDS
from workbench.engine.script.carried_source import carried_source
from workbench.engine.script.expressions import literal, packed
from workbench.engine.script.own.input_code import number_expression
from workbench.engine.script.section import Section, lines


@dataclass(frozen=True)
class LabelCode:
    """One row: a label form.

    Attributes:
        code: From the data to code that makes `y` of `rows`.
        labelled: Which of its label cells a row with a label must have: all, any, or none.
    """

    code: Callable[[OwnData], str]
    labelled: str = "all"


def label_places(own: OwnData) -> list[int]:
    """Returns the places of the columns that are labels."""
    return [place for place, column in enumerate(own.columns) if column.role in ("label", "tags")]


def label_section(own: OwnData) -> Section:
    """Returns code that makes `y` of `rows`.

    Raises:
        UserError: there is no such label form.
    """
    why = "What each row is labelled as, as the file writes it."
    return Section("Labels of the rows", why, _row(own).code(own), frozenset({"import numpy as np"}))


def labelled(own: OwnData) -> str:
    """Returns an expression that says whether `row` has a label; empty where every row does."""
    places, quantifier = label_places(own), _row(own).labelled
    if quantifier == "none":
        return ""
    if len(places) == 1:
        return f"row[{places[0]}].strip()"
    return f"{quantifier}(row[place].strip() for place in {_listed(places)})"


def _row(own: OwnData) -> LabelCode:
    if own.labels.form not in LABEL_CODE:
        raise UserError(f"There is no code for the label form {own.labels.form!r}; export the model itself.")
    return LABEL_CODE[own.labels.form]


def _listed(places: list[int]) -> str:
    """Returns the places as a range where they are one."""
    run = len(places) > 2 and places[-1] - places[0] == len(places) - 1
    return f"range({places[0]}, {places[-1] + 1})" if run else repr(tuple(places))


def _number(own: OwnData) -> str:
    return number_expression(own, "cell")


DECIMAL = 'float(cell.replace(",", "."))'
"""Labels are read with either decimal mark, whatever the file has elsewhere."""


def _each(expression: str, own: OwnData, before: str = "") -> str:
    """Returns code for one column, in which the expression makes the class of `cell`."""
    return lines(before, f"y = np.array([{expression} for cell in cells({label_places(own)[0]})])")


def _texts(own: OwnData) -> str:
    classes = packed("CLASSES = [", map(literal, own.labels.texts), "]")
    return _each("CLASSES.index(cell)", own, classes)


def _class_numbers(own: OwnData) -> str:
    classes = packed("CLASSES = [", (f"{float(text):.0f}" for text in own.labels.texts), "]")
    return _each(f"CLASSES.index({_number(own)})", own, classes)


def _index(own: OwnData) -> str:
    return _each(f"int({_number(own)})", own)


def _index_from_1(own: OwnData) -> str:
    return _each(f"int({_number(own)}) - 1", own)


def _sign(own: OwnData) -> str:
    return _each(f"int({_number(own)} > 0)", own)


def _from_half(own: OwnData) -> str:
    return _each(f"int({DECIMAL} >= 0.5)", own)


def _answer(own: OwnData) -> str:
    return _each("ANSWERS[cell.casefold()]", own, _answers(own.labels.class_names))


def _answers(names: Iterable[str] = ()) -> str:
    """Returns the table of answers, only the languages of these words where they belong to one."""
    said = {name.casefold() for name in names}
    rows = [row for row in YES_NO_WORDS if said & {word.casefold() for word in " ".join(row).split()}]
    words = {word.casefold() for row in rows for word in " ".join(row).split()} or set(ANSWERS)
    entries = (f"{literal(word)}: {ANSWERS[word]:.0f}" for word in ANSWERS if word in words)
    return packed("ANSWERS = {", entries, "}")


def _probability(own: OwnData) -> str:
    return lines(
        f"yes = np.array([{DECIMAL} for cell in cells({label_places(own)[0]})])",
        "y = np.column_stack([1 - yes, yes])",
    )


def _block(expression: str, own: OwnData, before: str = "") -> str:
    """Returns code for a column for each label, in which the expression says whether `cell` carries it."""
    return lines(
        before,
        f"columns = [cells(place) for place in {_listed(label_places(own))}]",
        f'y = np.array([[{expression} for cell in column] for column in columns], dtype="float64").T',
    )


def _zeros_and_ones(own: OwnData) -> str:
    return _block(_number(own), own)


def _signs(own: OwnData) -> str:
    return _block(f"{_number(own)} > 0", own)


def _words(own: OwnData) -> str:
    return _block("ANSWERS[cell.casefold()]", own, _answers())


def _marks(own: OwnData) -> str:
    return _block('cell != ""', own)


def _halves(own: OwnData) -> str:
    return _block(f"{DECIMAL} >= 0.5", own)


def _shares(own: OwnData) -> str:
    return lines(_block(DECIMAL, own), "y = y / y.sum(axis=1, keepdims=True)")


def _tags(own: OwnData) -> str:
    tags = f"tags_of(row[place].strip(), {literal(own.labels.separator)})"
    return lines(
        carried_source(tags_of).code + "\n\n",
        _carried(own, f"{{tag for place in {_listed(label_places(own))} for tag in {tags}}}"),
    )


def _values(own: OwnData) -> str:
    questions = (f"{literal(own.columns[place].name)}: {place}" for place in label_places(own))
    answers = '{f"{name} = {row[place].strip()}" for name, place in QUESTIONS.items()}'
    return lines(packed("QUESTIONS = {", questions, "}"), _carried(own, answers))


def _carried(own: OwnData, labels_of_row: str) -> str:
    return lines(
        packed("LABELS = [", map(literal, own.labels.texts), "]"),
        f"carried = [{labels_of_row} for row in rows]",
        "y = np.array([[label in labels for label in LABELS] for labels in carried])",
    )


LABEL_CODE: dict[str, LabelCode] = {
    "zero_one": LabelCode(_index),
    "plus_minus_one": LabelCode(_sign),
    "yes_no": LabelCode(_answer),
    "two_values": LabelCode(_texts),
    "yes_from_half": LabelCode(_from_half),
    "class_index": LabelCode(_index),
    "class_index_from_1": LabelCode(_index_from_1),
    "class_numbers": LabelCode(_class_numbers),
    "names": LabelCode(_texts),
    "one_hot": LabelCode(_zeros_and_ones),
    "multi_hot": LabelCode(_zeros_and_ones),
    "signs_one_hot": LabelCode(_signs),
    "signs_multi_hot": LabelCode(_signs),
    "words_one_hot": LabelCode(_words),
    "words_multi_hot": LabelCode(_words),
    "marks_one_hot": LabelCode(_marks, "none"),
    "marks_multi_hot": LabelCode(_marks, "none"),
    "probability": LabelCode(_probability),
    "soft": LabelCode(_shares),
    "multi_hot_from_half": LabelCode(_halves),
    "tags": LabelCode(_tags, "none"),
    "values": LabelCode(_values, "any"),
}
"""By the keys of `LABEL_FORMS`."""
