"""Batch normalisation of contrib: the variance of a batch is unbiased, the updates are part of the output."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()


def contrib_batch_norm(
    inputs,
    decay=0.999,
    center=True,
    scale=False,
    epsilon=0.001,
    activation_fn=None,
    updates_collections="update_ops",
    is_training=True,
    reuse=None,
    trainable=True,
    scope=None,
    param_initializers=None,
    variables_collections=None,
    fused=None,
):
    """Compute tf.contrib.layers.batch_norm of TensorFlow 1.15, for inputs of rank 2 or 4."""

    def choose(training, inference):
        if isinstance(is_training, (bool, int)):
            return training() if is_training else inference()
        return tf.compat.v1.cond(is_training, training, inference)

    with tf.compat.v1.variable_scope(scope, "BatchNorm", [inputs], reuse=reuse):
        size = [int(inputs.shape[-1])]

        def variable(name, value, learned):
            added = variables_collections or ()
            added = (added.get(name) or ()) if isinstance(added, dict) else added
            initializer = (param_initializers or {}).get(name, tf.compat.v1.constant_initializer(value))
            return tf.compat.v1.get_variable(
                name,
                size,
                initializer=initializer,
                trainable=learned,
                collections=[*added, "variables", "model_variables"],
            )

        beta = variable("beta", 0.0, trainable) if center else tf.zeros(size)
        gamma = variable("gamma", 1.0, trainable) if scale else tf.ones(size)
        mean = variable("moving_mean", 0.0, False)
        variance = variable("moving_variance", 1.0, False)
        images = inputs if inputs.shape.rank == 4 else tf.reshape(inputs, [-1, 1, 1, *size])
        outputs, batch_mean, batch_variance = choose(
            lambda: tf.compat.v1.nn.fused_batch_norm(images, gamma, beta, epsilon=epsilon)[:3],
            lambda: tf.compat.v1.nn.fused_batch_norm(
                images, gamma, beta, mean, variance, epsilon, is_training=False
            )[:3],
        )

        def updates():
            new_variance = batch_variance
            if fused is False:  # the fused operation corrects the variance of a batch for its size
                count = tf.cast(tf.size(images) // size[0], tf.float32)
                new_variance *= (count - 1) / count
            return [
                tf.compat.v1.assign_sub(mean, (mean - batch_mean) * (1 - decay)),
                tf.compat.v1.assign_sub(variance, (variance - new_variance) * (1 - decay)),
            ]

        def updated():
            with tf.control_dependencies(updates()):
                return tf.identity(outputs)

        if updates_collections is None:
            outputs = choose(updated, lambda: tf.identity(outputs))
        elif not isinstance(is_training, (bool, int)) or is_training:
            for update in choose(updates, lambda: [tf.identity(mean), tf.identity(variance)]):
                tf.compat.v1.add_to_collections(updates_collections, update)
        outputs = tf.reshape(outputs, tf.shape(inputs))
        outputs.set_shape(inputs.shape)
        return outputs if activation_fn is None else activation_fn(outputs)


np.random.seed(4)
data = np.random.rand(6, 3).astype(np.float32) * 5
x = tf.compat.v1.placeholder(tf.float32, [None, 3])
training = tf.compat.v1.placeholder(tf.bool)
now = contrib_batch_norm(x, decay=0.9, updates_collections=None, is_training=training, scope="now")
later = contrib_batch_norm(x, decay=0.8, scale=True, is_training=training)
updates = tf.compat.v1.get_collection(tf.compat.v1.GraphKeys.UPDATE_OPS)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(3):
        print(sess.run(now, feed_dict={x: data, training: True}))
        sess.run(updates, feed_dict={x: data, training: True})
    print(sess.run([now, later], feed_dict={x: data, training: False}))
    for variable in tf.compat.v1.global_variables():
        print(variable.name, sess.run(variable))
