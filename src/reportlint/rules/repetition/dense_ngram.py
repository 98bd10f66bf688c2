"""RPT405: one phrase again and again in a short stretch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reportlint import Document, Finding, Message, Related, Rule, Severity, lazy, option

_HAN = lazy(r"[\u4e00-\u9fff]+")
_LENGTH = 4


class DenseNgram(Rule):
    """短距离内同一词组反复出现。

    二百字内同一个四字以上词组出现五次以上，读来啰唆；标题里的词不算。
    ---
    One phrase again and again in a short stretch.

    A phrase of four characters or more that occurs five times within 200 characters
    tires the reader. Words of the title do not count.
    """

    code, name, severity, enabled = "RPT405", "dense-ngram", Severity.INFO, False
    source = "惯例"
    remedy = Message("合并或换一种说法", "merge, or say it another way")
    valid = (
        "各单位认真落实方案，按期完成任务，确保各项工作取得实效。",
        "主题教育工作总结\n主题教育有序开展，主题教育成效明显，主题教育走深走实，主题教育见行见效，主题教育深入人心。",
    )
    invalid = ("制定⟦实施方案⟧，审议实施方案，印发实施方案，落实实施方案，评估实施方案。",)
    times: int = option(5, "occurrences from which a phrase is reported", at_least=2)
    window: int = option(200, "characters within which they must stand", at_least=20)

    def check(self, document: Document) -> Iterator[Finding]:
        title = document.title
        words = document.prose[title.start : title.end] if title else ""
        for start, text in document.paragraphs.pairs():
            if len(text) >= self.times * _LENGTH:
                yield from self._paragraph(start, text, words)

    def _paragraph(self, start: int, text: str, title: str) -> Iterator[Finding]:
        places: dict[str, list[int]] = defaultdict(list)
        reported_to = -1
        for run in _HAN.finditer(text):
            for at in range(run.start(), run.end() - _LENGTH + 1):
                gram = text[at : at + _LENGTH]
                seen = places[gram]
                if seen and at - seen[-1] < _LENGTH:
                    continue  # overlaps itself
                seen.append(at)
                if len(seen) > self.times:
                    del seen[0]
                if (
                    len(seen) == self.times
                    and at - seen[0] <= self.window
                    and seen[0] > reported_to
                    and gram not in title
                ):
                    reported_to = at + _LENGTH
                    yield self.finding(
                        start + seen[0],
                        start + seen[0] + _LENGTH,
                        Message(
                            "“{gram}”在{span}字内出现{times}次",
                            "{gram} {times} times in {span} characters",
                        ),
                        gram=gram,
                        span=at + _LENGTH - seen[0],
                        times=self.times,
                        related=[
                            Related(start + p, start + p + _LENGTH, self.say("又一处", "again"))
                            for p in seen[1:]
                        ],
                    )
