"""The section of a script that shares the rows out: to train, to check, and for a last test."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset
from workbench.data.split import Split, iterative_stratification
from workbench.engine.script.carried_source import carried_source
from workbench.engine.script.expressions import call
from workbench.engine.script.section import Section, lines

TRAIN_TEST_SPLIT = "sklearn.model_selection.train_test_split"


@dataclass(frozen=True)
class Drawing:
    """How rows are held back.

    Attributes:
        dataset: Whose rows they are.
        part: What they are held back for.
        rows: The expression of those that are there to draw from.
        labels: The expression of their labels.
        wanted: How many are held back.
        note: Why that is not evenly, as a sentence; empty where it is.
    """

    dataset: Dataset
    part: str
    rows: str
    labels: str
    wanted: int
    note: str

    def code(self) -> tuple[str, str, frozenset[str]]:
        """Returns code that leaves `train_rows` and the rows that are held back, why so, and its imports."""
        if self.note:
            return self._unstratified(), _sentence(self.note), frozenset()
        if self.dataset.label_kind is LabelKind.MULTI_HOT:
            return self._iterative()
        return (
            self._stratified(),
            "Each part has the same share of each class.",
            frozenset({"import sklearn.model_selection"}),
        )

    def _unstratified(self) -> str:
        held_back, kept = f"order[:{self.wanted}]", f"order[{self.wanted}:]"
        if self.rows == "train_rows":
            held_back, kept = f"train_rows[{held_back}]", f"train_rows[{kept}]"
        count = "len(x)" if self.rows != "train_rows" else "len(train_rows)"
        return lines(
            f"order = np.random.default_rng(SEED).permutation({count})",
            f"{self.part}_rows, train_rows = np.sort({held_back}), np.sort({kept})",
        )

    def _stratified(self) -> str:
        classes = self.labels if self.dataset.labels.ndim == 1 else f"{self.labels}.argmax(axis=1)"
        arguments = (self.rows, f"test_size={self.wanted}", f"stratify={classes}", "random_state=SEED")
        names = f"train_rows, {self.part}_rows"
        return lines(
            f"{names} = " + call(TRAIN_TEST_SPLIT, arguments, before=30),
            f"{names} = np.sort(train_rows), np.sort({self.part}_rows)",
        )

    def _iterative(self) -> tuple[str, str, frozenset[str]]:
        drawn = f"iterative_stratification({self.labels} > 0, {self.wanted}, np.random.default_rng(SEED))"
        carried = carried_source(iterative_stratification)
        if self.rows == "train_rows":
            code = lines(
                f"places = {drawn}",
                f"{self.part}_rows, train_rows = train_rows[places], np.delete(train_rows, places)",
            )
        else:
            code = lines(
                f"{self.part}_rows = {drawn}", f"train_rows = np.setdiff1d({self.rows}, {self.part}_rows)"
            )
        why = (
            "Each part has about the same share of each label. scikit-learn has no function for examples with "
            "any number of labels, so it is written out here."
        )
        return code, why, carried.imports


def split_section(dataset: Dataset, parts: Split) -> Section:
    """Returns code that leaves inputs and targets of each part.

    Args:
        dataset: What is shared out.
        parts: How; where the data itself says it, `held_back` and `testing` are there already.
    """
    code, why, imports = _checking(dataset, parts)
    test_code, test_why, test_imports = _testing(dataset, parts)
    names = ("train", "validation", "test") if test_code else ("train", "validation")
    taken = [f"x_{name}, y_{name} = x[{name}_rows], targets[{name}_rows]" for name in names]
    written_out = {"import numpy as np"} | imports | test_imports
    carried = _carried(code + test_code)
    return Section(
        "Split", f"{why}{test_why}", lines(carried, code, test_code, *taken), frozenset(written_out)
    )


def _checking(dataset: Dataset, parts: Split) -> tuple[str, str, frozenset[str]]:
    count = len(parts.validation_rows)
    if parts.is_given:
        code = lines("train_rows = np.flatnonzero(~held_back)", "validation_rows = np.flatnonzero(held_back)")
        why, imports = _sentence(parts.note), frozenset[str]()
    else:
        drawing = Drawing(dataset, "validation", "np.arange(len(x))", "y", count, parts.note)
        code, why, imports = drawing.code()
    return code, f"{count:,} examples are kept out of training, to judge it. {why}", imports


def _testing(dataset: Dataset, parts: Split) -> tuple[str, str, frozenset[str]]:
    count = len(parts.test_rows)
    if not count:
        return "", "", frozenset()
    if parts.test_is_given:
        code = lines("test_rows = np.flatnonzero(testing)", "train_rows = train_rows[~testing[train_rows]]")
        imports = frozenset[str]()
    else:
        drawing = Drawing(dataset, "test", "train_rows", "y[train_rows]", count, parts.test_note)
        code, _, imports = drawing.code()
    return code, f" {count:,} more are kept for a last test, at which nothing looks before.", imports


def _carried(code: str) -> str:
    """Returns what the code uses that no library has."""
    if "iterative_stratification(" not in code:
        return ""
    return f"{carried_source(iterative_stratification).code}\n\n"


def _sentence(note: str) -> str:
    return note if note.endswith(".") else f"{note}."
