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
from localstack_snapshot.snapshots.transformer import RegexTransformer  # noqa: E402

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

make_transformer = RegexTransformer.__init__


def make_with_own_port(transformer, regex, replacement):
    """Tests know the hosts of their server by its usual port: here each run has another."""
    own = regex.replace(f":{usual_port}", f":{port}") if isinstance(regex, str) else regex
    make_transformer(transformer, own, replacement)


RegexTransformer.__init__ = make_with_own_port

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
    answer = call_api(client, operation, parameters)
    if operation == "CreateBucket":
        # Recorded in February 2026: since April new buckets block SSE-C, as those of this server do.
        call_api(client, "DeleteBucketEncryption", {"Bucket": parameters["Bucket"]})
    return answer


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
