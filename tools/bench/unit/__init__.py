"""The unit that the bench judges in: a page of its own that never changes.

It is what the cheapest signed-in page (`/roles/`) was on 30 November 2026: five
statements asked through the ORM, and a page of that shape drawn by Django's templates.
Nothing of the product is imported here, so nothing done to the product changes it; a
test holds its files to what they were.
"""
