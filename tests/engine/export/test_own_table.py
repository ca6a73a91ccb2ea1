"""A network of a person's own table leaves with all that prepared its inputs."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
import script_cases

from workbench.core.project_file import load, save
from workbench.core.shares import Shares
from workbench.data.own.importing.import_own import import_own
from workbench.data.own.new_rows.rows_like import rows_like
from workbench.data.prepared import prepare, prepare_project
from workbench.engine.export.exporters import EXPORTERS
from workbench.engine.export.formats import MODEL_FORMATS
from workbench.engine.export.source import export_source
from workbench.engine.kept_preprocessing import preprocessing_of
from workbench.engine.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Session:
    project = script_cases.own_table(tmp_path)
    made = Session(project, prepare_project(project))
    made.begin_run(3)
    while not made.finished:
        made.advance(64)
    return made


@pytest.mark.parametrize("key", MODEL_FORMATS)
def test_every_format_says_of_raw_rows_what_the_session_says(
    session: Session, tmp_path: Path, key: str
) -> None:
    source = export_source(session)
    (raw,) = source.inputs.values()
    assert np.isnan(raw).any()
    keras_file, written = tmp_path / "model.keras", tmp_path / f"written{EXPORTERS[key].suffix}"
    keras_file.write_bytes(source.keras_file)
    MODEL_FORMATS[key].write(keras_file, written, "{}")
    said = MODEL_FORMATS[key].predict(written, source.inputs)
    np.testing.assert_allclose(said, source.probabilities, rtol=0, atol=1e-6)
    held_back = len(session.data.split.validation_rows)
    np.testing.assert_allclose(
        said[:held_back], session.validation_probabilities(held_back), rtol=0, atol=1e-6
    )


def test_a_saved_project_prepares_the_rows_of_a_new_file_as_the_session_does(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "flowers.workbench"
    save(path, session.project, session.saved_run())
    own, run = session.project.data.own, load(path).run
    assert own is not None and run is not None
    (tmp_path / "new.csv").write_text("colour,size\nred,1.5\n,NA\nwhite,-2\ngreen,0\n", encoding="utf-8")
    kept = preprocessing_of(run.state)
    assert kept is not None
    prepared = kept.apply(rows_like(own, tmp_path / "new.csv").inputs)
    assert np.isfinite(prepared).all()
    np.testing.assert_array_equal(
        prepared, session.data.preprocessing.apply(rows_like(own, tmp_path / "new.csv").inputs)
    )


def test_where_rows_that_lack_a_value_were_left_out_a_later_one_gets_the_median(tmp_path: Path) -> None:
    project = script_cases.own_table(tmp_path)
    own = project.data.own
    assert own is not None
    dropped = import_own(msgspec.structs.replace(own, missing="drop"))
    data = prepare(dropped.dataset, Shares(0.2), 0, "standardise")
    assert not np.isnan(dropped.dataset.inputs).any()
    lacking = np.full((1, dropped.dataset.number_of_inputs), np.nan, np.float32)
    medians = np.median(dropped.dataset.inputs[data.split.training_rows], axis=0)[None]
    np.testing.assert_allclose(
        data.preprocessing.apply(lacking), data.preprocessing.apply(medians), rtol=1e-6
    )
