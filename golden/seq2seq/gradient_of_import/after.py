"""A gradient through an imported graph. This one has no loop; with a loop of TF1 in it, the gradient would fail."""
import tensorflow as tf

with tf.Graph().as_default() as written:
    x = tf.compat.v1.placeholder(tf.float32, [None], name="x")
    y = tf.identity(x * x + 3.0 * x, name="y")
graph_def = written.as_graph_def()


def imported():
    tf.compat.v1.import_graph_def(graph_def, name="")


wrapped = tf.compat.v1.wrap_function(imported, [])
curve = wrapped.prune(wrapped.graph.as_graph_element("x:0"), wrapped.graph.as_graph_element("y:0"))
point = tf.Variable([1.0, 2.0])
for step in range(3):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(curve(tf.convert_to_tensor(point)))
    gradient = tape.gradient(loss, point)
    point.assign_sub(0.1 * gradient)
    print(step, "%.5f" % loss.numpy(), point.numpy())
