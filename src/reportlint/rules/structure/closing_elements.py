"""RPT207: addressee, signature and date of a formal document; attachments."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Finding, Message, Rule, Severity, lazy

_DATE = lazy(
    r"(?:[0-9]{4}|[一二][〇零○九][〇零○一二三四五六七八九]{2})年[^，。；]{1,3}月[^，。；]{1,3}日"
)
_ADDRESSEE = lazy(r"[^。；，]{2,40}：$")
_HALF_COLON = lazy(r"[\u4e00-\u9fff]{2,30}:$")
_ATTACHED = lazy(r"(?:见|详见|随文|附)附件|附件(?=[1-9一二三四五六七八九])")
_ATTACHMENT = lazy(r"附件[：:]")
_ENTRY = lazy(r"附件[：:](?P<name>[^\r\n]+)|^[ \u3000]*[1-9][.．](?P<more>[^\r\n]+)")


class MissingClosingElements(Rule):
    """缺少主送机关、落款或成文日期，附件说明有误。

    正式行文应有主送机关、发文机关署名和成文日期；正文提到附件的，文后应有附件说明，
    附件名称后不加标点。汇报材料、讲稿等内部文稿不在此列，因此默认关闭，formal 方案启用。
    ---
    No addressee, signature or date; attachments not listed as they should be.

    A formal document names its addressee, its issuer and its date; attachments that the
    text mentions are listed behind it, without a mark at the end. Internal papers need
    none of this, so the rule is off by default and on in the profile `formal`.
    """

    code, name, severity, enabled = "RPT207", "missing-closing-elements", Severity.INFO, False
    source = "GB/T 9704—2012 7.3.2、7.3.4、7.3.5"
    remedy = Message("补上缺少的要素", "add what is missing")
    valid = (
        "关于年度工作情况的报告\n市人民政府：\n现将有关情况报告如下。\n特此报告。\n市发展改革委\n2023年12月1日",
        "关于年度工作情况的报告\n（2023年12月1日）\n市人民政府：\n工作扎实推进，详见附件。\n附件：1.任务清单",
    )
    invalid = (
        "⟦⟧关于年度工作情况的报告\n现将有关情况报告如下。\n特此报告。\n市发展改革委\n2023年12月1日",
        "⟦⟧关于年度工作情况的报告\n市人民政府：\n各项工作扎实推进，任务全面完成。",
        "关于年度工作情况的报告\n⟦市人民政府:⟧\n现将有关情况报告如下。\n市发展改革委\n2023年12月1日",
        "关于年度工作情况的报告\n市人民政府：\n任务分工⟦见附件⟧。\n市发展改革委\n2023年12月1日",
        "关于年度工作情况的报告\n市人民政府：\n任务分工见附件。\n附件：任务清单⟦。⟧\n市发展改革委\n2023年12月1日",
    )

    def check(self, document: Document) -> Iterator[Finding]:
        blocks, prose = document.blocks, document.prose
        if len(blocks) < 2:
            return
        missing_zh, missing_en = [], []
        top = blocks[:6]
        half = next((b for b in top if _HALF_COLON.search(prose, b.start, b.end)), None)
        if half is not None and half.kind in ("salutation", "paragraph"):
            yield self.finding(
                half.start,
                half.end,
                Message("主送机关后用了半角冒号", "half-width colon behind the addressee"),
                remedy=Message("改为全角冒号", "use ："),
            )
        elif not any(
            b.kind == "salutation" or _ADDRESSEE.fullmatch(prose, b.start, b.end) for b in top
        ):
            missing_zh.append("主送机关")
            missing_en.append("addressee")
        dated = any(
            _DATE.search(prose, b.start, b.end) for b in blocks[-4:] if b.end - b.start <= 40
        )
        dated = dated or any(
            b.kind == "subtitle" and _DATE.search(prose, b.start, b.end) for b in top
        )
        if not dated:
            missing_zh.append("成文日期")
            missing_en.append("date")
        if missing_zh:
            yield self.finding(
                0,
                0,
                Message("正式行文缺少{what}", "a formal document lacks its {what_en}"),
                what="、".join(missing_zh),
                what_en=" and its ".join(missing_en),
            )
        yield from self._attachments(prose)

    def _attachments(self, prose: str) -> Iterator[Finding]:
        if "附件" not in prose:
            return
        listed = _ATTACHMENT.search(prose)
        mentioned = _ATTACHED.search(prose)
        if mentioned and listed is None:
            yield self.finding(
                *mentioned.span(),
                Message(
                    "正文提到附件，文后没有附件说明", "an attachment is mentioned, none is listed"
                ),
                remedy=Message("在正文后写“附件：名称”", "list it behind the text as 附件：…"),
            )
        if listed:
            found = _ENTRY.match(prose, listed.start())
            name = found.group("name").rstrip(" \u3000") if found and found.group("name") else ""
            if name and name[-1] in "。；，、":
                at = listed.end() + len(found.group("name").rstrip(" \u3000")) - 1 if found else 0
                yield self.finding(
                    at,
                    at + 1,
                    Message("附件名称后不加标点", "no mark behind an attachment's name"),
                    remedy=Message("删去", "drop it"),
                )
