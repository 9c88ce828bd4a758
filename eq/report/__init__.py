"""The report: what it says, worked out of answers and records, and the files it is written to."""
