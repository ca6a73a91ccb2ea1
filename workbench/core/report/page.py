"""The page of a report: one file that needs no other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.core.evaluation.co_occurrence import co_occurrence
from workbench.core.evaluation.evaluation import Evaluation
from workbench.core.evaluation.ratio import score_text
from workbench.core.evaluation.score_row import BASELINE_TITLES, Score
from workbench.core.report.curves_section import answer_charts, calibration_chart, training_charts
from workbench.core.report.markup import Markup, element, table
from workbench.core.report.picture import png_address
from workbench.core.report.plane import Plane, plane_figure
from workbench.core.report.report import Report, ShownMistake
from workbench.core.report.settings import settings_of
from workbench.core.report.style import STYLE

MOST_IN_MATRIX = 30
"""Classes in a matrix: a larger one cannot be read."""


def page_of(report: Report) -> str:
    """Returns the page as HTML."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", report.name),
        element("style", Markup(STYLE)),
    )
    body = element("body", element("main", element("h1", report.name), *_sections(report)))
    return "<!DOCTYPE html>\n" + element("html", head, body, lang="en") + "\n"


def _sections(report: Report) -> list[Markup]:
    answers = report.validation.answers
    return [
        element("p", _summary(report)),
        _section("Scores", _scores(report)),
        _section("Training", _row(training_charts(report))),
        _section("Each class", _classes(report.validation)),
        *_matrices(report.validation),
        _section(
            "Curves on the validation part", _row([*answer_charts(answers), calibration_chart(answers)])
        ),
        *_plane(report.plane),
        _section("Surest mistakes", *_mistakes(report.mistakes)),
        _section("Settings", table(("setting", "value"), settings_of(report.project, report.head))),
    ]


def _section(title: str, *content: Markup) -> Markup:
    return element("section", element("h2", title), *content)


def _plane(plane: Plane | None) -> list[Markup]:
    return [] if plane is None else [_section("Decision map", plane_figure(plane))]


def _row(charts: list[Markup]) -> Markup:
    return element("div", *charts, class_="charts")


def _summary(report: Report) -> str:
    epochs = len(report.history.epochs)
    tested = (
        ""
        if report.test is None
        else f" {len(report.test.answers):,} more were kept for the test: nothing was learned from them or chosen by them."
    )
    return (
        f"A network with a {report.head.activation} head ({_task(report)}), trained for {epochs:,} "
        f"{'epoch' if epochs == 1 else 'epochs'} on {len(report.training.answers):,} examples of "
        f"{report.project.data.name}; {len(report.validation.answers):,} others checked it. Its loss on those is "
        f"{score_text(report.validation_loss)}.{tested}"
    )


def _task(report: Report) -> str:
    classes = f" {len(report.validation.answers.by_class.names):,}"
    return report.head.task.replace(" K", classes)


def _scores(report: Report) -> Markup:
    parts = {"test": report.test, "validation": report.validation, "training": report.training}
    shown = {name: part.scores for name, part in parts.items() if part is not None}
    same = BASELINE_TITLES[report.validation.answers.task]
    rows = [
        (checked.row.title, *(score_text(score.value) for score in line), _baseline(checked))
        for checked, *line in zip(report.validation.scores, *shown.values(), strict=True)
    ]
    return table(("score", *shown, f"{same} (validation)"), rows, class_="figures")


def _baseline(score: Score) -> str:
    return score_text(score.baseline) if score.row.has_baseline else ""


def _classes(evaluation: Evaluation) -> Markup:
    each, names = evaluation.classes, evaluation.answers.by_class.names
    rows = [
        (name, score_text(p), score_text(r), score_text(f1), f"{support:,}", f"{said:,}")
        for name, p, r, f1, support, said in zip(
            names, each.precision, each.recall, each.f1, each.support, each.said, strict=True
        )
    ]
    return table(("class", "precision", "recall", "F1", "examples", "times said"), rows, class_="figures")


def _matrices(evaluation: Evaluation) -> list[Markup]:
    confusion, answers = evaluation.confusion, evaluation.answers
    if len(answers.by_class.names) > MOST_IN_MATRIX:
        return []
    if confusion is not None:
        why = "A row for each true class, a column for each class that was said."
        return [_section("Confusion", element("p", why), _matrix(confusion.names, confusion.counts))]
    why = "In how many examples two labels stand together; on the diagonal, how often each does."
    both = [
        element(
            "figure",
            element("figcaption", title),
            _matrix(answers.names, co_occurrence(flags)),
            class_="wide",
        )
        for title, flags in (("True together", answers.true), ("Said together", answers.said))
    ]
    return [_section("Labels that stand together", element("p", why), _row(both))]


def _matrix(names: tuple[str, ...], counts: NDArray[np.int64]) -> Markup:
    largest = max(int(counts.max(initial=0)), 1)
    top = element("tr", element("td"), *(element("th", name, scope="col") for name in names))
    rows = [
        element(
            "tr",
            element("th", name, scope="row"),
            *(element("td", f"{count:,}", style=f"--share:{count / largest:.3f}") for count in row.tolist()),
        )
        for name, row in zip(names, counts, strict=True)
    ]
    return element("table", top, *rows, class_="matrix")


def _mistakes(mistakes: list[ShownMistake]) -> list[Markup]:
    if not mistakes:
        return [element("p", "No mistakes: every answer on the validation part is right.")]
    why = "Wrong answers on the validation part that the network was most confident of."
    return [element("p", why), element("ul", *map(_mistake, mistakes), class_="mistakes")]


def _mistake(mistake: ShownMistake) -> Markup:
    picture = [] if mistake.pixels is None else [element("img", src=png_address(mistake.pixels), alt="")]
    return element("li", *picture, element("span", mistake.words))
