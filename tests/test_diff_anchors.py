"""Test that lines are matched rightly, whatever the two versions are."""

from __future__ import annotations

from flowshift.workspace.anchors import AnchoredMatcher
from hypothesis import example, given
from hypothesis import strategies as st

# few different lines: most of them stand more than once
lines = st.lists(st.sampled_from("abcdefgh"), max_size=30)


@given(lines, lines)
@example([], [])
@example(["a"], [])
@example(["a", "b", "c"], ["c", "a", "b"])
def test_the_matches_turn_one_version_into_the_other(old: list[str], new: list[str]) -> None:
    built: list[str] = []
    at = 0
    for tag, i, i_end, j, j_end in AnchoredMatcher(old, new).get_opcodes():
        assert i == at
        at = i_end
        if tag == "equal":
            assert old[i:i_end] == new[j:j_end]
        built += old[i:i_end] if tag == "equal" else new[j:j_end]
    assert at == len(old)
    assert built == new


@given(lines, st.integers(0, 29))
def test_one_new_line_is_one_insertion(old: list[str], at: int) -> None:
    new = [*old[:at], "new", *old[at:]]
    changes = [code for code in AnchoredMatcher(old, new).get_opcodes() if code[0] != "equal"]
    assert [code[0] for code in changes] == ["insert"]
