"""Files in and out: responses, answers and scores as CSV and JSON; journals of other programs."""
