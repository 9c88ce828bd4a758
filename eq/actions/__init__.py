"""The use cases: the only door for pages and commands."""
