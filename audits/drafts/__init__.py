"""Question sets as officers write them, preview them and compare their editions."""
