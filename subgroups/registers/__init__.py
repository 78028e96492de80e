"""The registers of what meetings decide, challenge and escalate.

Decisions themselves are recorded in `minutes`; here is the list of them.
"""
