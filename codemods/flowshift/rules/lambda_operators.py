"""Write augmented assignments as operations."""

from __future__ import annotations

import libcst as cst

from ..syntax.templates import parenthesised
from .change import NodeRewrite

BINARY: dict[type, type[cst.BaseBinaryOp]] = {
    cst.AddAssign: cst.Add,
    cst.SubtractAssign: cst.Subtract,
    cst.MultiplyAssign: cst.Multiply,
    cst.DivideAssign: cst.Divide,
    cst.FloorDivideAssign: cst.FloorDivide,
    cst.ModuloAssign: cst.Modulo,
    cst.PowerAssign: cst.Power,
    cst.MatrixMultiplyAssign: cst.MatrixMultiply,
    cst.BitAndAssign: cst.BitAnd,
    cst.BitOrAssign: cst.BitOr,
    cst.BitXorAssign: cst.BitXor,
    cst.LeftShiftAssign: cst.LeftShift,
    cst.RightShiftAssign: cst.RightShift,
}

_TIGHTER = (cst.Multiply, cst.Divide, cst.FloorDivide, cst.Modulo, cst.MatrixMultiply, cst.Power)


def operated(left: cst.BaseExpression, operator: cst.BaseBinaryOp, right: cst.BaseExpression) -> cst.BinaryOperation:
    """Combine two operands, the right one in parentheses where it needs them."""
    loose = isinstance(operator, (cst.Add, cst.Subtract))
    if not (loose and isinstance(right, cst.BinaryOperation) and isinstance(right.operator, _TIGHTER)):
        right = parenthesised(right)
    return cst.BinaryOperation(left, operator, right)


def written_out(original: cst.AugAssign) -> NodeRewrite:
    """Write `x *= 2` as `x = x * 2`; where the name that is read was renamed, the one that is bound stays."""

    def write(node: cst.CSTNode) -> cst.CSTNode:
        if not isinstance(node, cst.AugAssign):
            return node  # written out already
        value = operated(node.target, BINARY[type(node.operator)](), node.value)
        return cst.Assign([cst.AssignTarget(original.target)], value)

    return write
