"""A Keras model that was not made here, as frozen values: what may be in it, and where its head is."""
