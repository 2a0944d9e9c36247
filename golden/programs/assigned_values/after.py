"""What an assignment gives back is used: counters, and the new value of a variable."""
import tensorflow as tf

state = tf.Variable(0, name="counter")
level = tf.Variable([1.0, 2.0], name="level")


@tf.function(input_signature=[tf.TensorSpec([], tf.int32)], autograph=False)
def update_state(step_size):
    increment = state.assign_add(step_size)
    return increment


@tf.function(autograph=False)
def update_level():
    level.assign(level * 0.5)


@tf.function(autograph=False)
def update_level_with_state():
    decay = level.assign(level * 0.5)
    return decay, tf.identity(state)


print(state.numpy())
for size in (1, 2, 3):
    print(update_state(size).numpy())
for _ in range(2):
    update_level()
    print(level.numpy())
print([value.numpy() for value in update_level_with_state()])
update_state(10)
print(state.numpy())
