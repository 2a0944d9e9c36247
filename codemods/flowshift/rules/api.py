"""Rename TF1 symbols to what they are called in TF2, and put their arguments where the new signature wants them.

    tf.log(x)                      ->  tf.math.log(x)
    tf.argmax(y, dimension=1)      ->  tf.argmax(y, axis=1)
    tf.placeholder(tf.float32)     ->  tf.compat.v1.placeholder(tf.float32)      (style graph)

What a symbol became is read from a map that was derived from TF 1.15.5 and TF 2.15.1 themselves: names, identity of the
objects behind them, signatures. In the eager style a symbol becomes its native form where that computes the same; in the
graph style a symbol that TF2 gave another meaning becomes `tf.compat.v1`. A keyword is added only where the order of the
parameters changed. A symbol with neither form stays, with a finding that says what to do.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.facts import Reference
from ..kinds.imports import dotted_name
from ..kinds.values import Call
from ..model import Applicability, Style
from ..symbols.api_map import Symbol, Target, lookup
from ..symbols.binding import Plan, bind
from ..symbols.tf2_names import exists_in_tf2
from ..syntax.templates import dotted, expression
from .change import Change, Edit, manual
from .context import Context
from .flag_values import parses_flags
from .registry import Rule

_NAME = "api"

# What the whole-program rewriting takes care of in the eager style.
_OF_PROGRAMS = frozenset({Make.PLACEHOLDER, Make.SESSION, Make.INITIALIZATION, Make.SCOPE, Make.GRADIENTS, Make.UPDATE})

_ROOTS = {"tf": "", "tfa": "import tensorflow_addons as tfa", "tf_slim": "import tf_slim"}

# What has nothing to do with graphs takes its TF2 form in both styles.
_FLAGS = "tf.flags."
_OUTSIDE_GRAPHS = (_FLAGS, "tf.gfile.")

# What may stand between a type and the annotation or call that it is in.
_AROUND_TYPES = (cst.Arg, cst.Tuple, cst.Element, cst.Subscript, cst.SubscriptElement, cst.Index, cst.BinaryOperation)


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one reference to a symbol that no rule of its own claims."""
    name = reference.api.name
    symbol = lookup(name)
    if symbol is None or symbol.kind == "module":
        return None
    if context.style is Style.GRAPH and _works_as_written(reference):
        return None
    symbol = _as_written(symbol, reference)
    targets = forms(symbol, context.style)
    if context.style is Style.GRAPH and name.startswith(_FLAGS) and symbol.compat and not parses_flags(context):
        targets = (symbol.compat,)
    if not targets:
        if context.facts.is_given(reference.node) or (context.style is Style.EAGER and make_of(name) in _OF_PROGRAMS):
            return None
        return manual(_NAME, reference.node, name, symbol.message or _no_form(symbol, context.style))
    problem = ""
    for target in targets:
        arguments = None if _is_type(reference, context) else _moved(reference, symbol, target, context)
        if not isinstance(arguments, str):
            return _rewritten(reference, context, symbol, target, arguments)
        problem = problem or arguments
    return manual(_NAME, reference.node, name, problem)


def _works_as_written(reference: Reference) -> bool:
    """Tell whether a name that is reached through `tf.compat.v1` is there in TF2: it means what it meant."""
    api = reference.api
    symbol = lookup(api.written)
    compat = symbol.compat if symbol is not None else None
    if compat is not None and (compat.renamed or compat.removed or compat.reordered or compat.defaults):
        return False
    through = api.imported_as in ("tensorflow", "tensorflow.compat.v1") and api.written.startswith(
        "tensorflow.compat.v1."
    )
    return through and exists_in_tf2("tf" + api.written[len("tensorflow") :])


