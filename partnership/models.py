"""Imports each room's tables, for Django to find: people, roles and the outbox."""

import partnership.checks.models
import partnership.drawing.models
import partnership.history.models
import partnership.lists.models
import partnership.outbox.models
import partnership.people.models
import partnership.policy.models
import partnership.schools.models
import partnership.sign_in.models
