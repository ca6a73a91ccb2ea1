"""From what was measured to figures, and from figures to a table."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

WHO: dict[str, str] = {
    "headless": "headless",
    "headless_with_scores": "with scores",
    "window": "window",
    "keras_fit": "Keras fit",
    "sklearn": "scikit-learn",
    "torch": "PyTorch",
    "jax": "JAX",
}
"""Who is measured, with the heading of the column."""

RATIOS: dict[str, tuple[str, str]] = {
    "keras_fit_over_headless": ("keras_fit", "headless"),
    "sklearn_over_headless": ("sklearn", "headless"),
    "torch_over_headless": ("torch", "headless"),
    "headless_over_jax": ("headless", "jax"),
    # The window always scores, so it is held against the engine that scores too.
    "window_over_headless": ("window", "headless_with_scores"),
}
"""Each ratio as time over time."""

RATIO_HEADINGS = {
    "keras_fit_over_headless": "fit / headless",
    "sklearn_over_headless": "sklearn / headless",
    "torch_over_headless": "PyTorch / headless",
    "headless_over_jax": "headless / JAX",
    "window_over_headless": "window / scoring",
}

WINDOW_FIGURES: dict[str, tuple[str, str]] = {
    "p50_ms": ("heartbeat, median", "ms"),
    "p99_ms": ("heartbeat, 99th percentile", "ms"),
    "max_ms": ("heartbeat, longest", "ms"),
    "first_window_s": ("process start to first frame", "s"),
    "import_max_ms": ("longest gap while TensorFlow loads", "ms"),
    "first_point_s": ("Train to first point", "s"),
    "stop_s": ("Stop to idle", "s"),
    "redraw_100k_ms": ("redraw with 100,000 points", "ms"),
    "redraw_million_ms": ("redraw with 1,000,000 points", "ms"),
}
"""What is measured of the window, in words and with its unit."""

VIEW_FIGURES: dict[str, tuple[str, str]] = {
    "map_frames_per_s": ("decision map with all docks shown", "pictures/s"),
    "map_engine_share": ("engine's speed meanwhile, over that without the views", "×"),
    "map_side": ("places of the map each way", ""),
    "stroke_to_bars_p95_ms": ("from the pen to the bars while it learns, 95 %", "ms"),
    "stroke_to_bars_max_ms": ("from the pen to the bars while it learns, at most", "ms"),
    "rewind_p95_ms": ("from the slider to the bars of that step, 95 %", "ms"),
    "rewind_max_ms": ("from the slider to the bars of that step, at most", "ms"),
    "rewind_steps_kept": ("steps that can be gone back to, in that run", ""),
    "together_over_one": ("time of both heads trained together, over that of one", "×"),
}
"""What is measured of the views that show what was learned, in words and with its unit."""

IMPORT_FIGURES: dict[str, tuple[str, str]] = {
    "megabytes": ("size of the CSV file", "MB"),
    "bare_mb_per_s": ("pyarrow alone, in pieces", "MB/s"),
    "bare_whole_mb_per_s": ("pyarrow alone, as a whole", "MB/s"),
    "import_mb_per_s": ("import", "MB/s"),
    "import_over_bare": ("import over pyarrow in pieces, in speed", "×"),
    "import_over_whole": ("import over pyarrow as a whole, in speed", "×"),
    "first_preview_s": ("first preview, pyarrow's loading included", "s"),
    "preview_s": ("preview", "s"),
    "cancel_s": ("Cancel to the end of the import", "s"),
    "import_peak_mb": ("peak memory of an import", "MB"),
    "window_preview_s": ("in the window: preview", "s"),
    "window_cancel_s": ("in the window: Cancel to the end", "s"),
    "window_import_s": ("in the window: import", "s"),
    "window_preview_max_ms": ("in the window: longest gap while it previews", "ms"),
    "window_cancel_max_ms": ("in the window: longest gap while it imports and cancels", "ms"),
    "window_import_max_ms": ("in the window: longest gap while it imports to the end", "ms"),
    "window_peak_mb": ("in the window: peak memory, TensorFlow's included", "MB"),
    "window_added_mb": ("in the window: of which since the file was opened", "MB"),
}
"""What is measured of a large file, in words and with its unit."""

PACKAGES = ("tensorflow", "keras", "numpy", "scikit-learn", "PySide6-Essentials", "pyqtgraph", "torch", "jax")
VERSION_KEYS = {"scikit-learn": "sklearn", "PySide6-Essentials": "pyside6"}

NOT_ASKED = "not asked for"

Figures = dict[str, Any]


@dataclass
class CaseResult:
    """What was measured of one case.

    Attributes:
        laps: For each who, microseconds a step of every run.
        notes: For each who, how it ran.
        missing: For each who that has no figure, why and what to do.
        first_point_s: In the window.
    """

    laps: dict[str, list[float]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    first_point_s: float | None = None

    def figures(self) -> Figures:
        """Returns the medians and what follows from them, as the JSON has them."""
        steps = {who: median(self.laps.get(who, ())) for who in WHO}
        return {
            "us_per_step": steps,
            "ratios": ratios(steps),
            "first_point_s": self.first_point_s,
            "evaluation_share": evaluation_share(steps),
            "notes": {who: note for who, note in self.notes.items() if note},
            "missing": self.missing,
        }


def median(values: Iterable[float]) -> float | None:
    """Returns the median; None of nothing."""
    values = list(values)
    return statistics.median(values) if values else None


def percentile(values: Sequence[float], percent: float) -> float | None:
    """Returns the smallest value that at least `percent` of them do not exceed; None of nothing."""
    if not values:
        return None
    rank = -(-len(values) * percent // 100)
    return sorted(values)[max(int(rank), 1) - 1]


def ratio(over: float | None, under: float | None) -> float | None:
    """Returns the quotient where there are both."""
    return over / under if over is not None and under else None


def ratios(steps: Mapping[str, float | None]) -> dict[str, float | None]:
    """Returns each of `RATIOS`; an engine that always scores stands for the one with scores."""
    scored = steps.get("headless_with_scores") or steps.get("headless")
    known = {**steps, "headless_with_scores": scored}
    return {name: ratio(known.get(over), known.get(under)) for name, (over, under) in RATIOS.items()}


def evaluation_share(steps: Mapping[str, float | None]) -> float | None:
    """Returns what validation and scores add to an epoch, as a share of its steps."""
    scored = ratio(steps.get("headless_with_scores"), steps.get("headless"))
    return None if scored is None else scored - 1


def window_figures(starts: Sequence[Figures], measured: Figures) -> Figures:
    """Returns the figures of the window, None for what was not measured.

    Args:
        starts: What each start of the program answered.
        measured: What the window in training answered.
    """
    loading = [start["import_max_ms"] for start in starts if "import_max_ms" in start]
    gaps = measured.get("gaps_ms", [])
    lists = ("first_point_s", "stop_s", "redraw_100k_ms", "redraw_million_ms")
    return {
        "p50_ms": percentile(gaps, 50),
        "p99_ms": percentile(gaps, 99),
        "max_ms": max(gaps, default=None),
        "first_window_s": median(start["first_window_s"] for start in starts),
        "import_max_ms": median(loading),
        "import_worst_ms": max(loading, default=None),
        **{name: median(measured.get(name, ())) for name in lists},
        "curve_points": measured.get("curve_points"),
        "docks_shown": measured.get("docks_shown"),
    }


def view_figures(measured: Mapping[str, float]) -> Figures:
    """Returns the figures of the views, None for what was not measured."""
    return {name: measured.get(name) for name in VIEW_FIGURES}


def memory_figures(growth: Mapping[str, float]) -> Figures:
    """Returns the growth of memory as the JSON has it, None for what was not measured."""
    return {
        "mb_per_round": growth.get("rounds"),
        "mb_per_new_width": {way: growth.get(way) for way in ("graph", "xla")},
    }


def import_figures(measured: Mapping[str, float]) -> Figures:
    """Returns the figures of a large file, None for what was not measured."""
    megabytes, seconds = (
        measured.get("megabytes"),
        {name: measured.get(f"{name}_s") for name in ("bare", "bare_whole", "import")},
    )
    found = {
        **measured,
        **{f"{name}_mb_per_s": ratio(megabytes, second) for name, second in seconds.items()},
        "import_over_bare": ratio(seconds["bare"], seconds["import"]),
        "import_over_whole": ratio(seconds["bare_whole"], seconds["import"]),
    }
    return {name: found.get(name) for name in IMPORT_FIGURES}


def machine() -> Figures:
    """Returns what the figures depend on."""
    versions = {VERSION_KEYS.get(name, name): version(name) for name in PACKAGES}
    return {
        "cpu": processor(),
        "cores": cores(),
        "system": platform.system(),
        "python": platform.python_version(),
        "versions": versions,
    }


def version(package: str) -> str | None:
    """Returns the version that is installed, if any."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def cores() -> int:
    """Returns how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processor() -> str:
    """Returns the processor's name."""
    description = Path("/proc/cpuinfo")
    lines = description.read_text().splitlines() if description.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


