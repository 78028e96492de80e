"""The page used during a meeting: attendance, notes and what each item leads to."""
