"""How a program of checks in Python runs them and prints them: one line per check, as check-program.js reads them."""

import sys
import urllib.request

from botocore.exceptions import ClientError

_failed = []


def check(name):
    """Run the decorated function at once and print how it went."""

    def run(action):
        try:
            action()
            print(f"ok {name}", flush=True)
        except Exception as error:  # any failure of a client is a finding, and the next check still runs
            _failed.append(name)
            why = f"{type(error).__name__}: {error}".replace("\n", " ")
            print(f"not ok {name}: {why}", flush=True)

    return run


def finish():
    """End the program: with 1 where a check failed."""
    sys.exit(1 if _failed else 0)


def send(method, url, data=None, headers=None):
    """Send a plain HTTP request and give its status and body."""
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    with urllib.request.urlopen(request, timeout=60) as response:
        return response.status, response.read()


def same(actual, expected):
    assert actual == expected, f"expected {expected!r}, got {actual!r}"


def refuses(code, action):
    """Require that the server refuses an action with this error code."""
    try:
        action()
    except ClientError as error:
        same(error.response["Error"]["Code"], code)
    else:
        raise AssertionError(f"no error where {code} was expected")
