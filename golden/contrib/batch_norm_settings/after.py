"""Batch normalisation with the settings that networks share: fused or not, the collections and initialisers of its variables."""
import numpy as np
import tensorflow as tf
import tf_slim

tf.compat.v1.disable_v2_behavior()


@tf_slim.add_arg_scope
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


np.random.seed(6)
data = np.random.rand(4, 3, 3, 2).astype(np.float32) * 4
x = tf.compat.v1.placeholder(tf.float32, [None, 3, 3, 2])
training = tf.compat.v1.placeholder(tf.bool)
settings = {
    "decay": 0.9,
    "updates_collections": None,
    "variables_collections": [tf.compat.v1.GraphKeys.TRAINABLE_VARIABLES],
    "is_training": training,
}
with tf_slim.arg_scope([tf_slim.layers.conv2d], weights_initializer=tf.ones_initializer(), normalizer_fn=contrib_batch_norm,
                    normalizer_params=settings):
    net = tf_slim.layers.conv2d(x, 2, [1, 1], scope="conv")
with tf_slim.arg_scope([contrib_batch_norm], fused=True, decay=0.5, updates_collections=None, is_training=training):
    net = contrib_batch_norm(net, scope="fused")
initializers = {"beta": tf.constant_initializer(0.5)}
out = contrib_batch_norm(net, decay=0.5, fused=False, updates_collections=None, is_training=training,
                      param_initializers=initializers, variables_collections={"beta": ["betas"]}, scope="plain")

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(3):
        print(sess.run(tf.reduce_sum(out * out), feed_dict={x: data + step, training: True}))
    print(sess.run(out, feed_dict={x: data, training: False})[0, 0])
    print([v.name for v in tf.compat.v1.trainable_variables()], [v.name for v in tf.compat.v1.get_collection("betas")])
    for variable in tf_slim.get_model_variables():
        print(variable.name, sess.run(variable))
