"""Numbers, dates and units: GB/T 15835—2011, and the logic of quantities."""

from collections.abc import Sequence

from reportlint import Rule, hookimpl


@hookimpl
def reportlint_rules() -> Sequence[type[Rule]]:
    from reportlint.rules.numbers.approximate import ApproximateNumber
    from reportlint.rules.numbers.date_form import DateForm
    from reportlint.rules.numbers.fullwidth import FullwidthAlnum
    from reportlint.rules.numbers.mixed import MixedNumerals
    from reportlint.rules.numbers.quantity_logic import QuantityLogic
    from reportlint.rules.numbers.range_form import RangeForm
    from reportlint.rules.numbers.style import NumeralStyleConsistency

    return [
        FullwidthAlnum,
        DateForm,
        ApproximateNumber,
        QuantityLogic,
        RangeForm,
        MixedNumerals,
        NumeralStyleConsistency,
    ]
