"""Points LocalStack's tests at a server of S3 alone, and writes down what comes of each of them.

Loaded into pytest by localstack.js with `-p`. Environment: REPLAY_PORT, where the server listens; REPLAY_REPORT, the file
that gets one JSON line a test.
"""

import json
import os
import re
import socket
import sys
import types

# A checkout lacks the file that its build writes.
version = types.ModuleType("localstack.version")
version.__version__ = version.version = "0"
sys.modules.setdefault("localstack.version", version)

import botocore.client  # noqa: E402
import pytest  # noqa: E402
import urllib3.connection  # noqa: E402
from localstack import constants  # noqa: E402
from localstack_snapshot.snapshots import SnapshotSession  # noqa: E402

port = os.environ["REPLAY_PORT"]
usual_port = str(constants.DEFAULT_PORT_EDGE)
constants.DEFAULT_PORT_EDGE = int(port)


def loopback_of(host):
    name = host.decode() if isinstance(host, bytes) else host
    is_ours = isinstance(name, str) and name.endswith((".localstack.cloud", ".localhost"))
    return "127.0.0.1" if is_ours else host


resolve = socket.getaddrinfo
resolve_name = socket.gethostbyname
socket.getaddrinfo = lambda host, *rest, **options: resolve(loopback_of(host), *rest, **options)
# LocalStack asks this way whether it may call S3 by its own host, as on AWS.
socket.gethostbyname = lambda host: resolve_name(loopback_of(host))

receive = urllib3.connection.HTTPConnection.getresponse


def receive_without_connection(connection):
    """Leaves out what the two ends of a connection tell each other: no proxy passes it on, and it is not S3's."""
    response = receive(connection)
    for name in ("connection", "keep-alive"):
        response.headers.pop(name, None)
    return response


urllib3.connection.HTTPConnection.getresponse = receive_without_connection

match_snapshot = SnapshotSession.match


def at_usual_port(value):
    if isinstance(value, str):
        return value.replace(f":{port}", f":{usual_port}")
    if isinstance(value, dict):
        return {key: at_usual_port(item) for key, item in value.items()}
    return [at_usual_port(item) for item in value] if isinstance(value, list) else value


def match_at_usual_port(session, key, value, *rest):
    """The recordings were made to fit any host, but one port: here each run has another."""
    return match_snapshot(session, key, at_usual_port(value), *rest)


SnapshotSession.match = match_at_usual_port

call_api = botocore.client.BaseClient._make_api_call
other_services = set()


class OtherServiceNeeded(RuntimeError):
    def __init__(self, service):
        super().__init__(f"there is no {service} here")
        self.service = service


def call_s3_alone(client, operation, parameters):
    service = client.meta.service_model.service_name
    if service != "s3":
        other_services.add(service)
        raise OtherServiceNeeded(service)
    return call_api(client, operation, parameters)


botocore.client.BaseClient._make_api_call = call_s3_alone

report_file = open(os.environ["REPLAY_REPORT"], "a", buffering=1)
colour = re.compile(r"\x1b\[[0-9;]*m")
difference = re.compile(r"^(\([~+-]\) |>> match key)")


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    # A fixture of the whole session fails once, and its error comes back in every test that asks for it.
    if call.excinfo is not None and isinstance(call.excinfo.value, OtherServiceNeeded):
        other_services.add(call.excinfo.value.service)
    if report.when == "call" or report.outcome != "passed":
        lines = [line.strip() for line in colour.sub("", str(report.longrepr or "")).split("\n")]
        entry = {
            "test": item.nodeid.split("/")[-1],
            "phase": report.when,
            "outcome": report.outcome,
            "marks": sorted({mark.name for mark in item.iter_markers()}),
            "services": sorted(other_services),
            "differences": [line for line in lines if difference.match(line)],
            "errors": [line[1:].strip() for line in lines if line.startswith("E  ")],
        }
        report_file.write(json.dumps(entry) + "\n")
    if report.when == "teardown":
        other_services.clear()
