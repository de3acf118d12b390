"""What Metaflow's own client says of every run, step and task of the datastore in the current folder, as JSON."""

import ast
import json
import sys

from metaflow import Metaflow, namespace


def milliseconds(time):
    return None if time is None else round(time.timestamp() * 1000)


def value_of(artifact):
    """The repr of values that a literal can express; None for others."""
    try:
        text = repr(artifact.data)
        ast.literal_eval(text)
        return text
    except Exception:
        return None


def tasks(step):
    for task in step:
        yield {
            "task": task.id,
            "successful": task.successful,
            "finished": bool(task.finished),
            "finishedAt": milliseconds(task.finished_at),
            "attempt": task.current_attempt,
            "artifacts": {a.id: value_of(a) for a in task},
            "stdout": task.stdout,
            "stderr": task.stderr,
        }


def runs():
    for flow in Metaflow():
        for run in flow:
            yield {
                "flow": flow.id,
                "run": run.id,
                "successful": run.successful,
                "finished": bool(run.finished),
                "finishedAt": milliseconds(run.finished_at),
                "tags": sorted(run.user_tags),
                "systemTags": sorted(run.system_tags),
                "steps": {step.id: list(tasks(step)) for step in run},
            }


namespace(None)
json.dump(list(runs()), sys.stdout)
