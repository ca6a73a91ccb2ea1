"""Views that go back in time: to an earlier step of a run, and to earlier runs."""
