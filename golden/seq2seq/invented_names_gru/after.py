"""The same guesswork in a class, around GRUs: their state is one tensor, and the sampler was left out."""
import tensorflow as tf
import tensorflow_addons as tfa

WORDS, SIZE, UNITS = 9, 4, 6
tf.random.set_seed(2)


class Model(tf.keras.Model):
    """An encoder and a decoder."""

    def __init__(self):
        super().__init__()
        self.embedding = tf.keras.layers.Embedding(WORDS, SIZE)
        self.encoder_cell = tf.keras.layers.GRUCell(UNITS)
        self.decoder_cell = tf.keras.layers.GRUCell(UNITS)
        self.projection = tf.keras.layers.Dense(WORDS)
        self.encoder = tf.keras.layers.RNN(self.encoder_cell, return_sequences=True, return_state=True)
        self.decoder = tfa.seq2seq.BasicDecoder(
            self.decoder_cell,
            tfa.seq2seq.TrainingSampler(),
            output_layer=self.projection,
        )

    def call(self, pair):
        source, target = pair
        encoder_outputs, encoder_state = self.encoder(self.embedding(source))
        outputs, _, _ = self.decoder(self.embedding(target), initial_state=encoder_state)
        return outputs.rnn_output


model = Model()
optimizer = tf.keras.optimizers.SGD(0.5)
source, target = tf.constant([[3, 4, 5], [6, 7, 8]]), tf.constant([[1, 3], [1, 6]])
for step in range(4):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(model((source, target)) - 0.5))
    optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
    print(step, "%.5f" % loss.numpy())
print(len(model.trainable_variables))
