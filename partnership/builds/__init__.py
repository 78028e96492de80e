"""Files that a worker makes in the background, each step shown: packs and reports.

A row waits for a worker, is taken by one alone, and ends as a file or with a reason.
"""
