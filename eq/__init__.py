"""EQ Reflect: questionnaires, reflection and a plan, in one private file on the user's own machine."""

__version__ = "0.1.0"
