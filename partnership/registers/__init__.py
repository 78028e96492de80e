"""Files of the national register of schools: uploaded, previewed, imported.

A file may hold every school in England, so it is kept in the media folder and a worker
reads it. What its rows mean is the work of `partnership.schools`.
"""
