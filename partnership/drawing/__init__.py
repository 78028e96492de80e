"""Charts, timelines, pictures, colours and PDFs."""
