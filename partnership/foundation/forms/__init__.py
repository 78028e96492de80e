"""Forms in GOV.UK words and markup: what every app's forms.py imports."""

from partnership.foundation.forms.bases import (
    FilterForm,
    Form,
    ModelForm,
    version_field,
)
from partnership.foundation.forms.dates import DateField, date_data
from partnership.foundation.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    DecimalField,
    EmailField,
    IntegerField,
    ModelChoiceField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    SafeCharField,
    SafeTextField,
    TextField,
    YesNoField,
)
from partnership.foundation.forms.files import FileField
from partnership.foundation.forms.filters import DateFilter
from partnership.foundation.forms.formsets import AddAnother, InOrder
from partnership.foundation.forms.identifiable import looks_child_identifiable
from partnership.foundation.forms.layout import Button, Buttons, Fieldset
from partnership.foundation.forms.look import Look
from partnership.foundation.forms.summary import errors_of
from partnership.foundation.forms.widgets import DateBoxes, NumericInput

__all__ = [
    "AddAnother",
    "BooleanField",
    "Button",
    "Buttons",
    "CharField",
    "ChoiceField",
    "DateBoxes",
    "DateField",
    "DateFilter",
    "DecimalField",
    "EmailField",
    "Fieldset",
    "FileField",
    "FilterForm",
    "Form",
    "InOrder",
    "IntegerField",
    "Look",
    "ModelChoiceField",
    "ModelForm",
    "ModelMultipleChoiceField",
    "MultipleChoiceField",
    "NumericInput",
    "SafeCharField",
    "SafeTextField",
    "TextField",
    "YesNoField",
    "date_data",
    "errors_of",
    "looks_child_identifiable",
    "version_field",
]
