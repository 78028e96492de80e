"""Imports each room's tables, for Django to find: subgroups and meetings."""

import subgroups.agenda.models
import subgroups.arrangements.models
import subgroups.meetings.models.attendance
import subgroups.meetings.models.meetings
import subgroups.minutes.models
import subgroups.papers.models
import subgroups.quorum.models
import subgroups.registers.models.by_email
import subgroups.registers.models.challenges
import subgroups.registers.models.escalations
import subgroups.room.models
import subgroups.structure.models
import subgroups.terms.models
