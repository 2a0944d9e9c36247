"""A model is a class whose method decodes twice, with the weights of one scope."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa
from tf1_rnn_cells import joint_glorot

BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2


class Translator(object):
    def __init__(self, units):
        self.units = units
        self.embedding = tf.Variable(tf.keras.initializers.GlorotUniform()([WORDS, SIZE]), name="embedding")
        self.encoder = tf.keras.layers.LSTM(self.units, return_sequences=True, return_state=True, **joint_glorot(4))
        cell = tf.keras.layers.LSTMCell(self.units, **joint_glorot(4))
        projection = tf.keras.layers.Dense(WORDS, name="projection")
        self.decoder = tfa.seq2seq.BasicDecoder(
            cell,
            tfa.seq2seq.TrainingSampler(),
            output_layer=projection,
            maximum_iterations=STEPS,
        )
        self.spoken_decoder = tfa.seq2seq.BasicDecoder(
            cell,
            tfa.seq2seq.GreedyEmbeddingSampler(),
            output_layer=projection,
            maximum_iterations=STEPS,
        )
        self.optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)

    @tf.function(
        input_signature=[
            tf.TensorSpec([BATCH, STEPS], tf.int32),
            tf.TensorSpec([BATCH, STEPS], tf.int32),
            tf.TensorSpec([BATCH, STEPS], tf.int32),
            tf.TensorSpec([BATCH], tf.int32),
        ],
        autograph=False,
    )
    def train_step(self, source, target_in, target_out, target_length):
        with tf.GradientTape() as tape:
            _, encoder_h, encoder_c = self.encoder(tf.nn.embedding_lookup(self.embedding, source))
            encoder_state = [encoder_h, encoder_c]
            outputs, _, _ = self.decoder(
                tf.nn.embedding_lookup(self.embedding, target_in),
                initial_state=encoder_state,
                sequence_length=target_length,
            )
            weights = tf.sequence_mask(target_length, STEPS, dtype=tf.float32)
            loss = tfa.seq2seq.sequence_loss(outputs.rnn_output, target_out, weights)
        self.optimizer.minimize(loss, tape.watched_variables(), tape=tape)
        return loss

    @tf.function(input_signature=[tf.TensorSpec([BATCH, STEPS], tf.int32)], autograph=False)
    def predict(self, source):
        _, encoder_h, encoder_c = self.encoder(tf.nn.embedding_lookup(self.embedding, source))
        encoder_state = [encoder_h, encoder_c]
        spoken, _, _ = self.spoken_decoder(
            self.embedding,
            initial_state=encoder_state,
            start_tokens=tf.fill([BATCH], GO),
            end_token=END,
        )
        return spoken.sample_id, spoken.rnn_output


def main():
    np.random.seed(34)
    model = Translator(UNITS)
    for step in range(4):
        tokens = np.random.randint(3, WORDS, (BATCH, STEPS))
        shifted = np.concatenate([np.full((BATCH, 1), GO), tokens[:, :-1]], axis=1)
        feed = {"source": tokens, "target_in": shifted, "target_out": tokens,
                "target_length": [STEPS, 3, 5, 2 + step]}
        value = model.train_step(**feed).numpy()
        print(step, "%.6f" % value)
    words, scores = [value.numpy() for value in model.predict(tokens)]
    print("words", words)
    print("scores", scores)


if __name__ == "__main__":
    main()
