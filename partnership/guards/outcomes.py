"""The two ways a service says no. Forms show them beside what was typed."""


class Refused(Exception):
    """What was asked cannot be done in this state; the sentence is for the user."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Changed(Exception):
    """Someone else saved the row first; `subject` is the row as it is now."""

    def __init__(self, subject) -> None:
        super().__init__(
            "Someone else changed this while you were editing it. Nothing has been "
            "saved."
        )
        self.subject = subject
