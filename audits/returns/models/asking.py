"""Which questions a return asks, how far it is, and what its answers contradict."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property, lru_cache

from audits.questions.conditions import codes_of
from audits.questions.models import Contradiction, Question
from audits.returns.models.answers import Answer, EarlierAnswer
from audits.returns.models.progress import (
    AnsweredSection,
    PointedOut,
    Progress,
    SectionProgress,
    answered,
    asked_among,
    contradicting,
    progress_of,
)


@lru_cache(maxsize=32)
def _contradictions_of(
    question_set_pk: int, in_force_at: datetime
) -> tuple[Contradiction, ...]:
    """The contradictions of a set in force, read once by each process: they stay."""
    return tuple(Contradiction.objects.filter(question_set=question_set_pk))


class Asking:
    """What depends on the conditions of a return's questions."""

    @property
    def facts(self) -> dict[str, int | None]:
        """What the register says of the school that conditions can ask about."""
        return {"pupils": self.school.pupils}

    @property
    def possible_contradictions(self) -> tuple[Contradiction, ...]:
        """The contradictions that its questions may show, in order."""
        question_set = self.round.question_set
        return _contradictions_of(question_set.pk, question_set.in_force_at)

    @cached_property
    def deciding(self) -> list[Question]:
        """The questions that decide what else is asked, or may contradict another."""
        codes = {code for one in self.questions for code in codes_of(one.show_if)}
        for one in self.possible_contradictions:
            codes |= codes_of(one.conditions)
        return [question for question in self.questions if question.code in codes]

    def progress(self, answers: Mapping[int, Answer] | None = None) -> Progress:
        """Its sections and contradictions; asks less where all answers are there."""
        if answers is None:
            given = dict(
                self.answers.given().values_list("question_id", "not_applicable_reason")
            )
            answers = self.answers_to(self.deciding) if self.deciding else {}
        else:
            given = {
                pk: answer.not_applicable_reason
                for pk, answer in answers.items()
                if answer.is_whole
            }
        by_code = {answer.question.code: answer for answer in answers.values()}
        asked = asked_among(self.questions, by_code, self.facts)
        return Progress(
            sections=progress_of(self.questions, asked, given),
            contradictions=self._pointed_out(asked, by_code),
        )

    def _pointed_out(
        self, asked: list[Question], by_code: dict[str, Answer]
    ) -> tuple[PointedOut, ...]:
        found = contradicting(self.possible_contradictions, asked, by_code, self.facts)
        explained = {}
        if found:
            rows = self.explanations.select_related("by")
            explained = {row.contradiction_id: row for row in rows}
        return tuple(
            PointedOut(one, questions, versions, explained.get(one.pk))
            for one, questions, versions in found
        )

    def sections(self) -> tuple[SectionProgress, ...]:
        """The progress of each section that applies to this school."""
        return self.progress().sections

    def answered_sections(
        self, answers: Mapping[int, Answer] | None = None
    ) -> list[AnsweredSection]:
        """Each section that applies to this school, with its answers."""
        if answers is None:
            answers = self.answers_to(self.questions)
        return answered(self.questions, self.asked(answers), answers)

    def asked(self, answers: Mapping[int, Answer]) -> list[Question]:
        """The questions that are asked, given answers by question."""
        by_code = {answer.question.code: answer for answer in answers.values()}
        return asked_among(self.questions, by_code, self.facts)

    def decided_by(self, questions: Iterable[Question]) -> list[Question]:
        """The questions elsewhere that decide whether some questions are asked."""
        questions = list(questions)
        codes = {code for one in questions for code in codes_of(one.show_if)}
        codes -= {question.code for question in questions}
        return [question for question in self.questions if question.code in codes]

    def counted(
        self, questions: Iterable[Question], answers: Mapping[int, Answer]
    ) -> dict[str, Answer]:
        """The answers to some questions that count, by code."""
        return {
            one.code: answers[one.pk]
            for one in questions
            if one.pk in answers and answers[one.pk].is_counted
        }

    def earlier_answers(self, answers: Iterable[Answer]) -> list[EarlierAnswer]:
        """What other people answered before, or at the same time, latest first.

        Asks nothing unless one of the answers has any (`answers_of_both_years`).
        """
        questions = {
            answer.question_id: answer.question
            for answer in answers
            if answer.has_earlier
        }
        if not questions:
            return []
        rows = list(self.earlier.filter(question__in=questions).select_related("by"))
        for row in rows:
            row.question = questions[row.question_id]
        return rows