def _rewritten(
    reference: Reference, context: Context, symbol: Symbol, target: Target, arguments: Edit | None
) -> Change | None:
    """Rewrite the name, and the arguments where they move; None where the text is right already."""
    edits = [] if arguments is None else [arguments]
    if not edits and _follows_alias(reference, target, context):
        return None
    text = target.name if target.name.split(".")[0] != "tf" else context.tensorflow + target.name[2:]
    if text != _spelling(reference, context) and not _stands_for(reference, target):
        edits.insert(0, Edit(reference.node, lambda _: dotted(text)))
    if not edits:
        return None
    root, module = target.name.split(".")[:2]
    required = f"import absl.{module}" if root == "absl" else _ROOTS.get(root, "")
    if target.name.startswith("tf_slim.nets."):
        required = f"import {target.name.rpartition('.')[0]}"  # tf_slim does not import its networks
    native = target is symbol.native  # what is noted by hand concerns the native form
    return Change(
        _NAME,
        reference.node,
        reference.api.name,
        f"becomes {target.name}" + (f"; {symbol.message}" if symbol.message and native else ""),
        symbol.applicability if symbol.message and native else Applicability.SAFE,
        tuple(edits),
        requires=(required,) if required else (),
    )


def _stands_for(reference: Reference, target: Target) -> bool:
    """Tell whether a name that the file gave to a symbol (`relu = tf.nn.relu`) stands for the target as it is."""
    api = reference.api
    if "tf" + api.written[len("tensorflow") :] != target.name:
        return False
    given = api.written != api.imported_as and "." not in dotted_name(reference.node)
    return given or target.name.startswith("tf.keras.")  # by an import of Keras, which TF2 has too


def _follows_alias(reference: Reference, target: Target, context: Context) -> bool:
    """Tell whether a name was assigned from the symbol, as in `FLAGS = tf.flags.FLAGS`: rewriting that is enough."""
    moved = target.renamed or target.removed or target.reordered
    return not moved and context.facts.is_given(reference.node)


def _as_written(symbol: Symbol, reference: Reference) -> Symbol:
    """Return the symbol under the spelling in the file where TF2 has that one too: `tf.float64` need not be `tf.double`."""
    name = "tf." + dotted_name(reference.node).partition(".")[2]
    network = ".slim.nets." in reference.api.written
    if network or ".keras" in f".{reference.api.imported_as}":  # `from tensorflow import keras`, `import keras`
        name = "tf" + reference.api.written[len("tensorflow") :]
    written = lookup(name)
    if written is None or written.canonical != symbol.canonical or (written.native is None and not network):
        return symbol
    return symbol if symbol.exact and not written.exact else written


def forms(symbol: Symbol, style: Style) -> tuple[Target, ...]:
    """Return the forms that compute the same as the TF1 symbol in this style, the best one first."""
    noted = symbol.message and symbol.applicability is not Applicability.MANUAL and symbol.source != "derived"
    native = symbol.native if symbol.exact or noted else None
    if style is Style.EAGER:
        return () if native is None else (native,)
    unmoved = symbol.exact and symbol.native is not None and symbol.native.name == symbol.name
    apart = symbol.exact and symbol.canonical.startswith(_OUTSIDE_GRAPHS)
    first = symbol.native if symbol.same_object or unmoved or apart else None
    return tuple(dict.fromkeys(form for form in (first, symbol.compat, native) if form is not None))


# Parameters whose function gets one tensor.
_ACTIVATIONS = frozenset({"activation", "activation_fn", "recurrent_activation", "inner_activation"})


def _is_type(reference: Reference, context: Context) -> bool:
    """Tell whether a class stands for its objects: in an annotation, a pattern or `isinstance(x, tf.Tensor)`."""
    node: cst.CSTNode | None = reference.node if reference.call is None else None
    while node is not None:
        node = context.tree.parents.get(id(node))
        if isinstance(node, cst.Call):
            return isinstance(node.func, cst.Name) and node.func.value in ("isinstance", "issubclass")
        if not isinstance(node, _AROUND_TYPES):
            return isinstance(node, (cst.Annotation, cst.MatchClass))
    return False


def _is_activation(reference: Reference, context: Context) -> bool:
    """Tell whether a function is given to a layer or cell of TensorFlow, which calls it with a tensor alone."""
    argument = context.tree.parents.get(id(reference.node))
    around = context.tree.parents.get(id(argument))
    call = context.facts.value(around) if around is not None else None
    if not isinstance(argument, cst.Arg) or not isinstance(call, Call) or not call.api:
        return False
    if argument.keyword is not None:
        return argument.keyword.value in _ACTIVATIONS
    site = context.site(call)
    return site is not None and any(site.nodes.get(name) is reference.node for name in _ACTIVATIONS)


