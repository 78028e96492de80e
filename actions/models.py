"""Imports each room's tables, for Django to find: plans, actions and risks."""

import actions.imports.models
import actions.plans.models
import actions.register.models.actions
import actions.register.models.owners
import actions.register.models.progress
import actions.register.models.references
import actions.register.models.saved
import actions.register.models.steps
import actions.reviews.models.recommendations
import actions.reviews.models.reviews
import actions.risks.models.parts
import actions.risks.models.risks
import actions.scrutiny.models
import actions.year_end.models
