"""Fetches come as dictionaries, tuples, nested lists, single items and one item of several."""
import tensorflow as tf

w = tf.Variable(2.0, name="w")
optimizer = tf.keras.optimizers.SGD(0.001)
optimizer.build([w])


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_total_and_parts(x):
    y = w * x
    total = tf.reduce_sum(y)
    parts = [tf.reduce_min(y), tf.reduce_max(y)]
    return {"total": total, "largest": parts[1]}


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y_and_total(x):
    y = w * x
    total = tf.reduce_sum(y)
    return y, total


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_total(x):
    y = w * x
    total = tf.reduce_sum(y)
    return total


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_parts_and_total(x):
    y = w * x
    total = tf.reduce_sum(y)
    parts = [tf.reduce_min(y), tf.reduce_max(y)]
    return [parts, total]


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_parts(x):
    y = w * x
    parts = [tf.reduce_min(y), tf.reduce_max(y)]
    return parts


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        y = w * x
        total = tf.reduce_sum(y)
        loss = tf.square(total - 1.0)
    optimizer.minimize(loss, [w], tape=tape)
    return loss


feed = {"x": [1.0, 2.0, 3.0]}

# a dictionary
report = tf.nest.map_structure(lambda value: value.numpy(), compute_total_and_parts(**feed))
print(sorted(report), report["total"], report["largest"])
# a tuple, and a list of one
pair = tuple(value.numpy() for value in compute_y_and_total(**feed))
print(type(pair).__name__, pair[0], pair[1])
print([compute_total(**feed).numpy()])
# nested
print(tf.nest.map_structure(lambda value: value.numpy(), compute_parts_and_total(**feed)))
smallest, largest = tf.nest.map_structure(lambda value: value.numpy(), compute_parts(**feed))
print(smallest, largest)
# the operation leaves None
result = [None, train_step(**feed).numpy()]
print(result[0], result[1])
print(train_step(**feed).numpy())


@tf.function(autograph=False)
def compute_w():
    return w, w + 1.0


print([value.numpy() for value in compute_w()], (w.numpy(),))
