"""Which columns of an ARFF file are its labels, if it says so."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.core.errors import UserError
from workbench.data.own.arff.arff_header import ArffHeader
from workbench.data.own.arff.mulan_labels import labels_file_beside, read_label_names

_MEKA = re.compile(r"(?:^|\s)-C\s+(-?\d+)(?=\s|$)")


def declared_labels(
    path: Path, header: ArffHeader, labels_file: Path | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns the names of the label columns, and what to say about them.

    They are named by the file given, by one that lies beside the data, or by MEKA's `-C n` in the relation, which means
    the first n columns or, where n is negative, the last.

    Raises:
        UserError: the file given names a column that is not there.
    """
    if labels_file is not None:
        return _named_by(labels_file, header, path), ()
    beside = labels_file_beside(path)
    if beside is None:
        return _counted_by_meka(header), ()
    try:
        return _named_by(beside, header, path), (
            f"The labels are named by {beside.name}, which lies beside it.",
        )
    except UserError as error:
        return _counted_by_meka(header), (f"{error} It was not used.",)


def _named_by(labels_file: Path, header: ArffHeader, path: Path) -> tuple[str, ...]:
    names = read_label_names(labels_file)
    absent = [name for name in names if name not in header.names]
    if absent:
        raise UserError(
            f"{labels_file.name} names {len(absent)} labels that {path.name} does not have, such as {absent[0]!r};"
            " choose the file that belongs to it."
        )
    return names


def _counted_by_meka(header: ArffHeader) -> tuple[str, ...]:
    match = _MEKA.search(header.relation)
    count = int(match[1]) if match else 0
    return header.names[count:] if count < 0 else header.names[:count]
