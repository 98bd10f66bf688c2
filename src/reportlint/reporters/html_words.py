"""The words of the `html` page's frame, in Chinese and in English."""

from __future__ import annotations

from reportlint import Message

WORDS = {
    "title": Message("公文检查报告", "Report check"),
    "by": Message("reportlint {version} 生成", "made by reportlint {version}"),
    "skip": Message("跳到文稿", "Skip to the documents"),
    "overview": Message("概览", "Overview"),
    "documents": Message("文稿", "Documents"),
    "rules": Message("规则说明", "Rules"),
    "by_severity": Message("按级别", "By severity"),
    "by_rule": Message("按规则", "By rule"),
    "by_file": Message("按文件", "By file"),
    "by_section": Message("按章节", "By section"),
    "outside": Message("（不属于任何章节）", "(outside of any section)"),
    "others": Message("其余章节 {count} 处", "{count} in other sections"),
    "about": Message("说明", "about"),
    "open": Message("查看", "open"),
    "clean": Message("没有问题", "nothing found"),
    "failed": Message("未能检查", "Not checked"),
    "summary": Message(
        "检查 {files} 个文件，{with_findings} 个有问题，共 {findings} 处，"
        "其中可自动修改 {fixable} 处。",
        "{files} files checked, {with_findings} with findings; "
        "{findings} findings, {fixable} of them fixable.",
    ),
    "nothing": Message("没有发现问题。", "Nothing was found."),
    "search": Message("全文搜索", "Search"),
    "search_hint": Message("搜索正文和意见", "Search text and notes"),
    "filter": Message("筛选", "Filter"),
    "clear": Message("清除", "Clear"),
    "theme": Message("深色", "Dark"),
    "theme_long": Message("切换深色与浅色", "switch between dark and light"),
    "help": Message("帮助", "Help"),
    "open_all": Message("全部展开", "Open all"),
    "close_all": Message("全部收起", "Close all"),
    "close": Message("关闭", "Close"),
    "whole": Message("全文", "whole document"),
    "note": Message("第 {number} 条", "finding {number}"),
    "see": Message("参见", "See"),
    "remedy": Message("办法", "Remedy"),
    "source": Message("依据", "Source"),
    "fixable": Message("可自动修改", "fixable"),
    "found": Message("本次 {count} 处", "{count} here"),
    "off": Message("本次运行未提供这条规则的说明。", "This run brought no page for this rule."),
    "origin": Message("来自 {distribution} {version}", "from {distribution} {version}"),
}

SCRIPT = {
    "all": Message("共 {n} 处", "{n} findings"),
    "some": Message("显示 {n} 处，共 {all} 处", "{n} of {all} findings"),
    "hits": Message("“{q}” {h} 处，在 {d} 篇中", "“{q}”: {h} hits in {d} documents"),
    "none": Message("没有符合条件的内容", "nothing matches"),
    "at": Message("第 {i} 处，共 {n} 处", "finding {i} of {n}"),
}
"""What the page's script says; it fills in the fields."""

KEYS = (
    ("j", Message("下一处", "next finding")),
    ("k", Message("上一处", "previous finding")),
    ("/", Message("搜索；回车到下一处", "search; Enter goes to the next hit")),
    ("f", Message("筛选", "filter")),
    ("t", Message("切换深色与浅色", "dark or light")),
    ("?", Message("本帮助", "this help")),
    ("Esc", Message("关闭、清除搜索和筛选", "close; clear search and filter")),
)
