"""Attendance over time: by seat over a year, misses in a row, and each partner's part.

The attendance of one meeting is recorded in the room of meetings.
"""
