"""Strict reading of the content that ships and that people add: YAML in, models out."""
