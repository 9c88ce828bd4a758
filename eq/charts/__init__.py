"""One data function per figure, and the figure drawn from it with plotly."""
