"""Imports every model of audits, for Django to find."""

import audits.colleagues.models
import audits.evidence.models
import audits.gaps.models
import audits.questions.models
import audits.returns.models.answers
import audits.returns.models.explanations
import audits.returns.models.returns
import audits.rounds.models
import audits.signing.models
