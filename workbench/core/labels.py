"""The kinds of label that a data set can carry."""

from __future__ import annotations

from enum import StrEnum


class LabelKind(StrEnum):
    """How many of the classes an example can belong to, and how that is stored.

    Attributes:
        CLASS_INDEX: One class per example, stored as its index, shape (n,).
        ONE_HOT: One class per example, stored as a row that sums to 1, shape (n, k).
        YES_NO: One of two classes, stored as 0 or 1, shape (n,).
        MULTI_HOT: Any number of classes per example, a 1 for each, shape (n, k).
    """

    CLASS_INDEX = "class_index"
    ONE_HOT = "one_hot"
    YES_NO = "yes_no"
    MULTI_HOT = "multi_hot"

    @property
    def title(self) -> str:  # type: ignore[override]  # a title is read as a value everywhere else
        """What a person reads instead of the stored name."""
        return TITLES[self]


TITLES: dict[LabelKind, str] = {
    LabelKind.CLASS_INDEX: "exactly one of K",
    LabelKind.ONE_HOT: "exactly one of K, as rows",
    LabelKind.YES_NO: "yes or no",
    LabelKind.MULTI_HOT: "any number of K",
}
