"""RPT511: the formula that opens a report."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy

_FORMULA_COLON = lazy(r"现将[^。：，；]{2,60}如下[：:]")
_FORMULA_BEFORE = lazy(r"现将[^。：，；]{2,60}$")
_NESTED = lazy(r"如下[：:][^。；：\r\n“”]{1,40}：(?=[^“\r\n])")
_ITEM_COLON = lazy(r"[一二三四五六七八九]是[^。；：，]{2,12}：")
_LINE_END = ("", "\n", "\r")


class OpeningFormula(Rule):
    """“现将……如下”的标点不当。

    “现将……报告如下”另起一句，前面用句号；其后引出下文，用冒号。一句话里不宜套用两个冒号。
    ---
    The formula 现将…如下 is punctuated wrongly.

    It begins a sentence, so 。 stands before it, and it introduces what follows, so ：
    stands behind it. One sentence does not take two colons.
    """

    code, name, severity = "RPT511", "opening-formula", Severity.INFO
    source = "GB/T 15834—2011 4.7.3.5；惯例"
    remedy = Message("“现将”前用句号，“如下”后用冒号", "write 。现将…如下：")
    valid = (
        "主题教育扎实推进。现将有关情况汇报如下：",
        "同志们：现在开会，时间为9:00。",
        "他说：“要求很明确：抓落实。”",
        "有关要求如下。",
        "现将有关情况报告如下。请予审议。",
        "现将有关情况报告如下：一是抓学习。二是抓落实。",
    )
    invalid = (
        Example(
            "各项工作扎实推进⟦，⟧现将有关情况汇报如下：\n一、主要工作",
            fixed="各项工作扎实推进。现将有关情况汇报如下：\n一、主要工作",
        ),
        Example(
            "现将有关情况汇报如下⟦。⟧\n一、主要工作", fixed="现将有关情况汇报如下：\n一、主要工作"
        ),
        "具体要求如下：组织领导方面⟦：⟧成立专班。",
    )

    anchors = ("，现将", "如下。", "如下：", "如下:")

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for at in document.places("，现将"):
            if _FORMULA_COLON.match(prose, at + 1):
                yield self.finding(
                    at,
                    at + 1,
                    Message(
                        "“现将……如下”另起一句，前面应用句号",
                        "现将…如下 begins a sentence; 。 stands before it",
                    ),
                    fix=Fix((Edit(at, at + 1, "。"),), safe=False),
                )
        for start in document.places("如下。"):
            at = start + 2
            after = prose[at + 1 : at + 2]
            if after != "请" and _FORMULA_BEFORE.search(prose, max(0, start - 62), start):
                yield self.finding(
                    at,
                    at + 1,
                    Message(
                        "“现将……如下”引出下文，应用冒号", "现将…如下 introduces a list and takes ："
                    ),
                    # where more text follows at once, it need not be what 如下 announces
                    fix=Fix((Edit(at, at + 1, "："),), safe=after in _LINE_END),
                )
        for start in sorted((*document.places("如下："), *document.places("如下:"))):
            found = _NESTED.match(prose, start)
            if found is None or _ITEM_COLON.search(found.group()):
                continue
            at = found.end() - 1
            yield self.finding(
                at,
                at + 1,
                Message("一句话里套用了两个冒号", "two colons in one sentence"),
                remedy=Message("改用句号或另起一段", "use 。 or begin a new paragraph"),
            )
