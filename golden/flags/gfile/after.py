"""Files through tf.gfile."""
import os
import tempfile
import tensorflow as tf

folder = os.path.join(tempfile.mkdtemp(), "a", "b")
tf.io.gfile.makedirs(folder)
path = os.path.join(folder, "notes.txt")
with tf.io.gfile.GFile(path, "w") as stream:
    stream.write("one\ntwo\n")
with tf.io.gfile.GFile(path, "r") as stream:
    print(stream.read().split())
tf.io.gfile.copy(path, path + ".bak", overwrite=True)
print(sorted(tf.io.gfile.listdir(folder)), tf.io.gfile.exists(path))
print([os.path.basename(name) for name in tf.io.gfile.glob(os.path.join(folder, "*.bak"))])
tf.io.gfile.rename(path, path + ".old")
print(tf.io.gfile.isdir(folder), tf.io.gfile.stat(path + ".old").length)
tf.io.gfile.rmtree(folder)
print(tf.io.gfile.exists(folder))
