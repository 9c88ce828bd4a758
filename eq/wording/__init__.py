"""One voice for pages, commands and figures: verdict -> sentence, numbers, dates, answer words."""
