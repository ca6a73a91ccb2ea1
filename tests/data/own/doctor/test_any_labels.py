"""Whatever stands in the label columns, the doctor keeps its head."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.own_data import LabelReading
from workbench.data.dataset import Dataset
from workbench.data.own.doctor.diagnose import diagnose
from workbench.data.own.doctor.encode_labels import encode_labels
from workbench.data.own.doctor.label_forms import LABEL_FORMS
from workbench.data.own.doctor.label_rows import LabelRows

CELLS = st.one_of(
    st.none(),
    st.sampled_from(["0", "1", "-1", "2", "yes", "No", "a|b", "a,b", "a b", "NA", "", " ", "0.5", "0,5", "x", "[]", "1e3"]),
    st.integers(-3, 12).map(str),
    st.floats(0, 1).map(str),
    st.text(max_size=6),
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> pa.Table:
    """Returns up to three label columns of up to twelve rows."""
    rows = draw(st.integers(1, 12))
    some = draw(st.sampled_from([CELLS, st.sampled_from(["0", "1"]), st.sampled_from(["a", "b", "a;b", ""])]))
    columns = draw(st.lists(st.lists(some, min_size=rows, max_size=rows), min_size=1, max_size=3))
    return pa.table({f"y{place}": pa.array(cells, pa.string()) for place, cells in enumerate(columns)})


@settings(max_examples=300, deadline=None)
@given(table=tables())
def test_labels_without_a_problem_can_be_trained_on(table: pa.Table) -> None:
    found = diagnose(LabelRows.of(table))
    if found.problem:
        return
    encoded = encode_labels(table, found.labels)
    values = encoded.values[~encoded.unlabelled]
    inputs = np.zeros((len(values), 1), np.float32)
    dataset = Dataset("own", "Own", inputs, values, found.label_kind, found.labels.class_names, ("x",))
    assert dataset.number_of_examples == table.num_rows - int(encoded.unlabelled.sum())


@settings(max_examples=100, deadline=None)
@given(table=tables(), form=st.sampled_from(sorted(LABEL_FORMS)))
def test_a_possible_alternative_reads_every_row(table: pa.Table, form: str) -> None:
    possible = {one.form for one in diagnose(LabelRows.of(table)).alternatives if one.possible}
    if form in possible:
        other = diagnose(LabelRows.of(table), given=LabelReading(form))
        encoded = encode_labels(table, other.labels)
        assert other.labels.form == form
        assert len(encoded.values) == table.num_rows


@settings(max_examples=100, deadline=None)
@given(table=tables(), cut=st.integers(0, 12))
def test_the_verdict_is_the_same_for_a_file_read_in_parts(table: pa.Table, cut: int) -> None:
    cut = min(cut, table.num_rows)
    parts = [LabelRows.of(table.slice(0, cut)), LabelRows.of(table.slice(cut), cut)]
    assert diagnose(LabelRows.merged(*parts)) == diagnose(LabelRows.of(table))


@settings(max_examples=100, deadline=None)
@given(table=tables())
def test_labels_that_are_imported_again_stay_as_they_are(table: pa.Table) -> None:
    first = diagnose(LabelRows.of(table))
    again = diagnose(LabelRows.of(table), given=first.labels)
    assert (again.labels, again.label_kind) == (first.labels, first.label_kind)
