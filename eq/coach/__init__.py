"""What leaves for a coach, and what a coach makes of it."""
