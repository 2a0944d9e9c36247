"""Files through tf.gfile."""
import os
import tempfile
import tensorflow as tf

folder = os.path.join(tempfile.mkdtemp(), "a", "b")
tf.gfile.MakeDirs(folder)
path = os.path.join(folder, "notes.txt")
with tf.gfile.GFile(path, "w") as stream:
    stream.write("one\ntwo\n")
with tf.gfile.FastGFile(path, "r") as stream:
    print(stream.read().split())
tf.gfile.Copy(path, path + ".bak", overwrite=True)
print(sorted(tf.gfile.ListDirectory(folder)), tf.gfile.Exists(path))
print([os.path.basename(name) for name in tf.gfile.Glob(os.path.join(folder, "*.bak"))])
tf.gfile.Rename(path, path + ".old")
print(tf.gfile.IsDirectory(folder), tf.gfile.Stat(path + ".old").length)
tf.gfile.DeleteRecursively(folder)
print(tf.gfile.Exists(folder))
