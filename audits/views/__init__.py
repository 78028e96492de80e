"""The pages of audits: a school's return, and the rounds as officers see them."""
