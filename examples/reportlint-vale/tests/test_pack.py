"""A folder of styles as a pack: codes, metadata, and what cannot be read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from reportlint import ReportlintError, Severity
from reportlint.testing import parse

from reportlint_vale import reportlint_read_pack

STYLES = Path(__file__).parent.parent / "styles"


def write(folder: Path, text: str, name: str = "Style/Rule.yml") -> Path:
    path = folder / "styles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_codes_depend_on_style_and_file_alone(tmp_path: Path) -> None:
    text = "extends: existence\nmessage: x\ntokens: [x]\n"
    write(tmp_path, text)
    one = reportlint_read_pack(str(tmp_path / "styles"))
    write(tmp_path, text, "Aaa/First.yml")
    both = reportlint_read_pack(str(tmp_path / "styles"))
    assert one is not None
    assert both is not None
    assert [rule.name for rule in both] == ["vale-aaa-first", "vale-style-rule"]
    assert one[0].code == both[1].code == "VL380140"


def test_metadata(tmp_path: Path) -> None:
    text = "extends: existence\nmessage: x\nlevel: suggestion\nlink: https://e.org\nvocab: false\ntokens: [x]\n"
    (rule,) = reportlint_read_pack(str(write(tmp_path, text, "My-Style/HTMLHeading.yml"))) or ()
    assert rule.name == "vale-my-style-html-heading"
    assert rule.severity is Severity.INFO
    assert "vocab has no effect" in rule.manual("en")
    (finding,) = rule(lang="en").check(parse("a x b"))
    assert finding.remedy == "see https://e.org"


def test_what_is_no_style_is_left_to_others(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").touch()
    assert reportlint_read_pack(str(tmp_path / "rules.toml")) is None
    assert reportlint_read_pack(str(tmp_path)) is None
    assert reportlint_read_pack(str(tmp_path / "absent")) is None


FAULTS = {
    "extends: sequence\nmessage: x": (1, "Vale's sequence is not supported"),
    "message: x\nextends: script": (2, "Vale's script is not supported"),
    "message: x\n\nextends: metric": (3, "Vale's metric is not supported"),
    "extends: spelling\nmessage: x": (1, "Vale's spelling is not supported"),
    "message: x": (1, "extends is missing"),
    "extends: existence\ntokens: [x]": (1, "message is missing"),
    "extends: existence\nmessage: x": (1, "tokens is missing"),
    "extends: existence\nmessage: x\ntoken: x": (3, "there is no key token"),
    "extends: existence\nmessage: x\ntokens:\n  - x\n  - '(y'": (5, "bad pattern"),
    "extends: existence\nmessage: x\ntokens: {a: b}": (3, "tokens must be a list of strings"),
    "extends: existence\nmessage: x\ntokens: [x]\nscope: blockquote": (
        4,
        "have no scope blockquote",
    ),
    "extends: existence\nmessage: x\ntokens: [x]\nlevel: fatal": (4, "there is no level fatal"),
    "extends: existence\nmessage: x\ntokens: [x]\naction: {name: burn}": (
        4,
        "no action is called burn",
    ),
    "extends: substitution\nmessage: x\nswap: [x]": (3, "swap must be a table of strings"),
    "extends: substitution\nmessage: x\nswap:\n  a: b\n  '[': c": (5, "bad pattern"),
    "extends: occurrence\nmessage: x\nmax: many\ntoken: x": (3, "max must be a number"),
    "extends: existence\nmessage: 'x": (3, "YAML syntax error"),
    "- x": (1, "must be keys with values"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_faults_have_file_and_line(text: str, tmp_path: Path) -> None:
    line, said = FAULTS[text]
    path = write(tmp_path, text + "\n")
    with pytest.raises(ReportlintError) as caught:
        reportlint_read_pack(str(path.parent))
    assert caught.value.render("en").startswith(f"{path}:{line}: ")
    assert said in caught.value.render("en")


def test_a_runaway_pattern_is_stopped(tmp_path: Path) -> None:
    path = write(tmp_path, "extends: existence\nmessage: x\nnonword: true\ntokens: ['(a|aa)+$']\n")
    (rule,) = reportlint_read_pack(str(path)) or ()
    with pytest.raises(ReportlintError, match="vale-style-rule"):
        rule(timeout=0.05).check(parse("a" * 60 + "b"))


def reportlint(folder: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "reportlint", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def test_from_the_command_line(tmp_path: Path) -> None:
    config = tmp_path / ".reportlint.toml"
    config.write_text(f'packs = ["{STYLES.as_posix()}"]\nselect = ["VL"]\n', "utf-8")
    document = tmp_path / "通知.md"
    document.write_text("# 关于帐户的通知\n\n全面搞定帐户工作，工作工作落实。\n", "utf-8")

    code, said = reportlint(tmp_path, "check", "--lang", "en", str(document))
    assert code == 1
    assert "宜作“账户”，不作“帐户”" in said
    assert "“搞定”是口语，不宜用于公文" in said
    assert "“工作工作”写了两遍" in said

    code, said = reportlint(
        tmp_path, "check", "--ignore", "vale-gongwen-accounts", "--fix", "通知.md"
    )
    assert "账户" not in said

    write(tmp_path, "extends: sequence\nmessage: x\n")
    config.write_text('packs = ["styles"]\n', "utf-8")
    code, said = reportlint(tmp_path, "check", "--lang", "en", "通知.md")
    assert code == 2
    assert "styles/Style/Rule.yml:1: Vale's sequence is not supported" in said
