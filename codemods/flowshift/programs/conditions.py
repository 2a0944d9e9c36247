"""Name the conditions under which a Session program may become functions.

Each condition is a claim about the program that must be shown to hold; where it does not, the program keeps its Session and
a finding names the condition, the construct and the line. Source: what `Session.run` means in TF 1.15, measured.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

import libcst as cst


@dataclass(frozen=True)
class Claim:
    """One thing that must hold: `failed` completes `keeps its Session: ...`, `documentation` is for `flowshift explain`."""

    name: str
    failed: str
    documentation: str


class Condition(enum.Enum):
    """What must hold for a program to become functions."""

    ONE_SESSION = Claim(
        "one-session",
        "the program opens more than one session, or hands its session on",
        """One session runs one graph from its opening to its end.

        Variables live in the session in TF1, and in Python objects in TF2. A second session starts from fresh values,
        which shared variables would not; a session that other code gets hold of may run anything in it. A parameter
        that only carries the session, `self.sess` and `session=sess` are understood and go.""",
    )
    ONE_GRAPH = Claim(
        "one-graph",
        "the default graph is reset, or another one made, when a part of the program is built already",
        """One default graph holds the whole program.

        What was built before `tf.reset_default_graph()`, or in another `tf.Graph`, cannot be run any more; names and
        seeds start anew. A reset before anything is built means nothing to functions, and goes.""",
    )
    KNOWN_FETCHES = Claim(
        "known-fetches",
        "what is fetched here cannot be told from the source",
        """Each fetch is a name, attribute or expression whose definition is known where the run stands.

        A function is made from what the fetches depend on. A list that is filled elsewhere, a name that may hold one of
        several tensors, or the result of an operation that is used as a value leave that open.""",
    )
    KNOWN_FEEDS = Claim(
        "known-feeds",
        "what is fed here cannot be told from the source",
        """Each key of the feed dictionary is a tensor that is known from the source, and its value fits the dtype.

        Keys become parameters, those that the graph computes elsewhere too: the function starts from them. Their dtype must
        be known from the source. A session converts what it is fed to the placeholder's dtype (2.7 becomes 2 for an
        integer); a function with an input_signature refuses it.""",
    )
    FED_PLACEHOLDERS = Claim(
        "fed-placeholders",
        "a placeholder that the fetches depend on is not fed here",
        """Every placeholder that the fetches depend on is fed.

        TF1 stops such a run with `You must feed a value for placeholder tensor`; a function could not even be called.""",
    )
    PURE_SLICE = Claim(
        "pure-slice",
        "the fetches depend on an operation with effects that a function would run at other times",
        """What the fetches depend on has no effects, but for random draws and one update of variables that is fetched.

        A session runs the ancestors of the fetches and nothing else; a function runs all of its statements, in their
        order, and Python code in it when it is traced. Queues, readers, py_func, printing and reading files would
        happen at other times.""",
    )
    SINGLE_WRITER = Claim(
        "single-writer",
        "a run changes variables by more than one operation, in an order that TF1 left open",
        """At most one operation of a run writes a variable, and it is fetched itself.

        A session orders two updates only where one is an input of the other; a function runs them as they are written.""",
    )
    ORDERED_BY_CONTROL = Claim(
        "control-dependencies",
        "operations are ordered by tf.control_dependencies, which the functions do not model",
        """No operation of the graph is ordered or triggered by `tf.control_dependencies`.

        In TF1 it makes operations run that nothing fetches. In a function every stateful operation runs in the order of
        the source, which is the same only where no other statement stands between.""",
    )
    BUILT_IN_LOOP = Claim(
        "built-in-loop",
        "the graph is built in a loop whose turns cannot be told apart from what runs in them",
        """A loop that builds the graph is one that makes variables or layers, or one that computes from them.

        Variables are made once, outside the function, and the function runs the loop over them. That needs the
        variables of a turn to depend on Python values only, and not on tensors, which exist inside the function alone.""",
    )
    BUILT_IN_BRANCH = Claim(
        "built-in-branch",
        "the graph is built in a branch, try block or with block that is not understood",
        """Statements that build the graph stand in no `if`, `try` or `with` that a function could not repeat.

        Python decides such a branch once, while the graph is built. In a function it is decided in each trace, and a
        branch over a tensor is refused, as TF1 refuses it.""",
    )
    BUILT_IN_FUNCTION = Claim(
        "built-in-function",
        "the graph is built in a function that cannot be told apart into what is made once and what is computed",
        """A function that builds the graph makes variables or layers, or computes, or is called once and does both.

        A TF2 function that made variables in each call would train new ones each time.""",
    )
    BUILT_IN_CLASS = Claim(
        "built-in-class",
        "the graph is built in a class that is not understood",
        """A class that builds the graph does so in `__init__` or in methods that `__init__` calls once.

        Its variables and layers stay attributes; each run in its methods becomes a call of a method that is a
        tf.function.""",
    )
    BUILT_AFTER_RUNS = Claim(
        "built-after-runs",
        "operations are added to the graph between runs",
        """The graph stands before it is run, and no statement that runs it adds to it.

        Each turn of a loop that builds an operation gets a new one in TF1; a function is traced once.""",
    )
    ONE_INITIALISATION = Claim(
        "one-initialisation",
        "variables are initialised more than once, or after other runs",
        """The initializer runs once, before everything else.

        TF2's variables have their values from the start. Running the initializer again would have to set them all back.""",
    )
    EXACT_TRAINING = Claim(
        "exact-training",
        "the training operation has no form here that takes the same steps",
        """The training step has a form under `tf.GradientTape` that takes the same steps as TF1's optimizer.

        See `flowshift explain optimizer` for the optimizers of which that was measured. Momentum, RMSProp and Ftrl take
        other steps where rows of a variable are looked up (`tf.nn.embedding_lookup`, `tf.gather`), and a tape watches the
        weights of layers that are not to be trained (`trainable=False`).""",
    )
    LOGGED_SUMMARIES = Claim(
        "logged-summaries",
        "a summary is evaluated here in a way that no function could log it",
        """A summary that is run is added by one writer, for a step that is known before the run.

        `tf.summary.scalar` of TF2 writes at once, from inside the function, to the writer that is the default. A summary
        that is kept, sent elsewhere, or added for a step that the run itself returns, has no such form.""",
    )
    FIXED_NAMES = Claim(
        "fixed-names",
        "a name that the graph was built with is bound again",
        """Names that the graph was built with keep their values.

        An operation keeps the Python value it was given when it was made; a function reads the name when it is traced.
        Binding the name again, or changing its list or array in place, would change what the function computes.""",
    )
    GRAPH_IN_PYTHON = Claim(
        "graph-in-python",
        "a tensor of the graph is used as a Python value",
        """Tensors of the graph are fetched, fed and built with, and nothing else.

        `print(y)` shows a name and a shape in TF1; in TF2 the tensor exists only inside the function.""",
    )
    NATIVE_NAMES = Claim(
        "native-names",
        "a TF1 symbol here has no native TF2 form with the same meaning",
        """Every TensorFlow symbol of the program has a native TF2 form that computes the same.

        The finding names the symbol and what stands against it. Lists of variables (`tf.trainable_variables()`, collections,
        tests on `v.name`) become lists of Python names where the names that TF1 gives can be told from the source: TF1 numbers
        what has a name already, and layers have their variables once they are called.""",
    )


def all_claims() -> dict[str, Claim]:
    """Return the claims of all conditions by their names."""
    return {condition.value.name: condition.value for condition in Condition}


@dataclass(frozen=True, eq=False)
class NotEager(Exception):
    """Say which condition a program fails, and where."""

    condition: Condition
    node: cst.CSTNode
    detail: str = ""

    @property
    def reason(self) -> str:
        """Return the finding's message."""
        extra = f" ({self.detail})" if self.detail else ""
        return f"{self.condition.value.failed}{extra} [{self.condition.value.name}]"
