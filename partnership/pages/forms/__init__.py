"""Fields and forms in GOV.UK’s patterns."""
