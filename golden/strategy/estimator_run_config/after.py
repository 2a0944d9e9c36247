"""An Estimator whose RunConfig has a strategy of tf.contrib: the strategy gets TF2's name, the Estimator stays."""

import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

def model_fn(features, labels, mode):
    weights = tf.compat.v1.get_variable("weights", [3, 1], initializer=tf.zeros_initializer())
    predictions = tf.matmul(features, weights)
    loss = tf.compat.v1.losses.mean_squared_error(labels, predictions)
    optimizer = tf.compat.v1.train.GradientDescentOptimizer(0.1)
    train_op = optimizer.minimize(loss, global_step=tf.compat.v1.train.get_global_step())
    return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train_op)


def input_fn():
    return tf.data.Dataset.from_tensor_slices((x, y.astype("float32"))).batch(8)


strategy = tf.distribute.MirroredStrategy(["/cpu:0"])
config = tf.estimator.RunConfig(model_dir="run", train_distribute=strategy)
estimator = tf.estimator.Estimator(model_fn, config=config)
estimator.train(input_fn)
print(estimator.get_variable_value("weights"))
print("loss %.5f" % estimator.evaluate(input_fn)["loss"])
