"""Where uploads are kept: in a private bucket, if one is named."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow

ASKED = """
import django
django.setup()
from django.core.files.storage import default_storage as kept
kept.exists
print(type(kept._wrapped).__name__, kept.bucket_name, kept.endpoint_url,
      kept.default_acl, kept.file_overwrite, sep=";")
"""


def test_a_named_bucket_keeps_the_uploads():
    asked = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "partnership.settings",
            "S3_BUCKET": "quorate-papers",
            "S3_ENDPOINT_URL": "http://127.0.0.1:1",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    kept = asked.stdout.strip().split(";")
    assert kept[:3] == ["S3Storage", "quorate-papers", "http://127.0.0.1:1"]
    assert kept[3:] == ["None", "False"], "never public, nothing overwritten"
