"""Charts, timelines, images, colours and PDFs."""
