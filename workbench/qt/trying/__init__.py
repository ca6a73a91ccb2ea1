"""Examples that a person makes up to try a network: what there is to set, and what it answers."""
