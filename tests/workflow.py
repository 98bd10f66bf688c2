"""A small runner for workflows in the language of GitHub Actions: shell steps, for real.

Steps with `uses` are not fetched: the caller says what stands for them.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
_NAME = re.compile(r"\b(?:github|inputs|steps|env|runner)(?:\.[\w-]+)+")
SHELLS = {None: ["bash", "-e"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}

Uses = Callable[["Job", str, dict[str, str]], tuple[bool, dict[str, str]]]
"""What stands for a `uses` step: it gets the job, the action and its inputs, and says whether it
succeeded and what its outputs are."""


class Job:
    """One run of a list of steps in a folder.

    Args:
        folder: The working folder.
        runner: A folder for the runner's own files.
        environment: The environment of every step.
        context: Values of expressions by their full name, `github.event_name`; what is not in it
            is an error, so that a misspelt name is found.
        uses: What stands for steps with `uses`.

    Attributes:
        log: What all steps printed.
        summary: The job's summary.
    """

    def __init__(
        self,
        folder: Path,
        runner: Path,
        environment: Mapping[str, str],
        context: Mapping[str, str],
        uses: Uses | None = None,
    ) -> None:
        self._folder = folder
        self._runner = runner
        self._context = dict(context)
        self._uses = uses
        self._summary = runner / "summary.md"
        self._output = runner / "output"
        self.log = ""
        runner.mkdir(exist_ok=True, parents=True)
        self._summary.write_bytes(b"")
        self.environment = {
            **environment,
            "GITHUB_ACTIONS": "true",
            "RUNNER_TEMP": str(runner),
            "GITHUB_STEP_SUMMARY": str(self._summary),
            "GITHUB_OUTPUT": str(self._output),
        }

    @property
    def folder(self) -> Path:
        return self._folder

    @property
    def summary(self) -> str:
        return self._summary.read_text("utf-8")

    def run(self, steps: list[dict[str, Any]]) -> bool:
        """Run the steps as a runner does, and return whether the job succeeded."""
        succeeded = True
        for step in steps:
            if not self._wanted(step.get("if"), succeeded):
                continue
            if "run" in step:
                done, outputs = self._shell(step)
            else:
                assert self._uses is not None
                given = {key: self.fill(str(value)) for key, value in step.get("with", {}).items()}
                done, outputs = self._uses(self, step["uses"], given)
            succeeded = succeeded and done
            for key, value in outputs.items():
                self._context[f"steps.{step.get('id', '')}.outputs.{key}"] = value
        return succeeded

    def fill(self, text: str) -> str:
        """Return a text with its `${{ … }}` replaced."""
        return _EXPRESSION.sub(lambda match: self._value(match[1]), text)

    def _value(self, name: str) -> str:
        if name not in self._context and ".outputs." in name:
            return ""  # a step that was passed over, or wrote no such output
        return self._context[name]

    def _wanted(self, condition: str | None, succeeded: bool) -> bool:
        if condition is None:
            return succeeded
        python = _NAME.sub(lambda match: repr(self._value(match[0])), condition)
        python = python.replace("&&", " and ").replace("||", " or ")
        holds = eval(python, {"__builtins__": {}}, {"always": lambda: True})
        return bool(holds) and (succeeded or "always()" in condition)

    def _shell(self, step: dict[str, Any]) -> tuple[bool, dict[str, str]]:
        script = self._runner / "step.sh"
        script.write_text(self.fill(step["run"]), "utf-8")
        self._output.write_bytes(b"")
        own = {key: self.fill(str(value)) for key, value in step.get("env", {}).items()}
        key = repr((script.read_text("utf-8"), own))
        kept = self._runner / f"installed-{hashlib.sha256(key.encode()).hexdigest()}.json"
        if kept.exists():  # into the same folder: to install again would prove nothing
            return True, json.loads(kept.read_text("utf-8"))
        done = subprocess.run(
            [*SHELLS[step.get("shell")], str(script)],
            cwd=self._folder,
            env={**self.environment, **own},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
        )
        self.log += done.stdout.decode()
        lines = self._output.read_text("utf-8").splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        if done.returncode == 0 and " -m venv " in step["run"]:
            kept.write_text(json.dumps(outputs), "utf-8")
        return done.returncode == 0, outputs


def composite(
    action: dict[str, Any],
    place: Path,
    job: Job,
    inputs: Mapping[str, str],
    context: dict[str, str],
) -> tuple[bool, dict[str, str]]:
    """Run a composite action within a job; return whether it succeeded, and its outputs."""
    unknown = set(inputs) - set(action["inputs"])
    assert not unknown, f"the action has no input {unknown}"
    given = {name: inputs.get(name, one["default"]) for name, one in action["inputs"].items()}
    inner = Job(
        job.folder,
        Path(job.environment["RUNNER_TEMP"]),
        {**job.environment, "GITHUB_ACTION_PATH": str(place)},
        {**context, **{f"inputs.{name}": value for name, value in given.items()}},
    )
    for step in action["runs"]["steps"]:
        assert step["shell"] in SHELLS, "a step of a composite action names its shell"
    succeeded = inner.run(action["runs"]["steps"])
    job.log += inner.log
    return succeeded, {name: inner.fill(one["value"]) for name, one in action["outputs"].items()}
