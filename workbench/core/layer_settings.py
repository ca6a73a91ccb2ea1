"""What a layer is set to, in a few words."""

from __future__ import annotations

from workbench.core.fields import Value
from workbench.core.layers import LAYERS
from workbench.core.project import Layer


def settings_text(layer: Layer) -> str:
    """Returns the settings that matter most: the main one, and the activation if there is one."""
    main = LAYERS[layer.kind].fields[0].name
    names = dict.fromkeys((main, "activation"))
    return " ".join(_word(layer.options[name]) for name in names if name in layer.options)


def _word(value: Value) -> str:
    return value.replace("_", " ") if isinstance(value, str) else f"{value:.6g}"
