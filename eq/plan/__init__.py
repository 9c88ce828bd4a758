"""What a person tries, and whether it went better with it. Pure: no clock, no disk, no randomness of its own."""
