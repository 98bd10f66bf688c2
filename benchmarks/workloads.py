"""What the speed benchmark reads: perturbed copies of the seeds, and text that hardly repeats.

Both are made from seeded generators, so that every run measures the same bytes.
"""

from __future__ import annotations

import random
from pathlib import Path

_FREQUENT = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产"
    "种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业"
    "本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利"
    "比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文"
    "总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干"
    "做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共"
    "权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张"
    "信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验"
)


def perturbed(seeds: list[str], number: int) -> str:
    """Return one copy of a seed with every hundredth character and every figure changed.

    Args:
        seeds: The seeds' texts.
        number: Which copy; the same number gives the same text.
    """
    chance = random.Random(number)
    text = list(seeds[number % len(seeds)])
    for _ in range(len(text) // 100):
        at = chance.randrange(len(text))
        if "\u4e00" <= text[at] <= "\u9fff":
            text[at] = chance.choice(_FREQUENT)
    return "".join(str(chance.randrange(10)) if c.isascii() and c.isdigit() else c for c in text)


def write_copies(folder: Path, seeds: list[str], count: int) -> list[Path]:
    """Write perturbed copies as UTF-8 files and return their paths."""
    paths = []
    for number in range(count):
        path = folder / f"report-{number:05}.txt"
        path.write_bytes(perturbed(seeds, number).encode("utf-8"))
        paths.append(path)
    return paths


_PLUGIN = """from reportlint import Message, Rule, Severity, hookimpl, option

reportlint_api = 1
"""
_RULE = """

class Rule{number}(Rule):
    \"\"\"用词。

    换一个说法。
    ---
    A word.

    Say it otherwise.
    \"\"\"

    code, name, severity = "{code}", "{name}", Severity.INFO
    remedy = Message("换一个说法", "say it otherwise")
    valid = ("工作平稳。",)
    invalid = ("⟦{word}⟧。",)
    anchors = ("{word}",)
    allow: tuple[str, ...] = option((), "words that are left alone")
    at_most: int = option(3, "most findings", at_least=0, at_most=99)

    def check(self, document):
        for at in document.places("{word}")[: self.at_most]:
            yield self.finding(at, at + 2, Message("“{word}”", "{word}"))
"""
_PLUGIN_HOOK = """

@hookimpl
def reportlint_rules():
    return [{rules}]
"""


def write_plugins(folder: Path, count: int, rules: int) -> None:
    """Write installed distributions, each a plugin with its own module and rules.

    Args:
        folder: Where they are found when it is on the path.
        count: Number of distributions, at most 26.
        rules: Number of rules of each.
    """
    folder.mkdir(parents=True)
    for index in range(count):
        letter = chr(ord("A") + index)
        module = f"bench_plugin_{letter.lower()}"
        text = _PLUGIN
        for number in range(rules):
            word = _FREQUENT[index * 7 + number] + _FREQUENT[300 + number]
            code = f"BN{letter}{number + 101}"
            name = f"{code.lower()}-word"
            text += _RULE.format(number=number, code=code, name=name, word=word)
        listed = ", ".join(f"Rule{number}" for number in range(rules))
        (folder / f"{module}.py").write_text(text + _PLUGIN_HOOK.format(rules=listed), "utf-8")
        info = folder / f"{module}-1.0.dist-info"
        info.mkdir()
        about = f"Metadata-Version: 2.1\nName: {module.replace('_', '-')}\nVersion: 1.0\n"
        (info / "METADATA").write_text(about, "utf-8")
        (info / "entry_points.txt").write_text(f"[reportlint]\n{module} = {module}\n", "utf-8")


def low_repeat(size: int) -> str:
    """Return Chinese text of about `size` bytes in UTF-8 whose clauses do not repeat.

    Clauses of 4 to 18 characters make sentences of two to four, sentences make paragraphs of
    about 300 characters, under a numbered heading now and then.
    """
    chance = random.Random(20_240_601)
    pieces: list[str] = ["关于重点工作推进情况的报告\n\n"]
    left = size - len(pieces[0].encode("utf-8"))
    heading = 0
    while left > 0:
        line = "　　"
        if chance.random() < 0.1:
            heading = heading % 9 + 1
            line = f"（{'一二三四五六七八九'[heading - 1]}）"
        while len(line) < 300:
            clauses = [
                "".join(chance.choices(_FREQUENT, k=chance.randint(4, 18)))
                for _ in range(chance.randint(2, 4))
            ]
            line += "，".join(clauses) + "。"
        pieces.append(line + "\n")
        left -= 3 * len(line) + 1
    return "".join(pieces)
