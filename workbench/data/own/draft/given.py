"""What a person has chosen of a draft; everything else is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.core.fields import Value
from workbench.core.own_data import Kind, LabelReading, Missing, Role


@dataclass(frozen=True)
class Given:
    """The choices of a person. They survive one another.

    Attributes:
        options: Values for fields of the reader.
        target: The columns of labels; None where they are to be proposed.
        roles: Roles of single columns.
        kinds: Kinds of single columns.
        labels: The form of the labels, and what stands between tags.
        missing: What becomes of inputs without a value.
        test_file: A second file, whose rows check.
        labels_file: The file that names the labels.
    """

    options: Mapping[str, Value] = field(default_factory=dict)
    target: tuple[str, ...] | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    labels: LabelReading | None = None
    missing: Missing = "median"
    test_file: Path | None = None
    labels_file: Path | None = None
