"""Answers -> scores -> change. Pure: no clock, no disk, no randomness of its own."""
