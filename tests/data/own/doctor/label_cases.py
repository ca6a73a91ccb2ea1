"""A table of the ways in which people write labels: what stands in the file, and what must come of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

from workbench.data.own.doctor.label_rows import LabelRows

Column = list[str | None]


@dataclass(frozen=True)
class LabelCase:
    """One row.

    Attributes:
        what: What is written in which way.
        columns: The label columns.
        form: The form that it is.
        classes: The names of the classes.
        labels: What the rows become; None for one without a label.
        declared: What the file declares.
        tags: Whether the person has said that there are tags.
    """

    what: str
    columns: dict[str, Column]
    form: str
    classes: tuple[str, ...]
    labels: list[object]
    declared: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tags: bool = False

    @property
    def table(self) -> pa.Table:
        return texts(**self.columns)

    @property
    def rows(self) -> LabelRows:
        return LabelRows.of(self.table)


def texts(**columns: Column) -> pa.Table:
    """Returns a table of texts as a reader gives it."""
    return pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})


HEADS = {
    "class_index": ("softmax", "sparse_categorical_crossentropy"),
    "one_hot": ("softmax", "categorical_crossentropy"),
    "yes_no": ("sigmoid", "binary_crossentropy"),
    "multi_hot": ("sigmoid", "binary_crossentropy"),
}
"""What must be proposed for each kind of label."""

KINDS = {
    "class_index": ("class_index", "class_index_from_1", "class_numbers", "names"),
    "one_hot": ("one_hot", "signs_one_hot", "words_one_hot", "marks_one_hot", "soft", "probability"),
    "yes_no": ("zero_one", "plus_minus_one", "yes_no", "two_values", "yes_from_half"),
    "multi_hot": (
        "multi_hot", "signs_multi_hot", "words_multi_hot", "marks_multi_hot", "multi_hot_from_half", "tags", "values",
    ),
}  # fmt: skip
"""The kind of label that each form must become."""

CLASS_CASES = [
    LabelCase("index from 0", {"y": ["2", "0", "1"]}, "class_index", ("0", "1", "2"), [2, 0, 1]),
    LabelCase("index from 0 as floats", {"y": ["2.0", "0.0", "1.0"]}, "class_index", ("0", "1", "2"), [2, 0, 1]),
    LabelCase("index from 0 and blanks", {"y": [" 2", "0 ", "1"]}, "class_index", ("0", "1", "2"), [2, 0, 1]),
    LabelCase("index from 1", {"y": ["3", "1", "2"]}, "class_index_from_1", ("1", "2", "3"), [2, 0, 1]),
    LabelCase("one and two", {"y": ["1", "2", "2"]}, "class_index_from_1", ("1", "2"), [0, 1, 1]),
    LabelCase(
        "index from 1, of which the file declares one more",
        {"y": ["1", "2", "4"]}, "class_index_from_1", ("1", "2", "3", "4"), [0, 1, 3], {"y": ("1", "2", "3", "4")},
    ),
    LabelCase("index with gaps", {"y": ["0", "2", "5"]}, "class_numbers", ("0", "2", "5"), [0, 1, 2]),
    LabelCase("-1, 0 and 1", {"y": ["-1", "0", "1"]}, "class_numbers", ("-1", "0", "1"), [0, 1, 2]),
    LabelCase("years", {"y": ["2001", "1999", "2001"]}, "class_numbers", ("1999", "2001"), [1, 0, 1]),
    LabelCase("tens before hundreds", {"y": ["100", "20", "100"]}, "class_numbers", ("20", "100"), [1, 0, 1]),
    LabelCase("names", {"y": ["dog", "cat", "bird"]}, "names", ("bird", "cat", "dog"), [2, 1, 0]),
    LabelCase("two names", {"y": ["M", "B", "B"]}, "names", ("B", "M"), [1, 0, 0]),
    LabelCase("names like numbers of ten without a number", {"y": ["E5", "e10", "E5"]}, "names", ("E5", "e10"), [0, 1, 0]),
    LabelCase("names of two words", {"y": ["Iris setosa", "Iris virginica", "Iris versicolor"]}, "names",
              ("Iris setosa", "Iris versicolor", "Iris virginica"), [0, 2, 1]),
    LabelCase("names with commas", {"y": ["Doe, Ann", "Roe, Bo", "Doe, Ann"]}, "names", ("Doe, Ann", "Roe, Bo"), [0, 1, 0]),
    LabelCase("grades with very", {"y": ["good", "very good", "bad", "very bad"]}, "names",
              ("bad", "good", "very bad", "very good"), [1, 3, 0, 2]),
    LabelCase("NA is a class", {"y": ["NA", "None", "nan"]}, "names", ("NA", "None", "nan"), [0, 1, 2]),
    LabelCase("an empty cell is no class", {"y": ["a", None, "b", "  "]}, "names", ("a", "b"), [0, None, 1, None]),
    LabelCase("yes, no and NA", {"y": ["yes", "no", "NA"]}, "names", ("NA", "no", "yes"), [2, 1, 0]),
    LabelCase("codes with leading zeros", {"y": ["01", "02", "10"]}, "names", ("10", "01", "02"), [1, 2, 0]),
    LabelCase("declared names keep their order", {"y": ["low", "high"]}, "names", ("low", "middle", "high"), [0, 2],
              {"y": ("low", "middle", "high")}),
    LabelCase("letters beyond ASCII", {"y": ["Äpfel", "梨", "Äpfel"]}, "names", ("Äpfel", "梨"), [0, 1, 0]),
]  # fmt: skip

ANSWER_CASES = [
    LabelCase("0 and 1", {"y": ["0", "1", "1"]}, "zero_one", ("0", "1"), [0, 1, 1]),
    LabelCase("0 and 1 as floats", {"y": ["0.0", "1.0", ""]}, "zero_one", ("0", "1"), [0, 1, None]),
    LabelCase("declared 0 and 1", {"y": ["1", "1", "0"]}, "zero_one", ("0", "1"), [1, 1, 0], {"y": ("0", "1")}),
    LabelCase("-1 and 1", {"y": ["-1", "1", "+1"]}, "plus_minus_one", ("-1", "+1"), [0, 1, 1]),
    LabelCase("yes and no", {"y": ["yes", "no", "yes"]}, "yes_no", ("no", "yes"), [1, 0, 1]),
    LabelCase("every way of writing yes", {"y": ["Yes", "NO", "y", "N"]}, "yes_no", ("NO", "Yes"), [1, 0, 1, 0]),
    LabelCase("true and false", {"y": ["True", "False"]}, "yes_no", ("False", "True"), [1, 0]),
    LabelCase("TRUE beside 0", {"y": ["TRUE", "0", "1"]}, "yes_no", ("0", "TRUE"), [1, 0, 1]),
    LabelCase("t and f", {"y": ["t", "f"]}, "yes_no", ("f", "t"), [1, 0]),
    LabelCase("ja and nein", {"y": ["Ja", "Nein"]}, "yes_no", ("Nein", "Ja"), [1, 0]),
    LabelCase("oui and non", {"y": ["oui", "non"]}, "yes_no", ("non", "oui"), [1, 0]),
    LabelCase("sí and no", {"y": ["SÍ", "NO"]}, "yes_no", ("NO", "SÍ"), [1, 0]),
    LabelCase("да and нет", {"y": ["да", "нет"]}, "yes_no", ("нет", "да"), [1, 0]),
    LabelCase("on and off", {"y": ["on", "off"]}, "yes_no", ("off", "on"), [1, 0]),
    LabelCase("positive and negative", {"y": ["positive", "negative"]}, "yes_no", ("negative", "positive"), [1, 0]),
    LabelCase("signs alone", {"y": ["+", "-"]}, "yes_no", ("-", "+"), [1, 0]),
    LabelCase("probability of yes", {"y": ["0.25", "1", "0"]}, "probability", ("not y", "y"),
              [[0.75, 0.25], [0, 1], [1, 0]]),
    LabelCase("probability with a decimal comma", {"y": ["0,25", "0,75"]}, "probability", ("not y", "y"),
              [[0.75, 0.25], [0.25, 0.75]]),
]  # fmt: skip

BLOCK_CASES = [
    LabelCase("one-hot block", {"a": ["1", "0"], "b": ["0", "1"]}, "one_hot", ("a", "b"), [[1, 0], [0, 1]]),
    LabelCase("one-hot block as floats", {"a": ["1.0", "0.0"], "b": ["0.0", "1.0"]}, "one_hot", ("a", "b"), [[1, 0], [0, 1]]),
    LabelCase("one-hot block of signs", {"a": ["1", "-1"], "b": ["-1", "1"]}, "signs_one_hot", ("a", "b"), [[1, 0], [0, 1]]),
    LabelCase("one-hot block of words", {"a": ["True", "False"], "b": ["False", "True"]}, "words_one_hot", ("a", "b"),
              [[1, 0], [0, 1]]),
    LabelCase("a cross in one column", {"a": ["x", ""], "b": [None, "x"]}, "marks_one_hot", ("a", "b"), [[1, 0], [0, 1]]),
    LabelCase("multi-hot block", {"a": ["1", "0", "0"], "b": ["1", "1", "0"]}, "multi_hot", ("a", "b"),
              [[1, 1], [0, 1], [0, 0]]),
    LabelCase("a row without a label among them", {"a": ["1", "", "1"], "b": ["1", "", "0"]}, "multi_hot", ("a", "b"),
              [[1, 1], None, [1, 0]]),
    LabelCase("multi-hot block of signs", {"a": ["1", "-1"], "b": ["1", "-1"]}, "signs_multi_hot", ("a", "b"), [[1, 1], [0, 0]]),
    LabelCase("multi-hot block of words", {"a": ["yes", "no"], "b": ["Y", "N"]}, "words_multi_hot", ("a", "b"), [[1, 1], [0, 0]]),
    LabelCase("crosses", {"a": ["x", ""], "b": ["x", "x"]}, "marks_multi_hot", ("a", "b"), [[1, 1], [0, 1]]),
    LabelCase("crosses in capitals too", {"a": ["x", ""], "b": ["X", "X"]}, "marks_multi_hot", ("a", "b"), [[1, 1], [0, 1]]),
    LabelCase("ones or nothing", {"a": ["1", None], "b": ["1", "1"]}, "marks_multi_hot", ("a", "b"), [[1, 1], [0, 1]]),
    LabelCase("shares of classes", {"a": ["0.25", "1"], "b": ["0.75", "0"]}, "soft", ("a", "b"), [[0.25, 0.75], [1, 0]]),
    LabelCase("shares in per cent", {"a": ["25", "50"], "b": ["75", "50"]}, "soft", ("a", "b"), [[0.25, 0.75], [0.5, 0.5]]),
    LabelCase("rounded shares", {"a": ["0.33"], "b": ["0.33"], "c": ["0.33"]}, "soft", ("a", "b", "c"), [[1 / 3, 1 / 3, 1 / 3]]),
    LabelCase("probabilities of labels", {"a": ["0.9", "0.2"], "b": ["0.8", "0.1"]}, "multi_hot_from_half", ("a", "b"),
              [[1, 1], [0, 0]]),
]  # fmt: skip

TAG_CASES = [
    LabelCase("a|b|c", {"y": ["a|b", "c", "b|c|a"]}, "tags", ("a", "b", "c"), [[1, 1, 0], [0, 0, 1], [1, 1, 1]]),
    LabelCase("a; b", {"y": ["a; b", "c", ""]}, "tags", ("a", "b", "c"), [[1, 1, 0], [0, 0, 1], [0, 0, 0]]),
    LabelCase("a,b", {"y": ["a,b", "b", "a"]}, "tags", ("a", "b"), [[1, 1], [0, 1], [1, 0]]),
    LabelCase("a b", {"y": ["red blue", "blue", "red"]}, "tags", ("blue", "red"), [[1, 1], [1, 0], [0, 1]]),
    LabelCase("a printed list", {"y": ["['a', 'b']", "['b']", "[]"]}, "tags", ("a", "b"), [[1, 1], [0, 1], [0, 0]]),
    LabelCase("said to be tags", {"y": ["a", "b", "a"]}, "tags", ("a", "b"), [[1, 0], [0, 1], [1, 0]], tags=True),
    LabelCase("columns of tags", {"t": ["a", "b"], "u": ["b", None]}, "tags", ("a", "b"), [[1, 1], [0, 1]]),
    LabelCase("columns of questions", {"size": ["big", "small"], "hue": ["red", ""]}, "values",
              ("size = big", "size = small", "hue = red"), [[1, 0, 1], [0, 1, 0]]),
]  # fmt: skip

LABEL_CASES = [*CLASS_CASES, *ANSWER_CASES, *BLOCK_CASES, *TAG_CASES]
