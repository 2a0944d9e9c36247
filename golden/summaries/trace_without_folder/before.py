"""The profiler needs a folder, and a model that is called eagerly leaves no graph."""
import glob

import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(3, activation="relu"), tf.keras.layers.Dense(1)])
x = np.ones((2, 4), np.float32)

logdir = "logs/trace"
writer = tf.summary.create_file_writer(logdir)
tf.summary.trace_on(graph=True, profiler=True)
# one forward pass
output = model(x)
with writer.as_default():
    tf.summary.trace_export(name="model", step=0)
print(output.shape)

products = 0
for path in glob.glob(logdir + "/*.v2"):
    for event in tf.compat.v1.train.summary_iterator(path):
        for value in event.summary.value:
            metadata = tf.compat.v1.RunMetadata.FromString(value.tensor.string_val[0])
            for graph in metadata.function_graphs:
                names = [node.name for node in graph.pre_optimization_graph.node if node.op == "MatMul"]
                products += len(names)
print("MatMul", products)
assert products >= 2
