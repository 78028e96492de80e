"""The pages and files of reports."""
