"""A text made from model.summary(), which prints and returns None, so that the log says None: its lines are what was meant."""
import glob

import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(2, input_shape=(3,), name="scores")])
writer = tf.summary.create_file_writer("logs")
with writer.as_default():
    # the architecture
    tf.summary.text("model", str(model.summary()), step=0)
    tf.summary.scalar("parameters", model.count_params(), step=0)
writer.flush()

texts = []
for path in glob.glob("logs/*"):
    for event in tf.compat.v1.train.summary_iterator(path):
        texts += [v.tensor.string_val[0].decode() for v in event.summary.value if v.tag == "model"]
print(len(texts), "scores (Dense)" in texts[0], "Total params: 8" in texts[0])
assert "Total params: 8" in texts[0], "the logged text is not the summary"
