"""Minutes that were written elsewhere, read from Word or plain text into a meeting.

`lines` takes a file apart, `reading` finds the people, items, decisions and actions in
it, `services` makes the meeting. What is uncertain is said; what is not understood
stays as text in the item where it stood.
"""
