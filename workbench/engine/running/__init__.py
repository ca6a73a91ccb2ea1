"""The parts of a session: what is trained, where its run stands, and what keeps it safe."""
