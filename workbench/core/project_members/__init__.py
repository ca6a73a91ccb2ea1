"""The members of a project file: what each holds, how it is written, and how it is read back."""
