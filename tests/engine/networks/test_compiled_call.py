"""What is compiled is called as it is: the same answers as TensorFlow's own call, traced once, in one thread or many."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from workbench.engine.networks.compiled_call import CompiledCall


def halvings(start: Any, count: Any) -> dict[str, Any]:
    """A loop and a branch, as the loops over steps have them."""
    import tensorflow as tf

    _, last = tf.while_loop(lambda i, _: i < count, lambda i, x: (i + 1, x / 2), (0, start))
    return {"last": last, "sign": tf.cond(count > 2, lambda: tf.ones([1]), lambda: -tf.ones([1]))}


@pytest.mark.parametrize("one_thread", [False, True])
@pytest.mark.parametrize("xla", [False, True])
def test_loops_and_branches_say_the_same_and_are_traced_once(xla: bool, one_thread: bool) -> None:
    import tensorflow as tf

    if xla and one_thread:
        pytest.skip("XLA's programs are one kernel to TensorFlow")
    call = CompiledCall(halvings, xla=xla, one_thread=one_thread)
    start = np.array([8.0, 3.0], np.float32)
    for count, sign in ((1, -1.0), (3, 1.0)):
        said = call(tf.constant(start), tf.constant(count))
        np.testing.assert_array_equal(said["last"], start / 2**count)
        np.testing.assert_array_equal(said["sign"], [sign])
    assert call.traces == 1


@pytest.mark.parametrize("one_thread", [False, True])
def test_variables_change_in_order(one_thread: bool) -> None:
    import tensorflow as tf

    variable = tf.Variable(1.0)

    def grow(count: Any) -> Any:
        def body(i: Any) -> Any:
            variable.assign(variable * 3.0)
            variable.assign_add(1.0)
            return i + 1

        tf.while_loop(lambda i: i < count, body, [tf.constant(0)])
        return variable.value()

    call = CompiledCall(grow, one_thread=one_thread)
    assert float(call(tf.constant(2))) == 13.0
    assert float(call(tf.constant(1))) == 40.0
    assert float(variable.numpy()) == 40.0
