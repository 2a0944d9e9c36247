"""Turn a Session program into functions: what `sess.run` fetches is computed by a `tf.function` that is called.

    x = tf.placeholder(tf.float32, [None, 3])        @tf.function(
    y = tf.matmul(x, w)                                  input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False
    with tf.Session() as sess:                       )
        sess.run(tf.global_variables_initializer())  def compute_y(x):
        print(sess.run(y, feed_dict={x: data}))          y = tf.matmul(x, w)
                                                         return y

                                                     print(compute_y(data).numpy())

Each run becomes a call of a function made from the backward slice of its fetches: the statements they depend on, in program
order, and nothing else. Placeholders become parameters, with an `input_signature` so that Python numbers and lists do not
retrace the function; results are NumPy values, as a session gives them. Variables and layers are created once, outside.
What built a graph is plain Python, in which AutoGraph would find nothing to translate: `autograph=False` halves the time of
the first call. It is left out where TF1 used AutoGraph too: for layers, models and cells that are no part of TensorFlow.

Training runs under `tf.GradientTape`: tensors that are fetched beside a training operation have the values from before the
step, variables those after it, as TF 1.15 returned them.

A module that is imported, and makes a graph only when it is called, cannot switch TF2's behaviour off for the program around
it: its finding says that the script that starts the program has to. Where that script is among the given files it does, also
if it does not name TensorFlow itself, before it imports the module.

A program for which this cannot be shown to compute the same keeps its Session (style graph); the finding names the condition
and the line. Source: what a Session run means, measured on TF 1.15.5.
"""

from __future__ import annotations

from .registry import Rule

RULES = (
    Rule("session-run", "programs", "Session runs become calls of functions", __doc__ or ""),
    Rule("placeholder", "programs", "placeholders become parameters of functions", __doc__ or ""),
)
