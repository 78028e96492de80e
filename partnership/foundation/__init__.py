"""What every page stands on: history, messages, dates, forms, charts, PDF."""
