"""Files in and out: responses as CSV."""
