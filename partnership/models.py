"""Imports each room's models, for Django to find."""

import partnership.checks.models
import partnership.drawing.models
import partnership.history.models
import partnership.lists.models
import partnership.outbox.models
import partnership.people.models
import partnership.policy.models
import partnership.registers.models
import partnership.schools.models
import partnership.sign_in.models
