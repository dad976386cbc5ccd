"""The small language of row checks: sums of products over column names and figures, reckoned with Decimal.

``subsidy_area * rate``, ``land_fee + settlement_fee``, ``sum:amount``. Nothing is ever evaluated as Python.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from desktop.base.errors import Refusal
from desktop.base.words import zh

_TOKEN = re.compile(
    r"\s*(?:(?P<name>sum:[a-z][a-z0-9_]*|[a-z][a-z0-9_]*)|(?P<figure>\d+(?:\.\d+)?)|(?P<sign>[+*]))"
)
Atom = str | Decimal
Lookup = Callable[[str], Decimal | None]


class ExpressionFault(Refusal):
    """An arithmetic rule in ``standards/forms`` is not written by the grammar."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A sum of ``terms``; each term is a product of names and figures. ``names`` are all names in it."""

    terms: tuple[tuple[Atom, ...], ...]
    names: tuple[str, ...]

    @property
    def single(self) -> str:
        """The name, if the whole expression is just one."""
        return self.names[0] if len(self.terms) == 1 == len(self.terms[0]) and self.names else ""

    def value(self, lookup: Lookup) -> Decimal | None:
        """The result, None as soon as one name has no value."""
        total = Decimal(0)
        for term in self.terms:
            product = Decimal(1)
            for atom in term:
                factor = lookup(atom) if isinstance(atom, str) else atom
                if factor is None:
                    return None
                product *= factor
            total += product
        return total

    def spelled(self, describe: Callable[[str], str]) -> str:
        """The reckoning in words, e.g. 11.26 亩 × 115 元/亩."""
        products = (
            " × ".join(describe(atom) if isinstance(atom, str) else f"{atom:,f}" for atom in term)
            for term in self.terms
        )
        return " + ".join(products)


@lru_cache(maxsize=256)
def parse_expression(text: str) -> Expression:
    """Read ``text``; raises ExpressionFault where it does not follow the grammar."""
    terms: list[tuple[Atom, ...]] = []
    product: list[Atom] = []
    at, want_atom = 0, True
    source = text.rstrip()
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None or bool(found["sign"]) is want_atom:
            break
        at = found.end()
        if found["sign"] == "+":
            terms.append(tuple(product))
            product = []
        elif not found["sign"]:
            product.append(found["name"] or Decimal(found["figure"]))
        want_atom = bool(found["sign"])
    if at < len(source) or want_atom:
        raise ExpressionFault(
            zh("表单里的算式“{text}”写得不对。", text=text),
            todo=zh("请用 + 和 * 把栏目名连起来。"),
            code="expression",
        )
    terms.append(tuple(product))
    return Expression(tuple(terms), tuple(atom for term in terms for atom in term if isinstance(atom, str)))
