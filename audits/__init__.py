"""School audits: questions in force, rounds, returns and what they found."""
