"""Sets up, runs, tests, measures and photographs Quorate."""
