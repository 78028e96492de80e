"""Reading the national register of schools, and taking over what it says.

`files` opens a file and says what it is; `layout` knows the register's columns;
`rows` reads one row or says why not; `applying` compares with what is known and writes.
"""

from partnership.register.applying import Outcome, import_schools
from partnership.register.rows import Refusal

__all__ = ["Outcome", "Refusal", "import_schools"]
