"""Remembered patterns are the patterns that `re` compiles."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

SCRIPT = r"""
import re
from reportlint.cli.patterns import remember_patterns
remember_patterns()
patterns = [
    (r"第(?P<n>[一二三]{1,3})(?=[，,])|(?P<m>\d+)(?<!年)", 0),
    (r"(a)(?:b|c)*?\1", re.IGNORECASE),
    ("^[^。！？]+[。！？]$", re.MULTILINE),
    ("𠮷|[\U0001f600-\U0001f64f]", 0),
    (r"[a-z]\b é", re.ASCII),
    (b"bytes [0-9]", 0),
    ("(?x) a  b # comment", 0),
]
for text, flags in patterns:
    p = re.compile(text, flags)
    sample = "第一，第二，ABCA。\nabca 12 𠮷😀 é x é ab"
    found = [(m.span(), m.groupdict(), m.lastgroup) for m in p.finditer(sample if isinstance(text, str) else b"bytes 7")]
    print(p.pattern, p.flags, p.groups, dict(p.groupindex), found)
try:
    re.compile("(")
except re.error as error:
    print(error)
"""


def compiled(tmp_path: Path, hooked: bool) -> str:
    script = SCRIPT if hooked else SCRIPT.replace("\nremember_patterns()\n", "\n")
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    return done.stdout


def test_same_patterns_with_and_without_the_memo(tmp_path: Path) -> None:
    expected = compiled(tmp_path, hooked=False)
    assert expected.count("\n") == 8
    for _ in range(3):  # the first run fills the memo, the others read it
        assert compiled(tmp_path, hooked=True) == expected


def test_second_run_does_not_parse(tmp_path: Path) -> None:
    script = (
        "import re, sys; from reportlint.cli.patterns import _modules, remember_patterns;"
        "compiler, parser, _ = _modules(); parse = parser.parse; seen = [];"
        "parser.parse = lambda *given: seen.append(given) or parse(*given);"
        "remember_patterns(); re.compile('一[是要]|二[是要]'); print(len(seen))"
    )
    command = [sys.executable, "-c", script]
    counts = [
        subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True).stdout
        for _ in range(2)
    ]
    assert counts == ["1\n", "0\n"]


def test_a_damaged_program_is_compiled_anew(tmp_path: Path) -> None:
    script = (
        "import re, sys; from reportlint import memo;"
        "from reportlint.cli.patterns import _modules, remember_patterns;"
        "sre = _modules()[2]; key = (sys.version, sre.MAGIC, sre.CODESIZE);"
        "bad = {('x+y', 0): (32, b'\\xff' * 16, 0, {}), ('x+z', 0): (32, b'odd', 0, {})};"
        "memo.remember('patterns', key, lambda: bad); remember_patterns();"
        "print(re.compile('x+y').match('xxy'), re.compile('x+z').match('xxz'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
        env={"REPORTLINT_CACHE_DIR": str(tmp_path / "own")},
    )
    assert done.stdout.count("re.Match") == 2


def test_importing_reportlint_leaves_re_alone() -> None:
    import reportlint.cli

    assert reportlint.cli.main is not None
    assert re.compile("a").pattern == "a"
    assert sys.modules[re.compile.__module__] is re
    module = "re._compiler" if sys.version_info >= (3, 11) else "sre_compile"
    assert sys.modules[module].compile.__module__ == module
