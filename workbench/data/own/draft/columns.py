"""Gives every column its role, its kind and its categories: a person's where there are some, else proposals."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyarrow as pa

from workbench.core.own_data import Column, Kind, Role
from workbench.data.own.draft.column_profile import ColumnProfile
from workbench.data.own.draft.given import Given
from workbench.data.own.draft.kind_proposals import yes_no_pair
from workbench.data.own.draft.label_columns import proposed_labels
from workbench.data.own.draft.share_columns import shares_at_the_end
from workbench.data.own.importing.columns.part_column import CHECKING_WORDS, TRAINING_WORDS
from workbench.data.own.reader import Sample

PART_NAMES = ("part", "split", "set", "subset", "partition", "train_test", "train/test")
"""Names of a column that says which rows train; compared without regard to capitals."""

NUMBERING_ENDS = (
    "id", "index", "row", "nr", "nr.", "no", "no.", "number", "nummer", "numéro", "numero", "n°", "#", "column 1", ": 0",
)  # fmt: skip
"""How the names of columns end that count the rows; compared without regard to capitals."""

_IDENTIFIER = re.compile(r"(?i:(.*[\W_])?(id|nr|nummer|numéro|numero)\.?)|.*[a-z](ID|Id|Nr)")
"""Names of columns that tell the rows apart: “student_id”, but not “citric acid”."""


def columns_of(sample: Sample, profiles: Mapping[str, ColumnProfile], given: Given) -> tuple[Column, ...]:
    """Returns all columns of the sample, in its order."""
    labels = _labels(sample, profiles, given)
    columns = []
    for position, name in enumerate(sample.table.column_names):
        profile = profiles[name]
        role = given.roles.get(name) or _proposed_role(name, sample, profile, labels)
        kind = given.kinds.get(name) or _kind(profile, is_input=role == "input")
        columns.append(Column(name, role, kind, _categories(profile, kind), _width(sample, position)))
    return tuple(columns)


def _labels(sample: Sample, profiles: Mapping[str, ColumnProfile], given: Given) -> tuple[str, ...]:
    """Returns the chosen columns, unless the file is now read such that none of them is there."""
    if given.target is not None:
        there = tuple(name for name in given.target if name in profiles)
        if there or not given.target:
            return there
    others = {name: one for name, one in profiles.items() if not says_part(name, one, sample.is_whole)}
    return proposed_labels(others, sample.labels) or shares_at_the_end(sample.table, profiles)


def _proposed_role(name: str, sample: Sample, profile: ColumnProfile, labels: tuple[str, ...]) -> Role:
    if name in labels:
        return "label"
    if says_part(name, profile, sample.is_whole):
        return "part"
    if profile.kind in ("text", "date") or identifies_the_rows(name, profile):
        return "ignore"
    if numbers_the_rows(name, sample.table.column(name)):
        return "ignore"
    return "input"


def says_part(name: str, profile: ColumnProfile, is_whole: bool) -> bool:
    """Whether the column says for every row if it trains or checks, in words for both or by its name too.

    The rows of one part may all stand at the beginning of a long file.
    """
    words = {text.casefold() for text in profile.values}
    known = bool(words) and words <= {*TRAINING_WORDS, *CHECKING_WORDS} and not profile.missing
    both = bool(words & {*TRAINING_WORDS}) and bool(words & {*CHECKING_WORDS})
    named = name.strip().casefold() in PART_NAMES and (len(words) > 1 or not is_whole)
    return known and (both or named)


def numbers_the_rows(name: str, column: pa.ChunkedArray) -> bool:
    """Whether the column only counts the rows, so that a network would learn their order by heart."""
    is_name = name.strip().casefold().endswith(NUMBERING_ENDS)
    if not is_name or not pa.types.is_string(column.type) or len(column) < 3:
        return False
    texts = column.to_pylist()
    if not (texts[0] or "").isdecimal():
        return False
    start = int(texts[0])
    return bool(texts == [str(row) for row in range(start, start + len(texts))])


def identifies_the_rows(name: str, profile: ColumnProfile) -> bool:
    """Whether the column only tells the rows apart, by a whole number for each."""
    all_differ = profile.whole and 3 <= profile.present == profile.distinct
    return bool(all_differ and _IDENTIFIER.fullmatch(name.strip()))


def _kind(profile: ColumnProfile, is_input: bool) -> Kind:
    """Returns the proposed kind; an input that a person insists on is a category where it is no number."""
    unfit = is_input and profile.kind == "text"
    return "category" if unfit and "category" in profile.kinds else profile.kind


def _categories(profile: ColumnProfile, kind: Kind) -> tuple[str, ...]:
    if kind == "yes_no":
        return yes_no_pair(profile.values) or profile.values
    return profile.values if kind == "category" else ()


def _width(sample: Sample, position: int) -> int:
    kind = sample.table.column(position).type
    return int(kind.list_size) if pa.types.is_fixed_size_list(kind) else 1
