"""`workbench report`: a page of a trained project."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from workbench.cli import main
from workbench.data.built_in import load


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("report")
    project, html = folder / "digits.workbench", folder / "report.html"
    assert (
        main(["train", "--data", "digits", "--layers", "", "--epochs", "2", "-o", str(project), "--json"])
        == 0
    )
    assert main(["report", str(project), "-o", str(html)]) == 0
    return html.read_text(encoding="utf-8")


def test_it_tells_of_the_run_and_the_scores(page: str) -> None:
    assert "trained for 2 epochs on 1,438 examples of digits; 359 others checked it" in page
    assert page.count("<svg viewBox") == 5 and "Macro F1" in page
    assert "http" not in page.replace("http-equiv", "")


def test_mistakes_are_shown_as_the_pictures_that_they_are(page: str) -> None:
    first = re.search(r'<img src="data:image/png;base64,([^"]+)".*?row (\d+): said \d, true is \d', page)
    assert first is not None
    shown = np.asarray(Image.open(io.BytesIO(base64.b64decode(first[1]))))
    row = np.asarray(load("digits").inputs[int(first[2]) - 1]).reshape(8, 8)
    # Ink is dark.
    assert shown.shape == (8, 8) and np.corrcoef(shown.ravel(), row.ravel())[0, 1] < -0.99


def test_it_shows_the_scores_of_a_test_part(tmp_path: Path) -> None:
    project, html = tmp_path / "iris.workbench", tmp_path / "report.html"
    words = ["train", "--data", "iris", "--test-share", "0.2", "--epochs", "1", "--json", "-o", str(project)]
    assert main(words) == 0
    assert main(["report", str(project), "-o", str(html)]) == 0
    page = html.read_text(encoding="utf-8")
    assert "trained for 1 epoch on 90 examples of iris; 30 others checked it" in page
    assert "30 more were kept for the test" in page
    assert [name in page for name in (">test</th>", ">validation</th>", ">training</th>")] == [True] * 3


def test_a_project_that_was_not_trained_has_no_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "new.workbench"
    assert main(["new", "--data", "iris", "-o", str(project)]) == 0
    assert main(["report", str(project), "-o", str(tmp_path / "report.html")]) == 2
    assert "holds no trained network" in capsys.readouterr().err and not (tmp_path / "report.html").exists()
