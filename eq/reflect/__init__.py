"""Entries -> patterns. Pure: no clock, no disk, no randomness of its own."""