def _moved(reference: Reference, symbol: Symbol, target: Target, context: Context) -> Edit | str | None:
    """Return the edit that fits the arguments to a target, None where they fit, or why they cannot."""
    if reference.call is not None:
        return _arguments(reference.call.node, symbol, target, reference.call.arguments.exact)
    if _is_activation(reference, context) and bind(symbol, 1, [], target).unchanged:
        return None
    if target.renamed or target.reordered or target.removed:
        return f"passed on as a value; {target.name} takes other arguments"
    return None


def _no_form(symbol: Symbol, style: Style) -> str:
    if style is Style.EAGER and symbol.native is not None:
        return f"{symbol.native.name} of TF2 computes something else"
    if style is Style.EAGER and symbol.compat is not None:
        return f"TF2 has it only as {symbol.compat.name}"
    return "TF2 has nothing in its place"


def _spelling(reference: Reference, context: Context) -> str:
    """Return the reference as it is written, with `tf` where the file reaches `tf.compat.v1` by that name."""
    text = dotted_name(reference.node)
    if reference.api.imported_as.startswith("tensorflow.compat.v1") and context.style is not Style.EAGER:
        root, _, rest = text.partition(".")
        return f"{context.tensorflow}.compat.v1.{rest}" if root == context.tensorflow else text
    return text


def _arguments(call: cst.Call, symbol: Symbol, target: Target, exact: bool) -> Edit | str | None:
    """Return the edit that moves a call's arguments to the target's parameters, a reason why it cannot, or None."""
    keywords = [argument.keyword.value for argument in call.args if argument.keyword is not None]
    positional = sum(argument.keyword is None and not argument.star for argument in call.args)
    if not exact:
        # what `*` and `**` hide lands in the same place only where the signatures agree
        same = not (target.renamed or target.removed or target.reordered or target.defaults)
        return None if same else f"`*` or `**` hides which arguments {target.name} would get"
    plan = bind(symbol, positional, keywords, target)
    if plan.problem:
        return plan.problem
    if plan.unequal:
        return f"{target.name} has another default for {', '.join(plan.unequal)}"
    lost = [name for name in plan.lossy if not _says_nothing(call, symbol, name)]
    if lost:
        return f"{target.name} has no parameter for {', '.join(lost)}"
    return None if plan.unchanged else Edit(call, lambda node: _placed(node, symbol, plan))


def _parameter(symbol: Symbol, argument: cst.Arg, index: int) -> str:
    """Return the TF1 parameter that an argument lands on."""
    if argument.keyword is not None:
        return argument.keyword.value
    names = [name.strip("=/") for name in symbol.parameters or () if name[0] not in "*+"]
    return names[index] if index < len(names) else ""


def _says_nothing(call: cst.Call, symbol: Symbol, name: str) -> bool:
    """Tell whether leaving an argument out is the same: a literal None, or the dtype that TF2 takes by itself."""
    given = [dotted_name(a.value) for index, a in enumerate(call.args) if _parameter(symbol, a, index) == name]
    return given == ["None"] or (name == "dtype" and len(given) == 1 and given[0].endswith("float32"))


def _placed(node: cst.CSTNode, symbol: Symbol, plan: Plan) -> cst.Call:
    """Write the arguments as planned; those that stay where they are keep their text."""
    assert isinstance(node, cst.Call)
    planned = {argument.parameter: argument for argument in plan.arguments}
    arguments: list[cst.Arg] = []
    for index, argument in enumerate(node.args):
        name = _parameter(symbol, argument, index)
        if name in plan.removed:
            continue
        place = planned[name]
        written = argument.keyword.value if argument.keyword is not None else ""
        arguments.append(argument if place.keyword == written else _by_keyword(argument, place.keyword))
    for name, default in plan.added:
        arguments.append(_by_keyword(cst.Arg(expression(default)), name))
    if len(arguments) != len(node.args) and arguments:
        last = node.args[-1].comma if node.args else cst.MaybeSentinel.DEFAULT
        arguments[-1] = arguments[-1].with_changes(comma=last)
    return node.with_changes(args=arguments)


def _by_keyword(argument: cst.Arg, name: str) -> cst.Arg:
    equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
    return argument.with_changes(keyword=cst.Name(name), equal=equal)


RULES = (Rule(_NAME, "api", "TF1 symbols become their TF2 names, with their arguments in place", __doc__ or ""),)
