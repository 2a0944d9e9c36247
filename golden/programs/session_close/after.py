import tensorflow as tf

# constants and variables only, no placeholder
a = tf.constant(3.0)
b = tf.constant(4.0)
total = a + b

counter = tf.Variable(10.0, name="counter")


@tf.function(autograph=False)
def compute_scaled_and_counter():
    scaled = tf.multiply(counter, total)
    return scaled, counter


@tf.function(autograph=False)
def compute_scaled():
    scaled = tf.multiply(counter, total)
    return scaled * 2.0


print(total.numpy())
print([value.numpy() for value in compute_scaled_and_counter()])
result = compute_scaled().numpy()
print("twice", result)
