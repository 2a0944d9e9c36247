"""Elements read by eval."""
import tensorflow as tf
dataset = tf.data.Dataset.range(6).batch(2)
iterator = dataset.make_initializable_iterator()
pair = iterator.get_next()
doubled = pair * 2
with tf.Session() as sess:
    sess.run(iterator.initializer)
    print(doubled.eval())
    print(pair.eval())
