"""Add another, without a script: a button press comes back with what was typed."""

from django.forms import BaseFormSet

from partnership.foundation.forms.layout import Button


class AddAnother(BaseFormSet):
    """Rows of one form with buttons `<prefix>-add` and `<prefix>-remove`.

    When `pressed`, the page is drawn again with one row more or less; nothing is
    judged or saved. Use `formset_factory(RowForm, formset=AddAnother, extra=1)`.
    """

    what = "another"

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.pressed = False
        if not self.is_bound or data is None:
            return
        add, remove = f"{self.prefix}-add" in data, data.get(f"{self.prefix}-remove")
        self.pressed = add or remove is not None
        if self.pressed:
            self.data = data.copy()
            if remove is not None:
                self._remove(remove)
            elif self._total() < self.absolute_max:
                self._set_total(self._total() + 1)

    @property
    def _total_name(self) -> str:
        return f"{self.prefix}-TOTAL_FORMS"

    def _total(self) -> int:
        text = str(self.data.get(self._total_name, ""))
        return min(int(text), self.absolute_max) if text.isdecimal() else 0

    def _set_total(self, total: int) -> None:
        self.data[self._total_name] = str(total)

    def _remove(self, index: str) -> None:
        """Drop one row's typing and move the rows after it up."""
        total = self._total()
        if not index.isdecimal() or int(index) >= total:
            return
        gone = int(index)
        for place in range(gone, total):
            start = f"{self.prefix}-{place}-"
            for name in [name for name in self.data if name.startswith(start)]:
                del self.data[name]
            after = f"{self.prefix}-{place + 1}-"
            for name in [name for name in self.data if name.startswith(after)]:
                values = (
                    self.data.getlist(name)
                    if hasattr(self.data, "getlist")
                    else [self.data[name]]
                )
                moved = start + name.removeprefix(after)
                if hasattr(self.data, "setlist"):
                    self.data.setlist(moved, values)
                else:
                    self.data[moved] = values[0]
        self._set_total(max(total - 1, 0))

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        return form.without_errors() if self.pressed else form

    def is_valid(self) -> bool:
        return not self.pressed and super().is_valid()

    def add_button(self) -> Button:
        return Button.secondary(
            f"Add {self.what}", name=f"{self.prefix}-add", value="1"
        )

    def remove_button(self, form) -> Button:
        """The button that takes away a row of this formset."""
        index = form.prefix.rpartition("-")[2]
        return Button.secondary("Remove", name=f"{self.prefix}-remove", value=index)
