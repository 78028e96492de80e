"""Uploaded files: read, questioned, previewed, then imported.

One flow for every kind of file. A kind (`kinds`) says what its columns are, what a row
means compared with what is here (`previews`), and how to write that; `services` leads
from the upload to the import, `views` shows the steps, `commands` does it from a shell.
Reading the file is the work of `partnership.spreadsheets`.
"""
