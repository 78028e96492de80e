"""What is asked about practice reviews and recommendations."""
