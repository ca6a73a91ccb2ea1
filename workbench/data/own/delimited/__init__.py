"""Tables as text: CSV, TSV and their kin, proposed rather than guessed, and read by pyarrow in whole records."""
