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
from localstack import constants  # noqa: E402

constants.DEFAULT_PORT_EDGE = int(os.environ["REPLAY_PORT"])

resolve = socket.getaddrinfo


def resolve_to_loopback(host, *rest, **options):
    name = host.decode() if isinstance(host, bytes) else host
    is_ours = isinstance(name, str) and name.endswith((".localstack.cloud", ".localhost"))
    return resolve("127.0.0.1" if is_ours else host, *rest, **options)


socket.getaddrinfo = resolve_to_loopback

call_api = botocore.client.BaseClient._make_api_call
other_services = set()


def call_s3_alone(client, operation, parameters):
    service = client.meta.service_model.service_name
    if service != "s3":
        other_services.add(service)
        raise RuntimeError(f"there is no {service} here")
    return call_api(client, operation, parameters)


botocore.client.BaseClient._make_api_call = call_s3_alone

report_file = open(os.environ["REPLAY_REPORT"], "a", buffering=1)
colour = re.compile(r"\x1b\[[0-9;]*m")
difference = re.compile(r"^(\([~+-]\) |>> match key)")


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
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
