"""Rules are found by themselves, from the package and from other distributions."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest
from flowshift.rules import registry
from flowshift.rules.registry import Rule, all_rules, rules_by_symbol


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    yield
    all_rules.cache_clear()
    rules_by_symbol.cache_clear()


def install(monkeypatch: pytest.MonkeyPatch, *rules: Rule) -> None:
    """Let another distribution bring rules."""

    class Brought(EntryPoint):
        def load(self) -> tuple[Rule, ...]:
            return rules

    found = [Brought("mine", "mine:RULES", "flowshift.rules")]
    monkeypatch.setattr(registry, "_entries", lambda: iter(found))
    all_rules.cache_clear()
    rules_by_symbol.cache_clear()


def test_rule_of_another_distribution_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Rule("mine", "house", "our own", "Before, after, why."))
    assert all_rules()["mine"].family == "house"
    assert "api" in all_rules()


def test_two_rules_of_one_name_fail_at_load(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Rule("api", "house", "taken", ""))
    with pytest.raises(ValueError, match="two rules are named api"):
        all_rules()


def test_two_rules_that_claim_one_symbol_fail_at_load(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Rule("mine", "house", "claims", "", frozenset({"tf.get_variable"})))
    with pytest.raises(ValueError, match=r"tf\.get_variable is claimed by"):
        rules_by_symbol()


def test_every_rule_documents_itself() -> None:
    assert [rule.name for rule in all_rules().values() if len(rule.documentation) < 200 or not rule.summary] == []
