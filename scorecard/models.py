"""Imports each room's tables, for Django to find: measures and reports."""

import scorecard.calendars.models
import scorecard.measures.models
import scorecard.records.models
import scorecard.yearly_report.models