# The table


def number(value: float | None, digits: int = 3) -> str:
    """Returns a figure with as many digits as mean something, a dash for none."""
    if value is None:
        return "–"
    places = max(digits - len(f"{abs(value):.0f}"), 0)
    return f"{value:,.{places}f}"


def case_rows(report: Figures) -> list[list[str]]:
    """Returns the table of the cases that were measured, with its headings first."""
    headings = ["case", *(f"{title}, µs" for title in WHO.values()), *RATIO_HEADINGS.values()]
    rows = [[*headings, "scores", "first point, s"]]
    for name, case in report["cases"].items():
        if any(case["us_per_step"].values()):
            rows.append([name, *case_cells(case)])
    return rows


def case_cells(case: Figures) -> list[str]:
    """Returns what stands behind a case's name."""
    steps = [number(case["us_per_step"][who]) for who in WHO]
    quotients = [number(case["ratios"][key]) for key in RATIO_HEADINGS]
    share = case["evaluation_share"]
    percent = "–" if share is None else f"{share * 100:.0f} %"
    return [*steps, *quotients, percent, number(case["first_point_s"])]


def figure_rows(report: Figures) -> list[list[str]]:
    """Returns the table of everything else that was measured."""
    memory = report["memory"]
    figures = [(words, report["window"][key], unit) for key, (words, unit) in WINDOW_FIGURES.items()]
    figures += [(words, report["views"][key], unit) for key, (words, unit) in VIEW_FIGURES.items()]
    figures += [(words, report["import"][key], unit) for key, (words, unit) in IMPORT_FIGURES.items()]
    figures.append(("memory a round, same widths", memory["mb_per_round"], "MB"))
    figures += [(f"memory a new width, {way}", mb, "MB") for way, mb in memory["mb_per_new_width"].items()]
    return [[words, number(value), unit] for words, value, unit in figures if value is not None]


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Returns columns of equal width, the first to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def turned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Returns rows as columns: there are more peers than cases fit beside each other."""
    return [list(column) for column in zip(*rows, strict=True)]


def as_text(report: Figures) -> str:
    """Returns both tables and a sentence for what is missing."""
    cases, figures = case_rows(report), figure_rows(report)
    tables = [aligned(turned(cases))] if len(cases) > 1 else []
    tables += [aligned(figures)] if figures else []
    return "\n\n".join([*tables, *filter(None, [sentences(report)])])


def as_markdown(report: Figures) -> str:
    """Returns the table of cases for a help page."""
    headings, *rows = case_rows(report)
    lines = [headings, ["---", *["---:"] * (len(headings) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def sentences(report: Figures) -> str:
    """Returns why figures are missing, one line for each reason; what nobody asked for goes unsaid."""
    reasons: dict[str, list[str]] = {}
    everywhere = report["missing"]
    for who, reason in everywhere.items():
        reasons.setdefault(reason, []).append(who)
    for name, case in report["cases"].items():
        here = {who: reason for who, reason in case["missing"].items() if everywhere.get(who) != reason}
        for who, reason in here.items():
            # A case of which nothing was measured is named once, not once for each who.
            place = name if len(set(here.values())) == 1 and len(here) == len(WHO) else f"{name}/{who}"
            reasons.setdefault(reason, []).append(place)
    reasons.pop(NOT_ASKED, None)
    lines = (
        f"No figure for {', '.join(dict.fromkeys(names))}: {reason}" for reason, names in reasons.items()
    )
    return "\n".join(lines)
