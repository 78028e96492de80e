"""School contact checks: each school is asked once a year to check its contacts."""
