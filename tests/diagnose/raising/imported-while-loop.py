# tf2
import tensorflow as tf

v1 = tf.compat.v1
v1.disable_control_flow_v2()
graph = tf.Graph()
with graph.as_default():
    x = v1.placeholder(tf.float32, [2], name="x")
    outputs = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, y * 2.0), [tf.constant(0), x])
    tf.identity(outputs[1], name="y")
definition = graph.as_graph_def()
loaded = v1.wrap_function(lambda: tf.import_graph_def(definition, name=""), []).prune("x:0", "y:0")

given = tf.ones([2])
with tf.GradientTape() as tape:
    tape.watch(given)
    result = loaded(given)
tape.gradient(result, given)
