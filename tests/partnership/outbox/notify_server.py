"""A local server that speaks as much of GOV.UK Notify's API as we use."""

import json
import socket
import struct
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4


class Notify(ThreadingHTTPServer):
    """As much of Notify's API as we use: letters taken, kept, and told of."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.taken = []  # newest first, as Notify lists them
        self.asked = []
        self.answers = []  # what the next requests for a letter are answered with
        self.page = 250


class Talk(BaseHTTPRequestHandler):
    """One request: (status, error, words), errors, or what a network can do."""

    def do_POST(self):  # noqa: N802 – http.server finds it by this name
        length = int(self.headers["Content-Length"])
        letter = json.loads(self.rfile.read(length))
        self.server.asked.append((self.path, self.headers, letter))
        answer = self.server.answers.pop(0) if self.server.answers else "taken"
        if isinstance(answer, tuple):
            code, kind, words = answer
            errors = [{"error": kind, "message": words}]
            self.say(code, {"status_code": code, "errors": errors})
            return
        if isinstance(answer, list):
            self.say(400, {"status_code": 400, "errors": answer})
            return
        kept = {
            "id": str(uuid4()),
            "reference": letter.get("reference"),
            "email_address": letter["email_address"],
            "type": "email",
            "status": "sending",
        }
        if "taken" in answer:
            self.server.taken.insert(0, kept)
        if "silent" in answer:
            time.sleep(1)
        elif "reset" in answer:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.close_connection = True
        elif "nonsense" in answer:
            self.say(200, None, raw=b"<p>Welcome to the wireless network</p>")
        else:
            self.say(201, {"id": kept["id"], "reference": kept["reference"]})

    def do_GET(self):  # noqa: N802 – likewise
        asked = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        self.server.asked.append((self.path, self.headers, asked))
        found = [
            kept
            for kept in self.server.taken
            if kept["reference"] == asked.get("reference", kept["reference"])
            and kept["status"] == asked.get("status", kept["status"])
        ]
        if older := asked.get("older_than"):
            found = found[[kept["id"] for kept in found].index(older) + 1 :]
        self.say(
            200, {"notifications": found[: self.server.page], "links": {"current": ""}}
        )

    def say(self, code, content, raw=None):
        body = raw or json.dumps(content).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """The test says what went wrong."""
