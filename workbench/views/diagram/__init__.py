"""The parts of the diagram of the network."""
