"""“Add another” without JavaScript: a button returns the page with the input."""

from django.forms import BaseFormSet
from django.utils.html import format_html

from partnership.pages.forms.layout import Button


def whole_number(text: object, *, otherwise: int = 0) -> int:
    """A number from a hidden field or button, if a browser could have sent it."""
    said = str(text)
    return int(said) if said.isdecimal() and len(said) < 6 else otherwise


class AddAnother(BaseFormSet):
    """Rows of one form with buttons `<prefix>-add` and `<prefix>-remove`.

    When `pressed`, the page is shown again with one row more or less; nothing is
    validated or saved. Use `formset_factory(RowForm, formset=AddAnother, extra=1)`.
    """

    what = "another"
    default_error_messages = BaseFormSet.default_error_messages | {
        "missing_management_form": "Submit the page again: it was not fully "
        "received, and nothing has been saved"
    }

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
        return min(whole_number(self.data.get(self._total_name)), self.absolute_max)

    def _set_total(self, total: int) -> None:
        self.data[self._total_name] = str(total)

    def _remove(self, index: str) -> None:
        """Remove one row's input and move later rows up."""
        total = self._total()
        gone = whole_number(index, otherwise=total)
        if gone >= total:
            return
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
        """The button that removes a row of this formset."""
        index = form.prefix.rpartition("-")[2]
        return Button.secondary("Remove", name=f"{self.prefix}-remove", value=index)


class InOrder(AddAnother):
    """`AddAnother` with rows that can be moved (`<prefix>-up` and `<prefix>-down`).

    Every row is validated, including rows added and left blank.
    """

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        if not self.is_bound or data is None:
            return
        for way, step in (("up", -1), ("down", 1)):
            asked = data.get(f"{self.prefix}-{way}")
            if asked is not None:
                self.pressed = True
                self.data = self.data.copy()
                self._swap(asked, step)

    def _swap(self, index: str, step: int) -> None:
        one = whole_number(index, otherwise=-1)
        other = one + step
        if not (0 <= one < self._total() and 0 <= other < self._total()):
            return
        moved = {}
        for source, target in ((one, other), (other, one)):
            start = f"{self.prefix}-{source}-"
            for name in [name for name in self.data if name.startswith(start)]:
                new = f"{self.prefix}-{target}-{name.removeprefix(start)}"
                moved[new] = self._take(name)
        for name, values in moved.items():
            self._put(name, values)

    def _take(self, name: str) -> list:
        if hasattr(self.data, "getlist"):
            values = self.data.getlist(name)
            del self.data[name]
            return values
        return [self.data.pop(name)]

    def _put(self, name: str, values: list) -> None:
        if hasattr(self.data, "setlist"):
            self.data.setlist(name, values)
        else:
            self.data[name] = values[0]

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.empty_permitted = False
        return form

    def _button(self, form, words: str, way: str, *, place: int) -> Button:
        index = form.prefix.rpartition("-")[2]
        hidden = format_html(
            '{} <span class="govuk-visually-hidden">row {}</span>',
            words,
            int(index) + 1,
        )
        # The page then opens at the row's new position.
        attrs = {"formaction": f"#{self.prefix}-{place}"}
        return Button.secondary(
            hidden, name=f"{self.prefix}-{way}", value=index, attrs=attrs
        )

    def add_button(self) -> Button:
        return Button.secondary(
            f"Add {self.what}",
            name=f"{self.prefix}-add",
            value="1",
            attrs={"formaction": f"#{self.prefix}-{len(self.forms)}"},
        )

    def buttons_of(self, form) -> list[Button]:
        """The buttons of a row: move up, move down and remove."""
        place, last = int(form.prefix.rpartition("-")[2]), len(self.forms) - 1
        return [
            *([self._button(form, "Move up", "up", place=place - 1)] if place else []),
            *(
                [self._button(form, "Move down", "down", place=place + 1)]
                if place < last
                else []
            ),
            *(
                [self._button(form, "Remove", "remove", place=max(place - 1, 0))]
                if last
                else []
            ),
        ]
