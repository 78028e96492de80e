"""Imports each room's tables, for Django to find: audit rounds and returns."""

import audits.gaps.models
import audits.questions.models
import audits.returns.models.answers
import audits.returns.models.returns
import audits.rounds.models
import audits.signing.models
