"""The kinds of label that a data set can carry."""

from __future__ import annotations

from enum import StrEnum


class LabelKind(StrEnum):
    """How many of the classes an example can belong to, and how that is stored.

    Attributes:
        CLASS_INDEX: One class per example, stored as its index, shape (n,).
        ONE_HOT: One class per example, stored as a row with a single 1, shape (n, k).
        YES_NO: One of two classes, stored as 0 or 1, shape (n,).
        MULTI_HOT: Any number of classes per example, a 1 for each, shape (n, k).
    """

    # `title` on the class would shadow `str.title`, which takes no part here; see below.
    CLASS_INDEX = "class_index"
    ONE_HOT = "one_hot"
    YES_NO = "yes_no"
    MULTI_HOT = "multi_hot"
