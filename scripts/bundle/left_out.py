"""The tables of what the libraries bring along and the program never uses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class LeftOut:
    """One row.

    Attributes:
        pattern: Files or folders in the folder of installed packages.
        reason: Why nobody misses them.
    """

    pattern: str
    reason: str


PLUGINS = "PySide6/Qt/plugins"

LEFT_OUT: tuple[LeftOut, ...] = (
    LeftOut(f"{PLUGINS}/egldeviceintegrations", "drawing without a window system, on devices"),
    LeftOut(f"{PLUGINS}/generic", "mice and keyboards without a window system"),
    LeftOut(f"{PLUGINS}/networkinformation", "nothing is asked of the network"),
    LeftOut(f"{PLUGINS}/platforms/libqeglfs.so", "drawing without a window system"),
    LeftOut(f"{PLUGINS}/platforms/libqlinuxfb.so", "drawing without a window system"),
    LeftOut(f"{PLUGINS}/platforms/libqminimalegl.so", "drawing without a window system"),
    LeftOut(f"{PLUGINS}/platforms/libqvkkhrdisplay.so", "drawing without a window system"),
    LeftOut(f"{PLUGINS}/platforms/libqvnc.so", "a window on another machine's screen"),
    LeftOut(f"{PLUGINS}/platformthemes/libqgtk3.so", "needs GTK; the window has a style of its own"),
    LeftOut(f"{PLUGINS}/qmltooling", "for QML"),
    LeftOut(f"{PLUGINS}/sqldrivers", "for databases"),
    LeftOut(f"{PLUGINS}/tls", "nothing is asked of the network"),
    LeftOut("PySide6/Qt/qml", "for QML"),
    LeftOut("PySide6/Qt/translations/qt_help_*.qm", "of Qt's own help viewer"),
    LeftOut("PySide6/Qt/translations/qtdeclarative_*.qm", "for QML"),
    LeftOut("pyarrow/libarrow_flight.so*", "tables over the network"),
    LeftOut("pyarrow/libarrow_python_flight.so*", "tables over the network"),
    LeftOut("pyarrow/_flight.*", "tables over the network"),
    LeftOut("pyarrow/libarrow_s3.so*", "tables in a cloud"),
    LeftOut("pyarrow/_s3fs.*", "tables in a cloud"),
    LeftOut("pyarrow/_gcsfs.*", "tables in a cloud"),
    LeftOut("pyarrow/_azurefs.*", "tables in a cloud"),
    LeftOut("pyarrow/include", "headers"),
    LeftOut("pyarrow/tests", "tests"),
    LeftOut("numpy/*/tests", "tests"),
    LeftOut("scipy/*/tests", "tests"),
    LeftOut("sklearn/*/tests", "tests"),
    LeftOut("sklearn/datasets/tests", "tests"),
    LeftOut("sklearn/datasets/images", "pictures that no data set here uses"),
    LeftOut("tensorflow/include", "headers"),
    LeftOut("tensorflow/compiler/mlir/stablehlo/stablehlo_extension.so", "programs of other compilers"),
    LeftOut("tensorflow/compiler/tf2xla/ops/_xla_ops.so", "XLA's operations, one by one, from Python"),
    LeftOut("tensorflow/xla_aot_runtime_src", "sources of a runtime"),
)
"""Taken out of the environment that the bundle is made from, so that nothing only they need comes along either."""

EXCLUDED_MODULES: tuple[str, ...] = (
    "IPython",
    "PySide6.QtNetwork",
    "clang",
    "curses",
    # Of TensorFlow's service that spreads data over machines.
    "grpc",
    "jax",
    "jaxlib",
    "matplotlib",
    "pandas",
    "pip",
    "pkg_resources",
    "pyarrow.flight",
    "pyarrow.tests",
    "pyqtgraph.examples",
    "pyqtgraph.opengl",
    # Its library is under the GPL, which would be that of the whole program.
    "readline",
    "setuptools",
    "tensorboard",
    "tf_keras",
    "tkinter",
    "torch",
    "wheel",
)
"""Modules that libraries import where they find them, and do without."""

STRIPPED = ("libpython*.so.*",)
"""Libraries in the bundle that carry what only a debugger reads. Those of packages are stripped already."""


def take_out(packages: Path) -> int:
    """Deletes what is left out from a folder of installed packages; returns how many bytes that were."""
    return sum(_delete(path) for row in LEFT_OUT for path in sorted(packages.glob(row.pattern)))


def _delete(path: Path) -> int:
    if not path.is_dir():
        size = path.stat().st_size
        path.unlink()
        return size
    size = sum(map(_delete, path.iterdir()))
    path.rmdir()
    return size
