"""`workbench --self-test`: a quick check that everything of an installation works."""
