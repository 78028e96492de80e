"""Reports on actions: movement, by exception, in full, timeline, team load."""
