"""Whatever stands in a table and whatever a person chooses, there is a draft, a sentence, or data to train on."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.errors import UserError
from workbench.core.own_data import KINDS, MISSING, ROLES
from workbench.data.own.doctor.label_forms import LABEL_FORMS
from workbench.data.own.draft.choices import (
    with_kind,
    with_label_form,
    with_missing,
    with_role,
    with_separator,
)
from workbench.data.own.draft.draft import Draft
from workbench.data.own.draft.draft_of import draft_of
from workbench.data.own.importing.import_own import import_own

CELLS = (
    None, "", "  ", "NA", "nan", "None", "-", "?", "0", "1", "-1", "+1", "2", "0.5", "1.", ".5", "1e3", "1e999", "e5", "inf",
    "007", "12345678901234567890", "yes", "no", "TRUE", "ja", "a", "b", "a|b", "a,b", "x;y", "2024-01-31", "12:30", "1,234",
    "1.234,5", "12%", "²", "٣", "é", "=1+1", "0x1F", "1_000", "'", "long text of several words",
)  # fmt: skip
NAMES = ("class", "y", "label_1", "label_2", "part", "id", "x", "z")


@st.composite
def tables(draw: st.DrawFn) -> pa.Table:
    rows = draw(st.integers(1, 12))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
    columns = {}
    for name in names:
        some = draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=4))
        cells = draw(st.lists(st.sampled_from(some), min_size=rows, max_size=rows))
        columns[name] = pa.array(cells, pa.string())
    return pa.table(columns)


CHOICES = {
    "role": (with_role, ROLES),
    "kind": (with_kind, KINDS),
    "form": (with_label_form, tuple(LABEL_FORMS)),
    "separator": (with_separator, ("|", ";", ",", " ")),
    "missing": (with_missing, MISSING),
}


def chosen(draft: Draft, data: st.DataObject) -> Draft:
    change, values = CHOICES[data.draw(st.sampled_from(list(CHOICES)))]
    column = [data.draw(st.sampled_from(list(draft.profiles)))] if change in (with_role, with_kind) else []
    return change(draft, *column, data.draw(st.sampled_from(values)))  # type: ignore[operator]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=tables(), data=st.data())
def test_any_table_can_be_drafted(tmp_path: Path, table: pa.Table, data: st.DataObject) -> None:
    pa.parquet.write_table(table, tmp_path / "any.parquet")
    draft = draft_of(tmp_path / "any.parquet")
    for _ in range(data.draw(st.integers(0, 3))):
        draft = chosen(draft, data)
    assert [column.name for column in draft.columns] == table.column_names
    assert all(isinstance(note, str) for note in draft.notes)
    try:
        imported = import_own(draft.own)
    except UserError as error:
        assert str(error)
    else:
        assert imported.dataset.number_of_examples <= table.num_rows
