"""The two ways a service refuses. Forms show them beside the input."""


class Refused(Exception):
    """The request is not possible in this state; the message is for the user."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Changed(Exception):
    """Someone else saved the row first; `subject` is its current state."""

    def __init__(self, subject) -> None:
        super().__init__(
            "Someone else changed this while you were editing it. Nothing has been "
            "saved."
        )
        self.subject = subject
