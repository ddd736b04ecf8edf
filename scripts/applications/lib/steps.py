"""Steps of a job: each prints one line, which steps.js reads."""

import atexit
import hashlib
import os
import sys
import threading
from contextlib import contextmanager

endpoint = os.environ["AWS_ENDPOINT_URL"]
bucket = os.environ["JOB_BUCKET"]
folder = os.environ["JOB_FOLDER"]

_failed = False


def _note_failure(*error):
    global _failed
    _failed = True
    sys.__excepthook__(*error)


def _leave():
    # A job is over with its last step. Threads of the application may still be at work, and end the process in their own
    # way while Python is going: nobody's data is in that.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(1 if _failed else 0)


sys.excepthook = _note_failure
atexit.register(_leave)


def sample_bytes(seed, length):
    """Bytes that look random and are the same in each run."""
    return hashlib.shake_256(seed.encode()).digest(length)


@contextmanager
def step(name):
    """One step. A failed assertion is what went wrong without a word; any other error is what the application said."""
    try:
        yield
    except AssertionError as error:
        _stop("wrong", name, str(error))
    except BaseException as error:
        _stop("error", name, f"{type(error).__name__} {error}")
    print(f"ok {name}", flush=True)


def _stop(ended, name, why):
    print(f"{ended} {name}: {' '.join(why.split())[:1000]}", flush=True)
    sys.stderr.flush()
    # Threads of the application may still be at work; the job is over all the same.
    os._exit(1)


def at_once(actions):
    """Does actions at the same time, and fails where one of them does."""
    failed = []

    def attempt(action):
        try:
            action()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=attempt, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def same(actual, expected, what):
    """Fails where two things differ; of long ones it says how long they are."""
    if actual != expected:
        told = [f"{len(one)} bytes" if isinstance(one, bytes) else repr(one) for one in (actual, expected)]
        raise AssertionError(f"{what}: {told[0]} instead of {told[1]}")
