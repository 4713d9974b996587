"""The contract as one table: every kind, in the order in which people read them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from portfolio.contract.fields import Kind
from portfolio.contract.kinds.adoptions import ADOPTIONS
from portfolio.contract.kinds.benefit_values import BENEFIT_VALUES
from portfolio.contract.kinds.benefits import BENEFITS
from portfolio.contract.kinds.lesson_uses import LESSON_USES
from portfolio.contract.kinds.lessons import LESSONS
from portfolio.contract.kinds.programmes import PROGRAMMES
from portfolio.contract.kinds.risks import RISKS

CONTRACT_VERSION = "1"

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            PROGRAMMES,
            ADOPTIONS,
            BENEFITS,
            BENEFIT_VALUES,
            RISKS,
            LESSONS,
            LESSON_USES,
        )
    }
)
