"""The real provider of `tests/openid/`, on loopback, and a browser's way there."""

import contextlib
import json
import re
import subprocess
from pathlib import Path
from urllib.parse import urljoin

import requests
from django.test import Client
from django.urls import reverse

from tests.gates import require_or_skip
from tools import assets
from tools.processes import end_with_parent, free_port

ROOT = Path(__file__).resolve().parents[3]
BACK = "/account/login/at/organisation/back/"
# What each is called there; whose address has been checked, and how that is said.
PEOPLE = {
    "number-1": {"email": "Mo@wexcombe.example", "email_verified": True},
    "number-2": {"email": "stranger@elsewhere.example", "email_verified": True},
    "number-3": {"email": "mo@wexcombe.example", "email_verified": False},
    "number-4": {"email": "mo@wexcombe.example"},
    "number-5": {"email": "amara@wexcombe.example", "email_verified": True},
    "number-6": {"email": "mo@wexcombe.example", "xms_edov": True},
    "number-7": {"name": "Mo without an address"},
}


@contextlib.contextmanager
def running_provider(site: str):
    """The provider's address, while it runs for a site of ours."""
    node = assets.node()
    require_or_skip(node is not None, "Node is not installed")
    require_or_skip(
        (ROOT / "node_modules" / "oidc-provider").exists(),
        "oidc-provider is not installed",
    )
    port = free_port()
    process = subprocess.Popen(
        [
            node[0] / "node",
            ROOT / "tests" / "openid" / "provider.mjs",
            str(port),
            f"{site}{BACK}",
            json.dumps(PEOPLE),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=end_with_parent,
    )
    try:
        said = iter(process.stdout.readline, "")
        assert "ready" in (line.strip() for line in said), "the provider ended"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


def named(settings, server: str) -> None:
    """What the environment would say (`sign_in_settings`), for a running provider."""
    settings.OPENID_SERVER = server
    settings.OPENID_NAME = "Council account"
    settings.OPENID_ORIGINS = [server]
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "organisation",
                    "name": "Council account",
                    "client_id": "quorate",
                    "secret": "known to the tests",
                    "settings": {"server_url": server, "oauth_pkce_enabled": True},
                }
            ]
        }
    }


def sign_in_there(
    client: Client, sub: str, *, amr: str = "", process: str = "login", **extra
):
    """Leave our sign-in page, sign in at the provider, and come back."""
    path = reverse("openid_connect_login", kwargs={"provider_id": "organisation"})
    left = client.post(f"{path}?process={process}")
    assert left.status_code == 302
    with requests.Session() as there:
        there.trust_env = False
        answer = there.get(left.url, timeout=20)
        assert "Council sign-in" in answer.text
        answer = there.post(
            answer.url,
            data={"sub": sub, "amr": amr, **extra},
            allow_redirects=False,
            timeout=20,
        )
        while BACK not in (to := urljoin(answer.url, answer.headers["Location"])):
            answer = there.get(to, allow_redirects=False, timeout=20)
    return client.get(re.sub("^http://[^/]+", "", to))
