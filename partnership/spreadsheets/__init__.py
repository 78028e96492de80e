"""Reading and writing any spreadsheet or CSV."""
