"""The rules by their own examples; the pack's examples are checked when it is loaded."""

from reportlint.testing import installed, parse, rule_test

from reportlint_acme.rules.long_heading import LongHeading
from reportlint_acme.rules.ticket_number import TicketNumber

test_ac101 = rule_test(TicketNumber)
test_ac102 = rule_test(LongHeading)
test_ac201 = rule_test(installed().rules["AC201"])


def test_the_plugin_brings_what_it_should() -> None:
    registry = installed()
    assert registry.rules["AC101"] is TicketNumber
    assert registry.parser_by_suffix[".memo"].name == "memo"
    assert "csv" in registry.reporters
    assert not registry.rules["AC202"].enabled


def test_messages_in_english() -> None:
    (finding,) = TicketNumber(lang="en").check(parse("OPS-3已办结。"))
    assert finding.message == "ticket number OPS-3 left"
    assert finding.remedy == "say what it is about"
