"""Test that line numbers tell where statements and nodes stand, just as a code generation of the whole module does."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest
from flowshift.engine import migrate_source
from flowshift.syntax.positions import _generated, layout
from flowshift.syntax.spans import statement_spans
from flowshift.syntax.tree import Tree
from flowshift.syntax.walk import descendants

ROOT = Path(__file__).parent.parent
FILES = sorted(path for folder in ("codemods/flowshift/syntax", "tests") for path in (ROOT / folder).rglob("*.py"))

SHAPES = (
    "# header\n\n# of x\nx = 1  # why\n\n",
    "if a:\n    b\n    # footer\nelif c:\n    d\n# before else\nelse:\n    e\n\n\nf\n",
    "try:\n\ta\nexcept tf.errors.X as e:\n\tb\nelse:\n\tc\nfinally:\n\td\n\n# end\n",
    "@a\n# between\n@b(\n    1,\n)\n# after\nasync def f(\n    x,\n) -> int:  # c\n    '''doc\n    more'''\n    return tf.x\n",
    "for a in b: c; d\nwith a as b, \\\n        c:\n    d; e\nwhile x: pass\nelse:\n    y\n",
    "x = '''\n\n'''; y = (1,\n  2)\nz = 3",
    "class A(tf.B):\r\n    x = 1\r\n\r\n    def f(self): pass\r\n",
)


def everything(module: cst.Module) -> list[cst.CSTNode]:
    """Return the nodes that a finding may point to."""
    kinds = (cst.Name, cst.Attribute, cst.Call, cst.BaseSmallStatement, cst.BaseStatement)
    return [node for node in descendants(module) if isinstance(node, kinds)]


def check(text: str) -> None:
    """Compare both ways on a text that line numbers can tell about."""
    module = cst.parse_module(text)
    spans = statement_spans(module, text)
    assert spans is not None
    nodes = everything(module)
    generated = _generated(module, nodes)
    ends = len(text)  # a generation counts the newline that the last line lacks
    assert {key: (found.start, found.end, found.indent) for key, found in spans.items()} == {
        key: (generated.spans[key].start, min(generated.spans[key].end, ends), generated.spans[key].indent)
        for key in spans
    }
    assert layout(Tree(module, text), nodes).places == generated.places
    for node in nodes[:: max(1, len(nodes) // 20)]:
        assert layout(Tree(module, text), [node]).places == {id(node): generated.places[id(node)]}


@pytest.mark.parametrize("text", SHAPES)
def test_shapes(text: str) -> None:
    check(text)


def test_this_repository() -> None:
    plain = 0
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        if text and statement_spans(cst.parse_module(text), text) is not None:
            check(text)
            plain += 1
    assert plain > 0.95 * len([path for path in FILES if path.stat().st_size])


@pytest.mark.parametrize("text", ["x = 1\n\f\ny = 2\n", "x = 1\r\ny = 2\n", "print x\n", "x = 1\n\\\ny = 2\n"])
def test_what_line_numbers_cannot_tell_has_no_spans(text: str) -> None:
    assert statement_spans(cst.parse_module("x = 1\n"), text) is None


def test_a_finding_of_a_node_in_parentheses_stands_behind_them() -> None:
    source = (
        b"import tensorflow as tf\nx = (tf.contrib.layers.bow_encoder)(y, 3) + (tf.contrib.layers.bow_encoder)(y, 2)\n"
    )
    found = [finding.column for finding in migrate_source(source).findings]
    second = source.split(b"\n")[1].rindex(b"tf.contrib")
    assert found == [len("x = (") + 1, second + 1]
