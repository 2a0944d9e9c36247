"""A callback that gets its model, by set_model or in a CallbackList, is left alone; only an ignored argument goes."""
import numpy as np
import tensorflow as tf

x = np.linspace(-1.0, 1.0, 12).reshape(6, 2).astype(np.float32)
y = x[:, :1] * 2.0
model = tf.keras.Sequential([tf.keras.layers.Dense(1, kernel_initializer="zeros", input_shape=(2,))])
optimizer = tf.keras.optimizers.SGD(0.2)
listed = tf.keras.callbacks.CallbackList([tf.keras.callbacks.TensorBoard("logs/listed")], model=model)
single = tf.keras.callbacks.TensorBoard("logs/single")
single.set_model(model)

listed.on_train_begin()
for epoch in range(3):
    listed.on_epoch_begin(epoch)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(model(x, training=True) - y))
    optimizer.minimize(loss, model.trainable_variables, tape=tape)
    listed.on_epoch_end(epoch, {"loss": loss})
    single.on_epoch_end(epoch, {"loss": loss})
    print(epoch, loss.numpy())
listed.on_train_end()
