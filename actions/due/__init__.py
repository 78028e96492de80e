"""Reads due dates as people write them: `read_due` returns the meaning or a question.

Pure reading. What is not certain is never guessed: it is left without a date, and the
question stands in `remarks` in words for whoever typed it.
"""

from actions.due.meaning import Due, Precision
from actions.due.reading import read_due

__all__ = ["Due", "Precision", "read_due"]
