"""Measures a large CSV file: its preview, its import and how that is cancelled, beside pyarrow's own reading."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from bench_child import Message
from bench_memory import peak_megabytes

if TYPE_CHECKING:
    from workbench.app import Workbench

COLUMNS = 20
CLASSES = ("setosa", "versicolor", "virginica")
PIECE_ROWS = 50_000
"""Rows that are made; a larger file has them again and again."""

CANCEL_SHARE = 0.25
"""Of the import, before it is cancelled."""

MEGABYTE = 10**6

IMPORT_JOBS = ("measure_bare", "measure_import", "measure_cancel", "measure_window_import")
"""In this order: the first reading brings the file into the disk cache for all."""


def write_table(path: Path, megabytes: float) -> int:
    """Writes a CSV file of numbers and a class, and returns its bytes."""
    generator = np.random.default_rng(0)
    numbers = generator.normal(size=(PIECE_ROWS, COLUMNS)).round(5)
    names = generator.choice(CLASSES, PIECE_ROWS)
    lines = [f"{','.join(map(str, row))},{name}\n" for row, name in zip(numbers.tolist(), names, strict=True)]
    piece = "".join(lines).encode()
    with path.open("wb") as file:
        file.write((",".join(f"x{number}" for number in range(COLUMNS)) + ",species\n").encode())
        while file.tell() + len(piece) < megabytes * MEGABYTE:
            file.write(piece)
        file.write(
            "".join(
                lines[: max(1, int(megabytes * MEGABYTE - file.tell()) * len(lines) // len(piece))]
            ).encode()
        )
    return path.stat().st_size


# Without a window


def measure_bare(request: Message) -> Message:
    """Times pyarrow alone on the same file, in pieces and as a whole."""
    from pyarrow import csv

    path = request["path"]
    begun = time.perf_counter()
    rows = sum(batch.num_rows for batch in csv.open_csv(path))
    streamed = time.perf_counter() - begun
    peak = most_megabytes()
    begun = time.perf_counter()
    csv.read_csv(path)
    return {
        "bare_s": streamed,
        "bare_whole_s": time.perf_counter() - begun,
        "bare_peak_mb": peak,
        "rows": rows,
    }


def measure_import(request: Message) -> Message:
    """Times the preview, a second one, and the import, in a process that has read nothing before."""
    from workbench.data.own.importing.import_own import import_own

    path = Path(request["path"])
    previews = [timed_preview(path), timed_preview(path)]
    own = preview(path)
    begun = time.perf_counter()
    imported = import_own(own)
    seconds = time.perf_counter() - begun
    return {
        "first_preview_s": previews[0],
        "preview_s": previews[1],
        "import_s": seconds,
        "import_peak_mb": most_megabytes(),
        "imported_rows": imported.dataset.number_of_examples,
    }


def measure_cancel(request: Message) -> Message:
    """Times how long an import goes on after it was cancelled."""
    from workbench.core.errors import Cancelled
    from workbench.data.own.importing.import_own import import_own

    shares, asked = [0.0], [0.0]

    def is_cancelled() -> bool:
        if shares[-1] > CANCEL_SHARE and not asked[0]:
            asked[0] = time.perf_counter()
        return asked[0] > 0

    try:
        import_own(preview(Path(request["path"])), shares.append, is_cancelled)
    except Cancelled:
        return {"cancel_s": time.perf_counter() - asked[0]}
    raise RuntimeError("The import was over before it could be cancelled.")


def preview(path: Path) -> Any:
    """Returns what is proposed for a file."""
    from workbench.data.own.draft.draft_of import draft_of

    return draft_of(path).own


def timed_preview(path: Path) -> float:
    """Returns the seconds of a preview."""
    begun = time.perf_counter()
    preview(path)
    return time.perf_counter() - begun


def most_megabytes() -> float:
    """Returns the most memory that this process has had since it began to run its own program."""
    status = Path("/proc/self/status")
    if not status.exists():
        return peak_megabytes()
    # The peak that the system keeps for a process includes its parent's, from before.
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


# In the window


def measure_window_import(request: Message) -> Message:
    """Opens the file in the real window, cancels an import and makes another, while a heartbeat ticks."""
    from bench_window import Heartbeat, spin, the_workbench

    bench, heartbeat = the_workbench(), Heartbeat()
    bench.window.show()
    spin(request["settle_seconds"])
    before = most_megabytes()
    answer, gaps = {}, {}
    for name, work in {"preview": time_preview, "cancel": time_cancel, "import": time_import}.items():
        heartbeat.start()
        answer[f"window_{name}_s"] = work(bench, request["path"])
        spin(request["settle_seconds"])
        gaps[f"window_{name}_max_ms"] = max(heartbeat.stop())
    peak = most_megabytes()
    return {**answer, **gaps, "window_peak_mb": peak, "window_added_mb": peak - before}


def time_preview(bench: Workbench, path: str) -> float:
    """Opens a file as a drop on the window does, and returns the seconds until the dialog shows it."""
    from bench_window import wait_until

    begun = time.perf_counter()
    bench.window.own_files.open_path(Path(path))
    dialog = bench.window.own_files.dialog
    return wait_until(lambda: dialog.draft is not None and not dialog.drafting.is_busy, "the preview") - begun


def time_cancel(bench: Workbench, path: str) -> float:
    """Imports for a while, presses Cancel, and returns the seconds until the dialog can be used again."""
    from bench_window import wait_until
    from PySide6.QtWidgets import QProgressBar

    bar, dialog = bench.window.findChild(QProgressBar, "importProgress"), bench.window.own_files.dialog
    press(bench, "importButton")
    wait_until(lambda: bar.value() > CANCEL_SHARE * bar.maximum(), "a part of the import")
    begun = press(bench, "importCancelButton")
    return wait_until(lambda: not dialog.importing.is_busy, "the end of the import") - begun


def time_import(bench: Workbench, path: str) -> float:
    """Imports, and returns the seconds until the data is on the bench."""
    from bench_window import wait_until

    begun = press(bench, "importButton")
    return wait_until(lambda: bench.document.project.data.own is not None, f"the import of {path}") - begun


def press(bench: Workbench, name: str) -> float:
    """Presses a button and returns when."""
    from PySide6.QtWidgets import QPushButton

    begun = time.perf_counter()
    bench.window.findChild(QPushButton, name).click()
    return begun
