"""The translation model as a class, of GRUs with Luong attention and no residual connections."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa
from tf1_rnn_cells import GraphAttentionWrapper, GraphBahdanauAttention, GraphBasicDecoder, GraphBeamSearchDecoder, GraphLuongAttention

tf.compat.v1.disable_v2_behavior()

START, END = 0, 1


class Translator(object):
    """An encoder and an attending decoder of the same depth."""

    def __init__(self, settings, mode):
        assert mode in ("train", "decode")
        self.settings = settings
        self.mode = mode
        self.units = settings["units"]
        self.beam = settings["beam"] if mode == "decode" else 1
        self.step = tf.compat.v1.Variable(0, trainable=False, name="step")
        self.keep = tf.compat.v1.placeholder(tf.float32, [], name="keep")
        self._placeholders()
        self._encoder()
        self._decoder()

    def _placeholders(self):
        self.source = tf.compat.v1.placeholder(tf.int32, [None, None], name="source")
        self.source_length = tf.compat.v1.placeholder(tf.int32, [None], name="source_length")
        self.size = tf.shape(self.source)[0]
        if self.mode == "train":
            self.target = tf.compat.v1.placeholder(tf.int32, [None, None], name="target")
            self.target_length = tf.compat.v1.placeholder(tf.int32, [None], name="target_length")
            starts = tf.fill([self.size, 1], START)
            ends = tf.fill([self.size, 1], END)
            self.target_in = tf.concat([starts, self.target], axis=1)
            self.target_out = tf.concat([self.target, ends], axis=1)
            self.steps = self.target_length + 1

    def _cell(self):
        kind = tf.compat.v1.nn.rnn_cell.LSTMCell
        if self.settings["kind"] == "gru":
            kind = tf.compat.v1.nn.rnn_cell.GRUCell
        cell = tf.compat.v1.nn.rnn_cell.DropoutWrapper(kind(self.units), output_keep_prob=self.keep, dtype=tf.float32)
        if self.settings["residual"]:
            cell = tf.compat.v1.nn.rnn_cell.ResidualWrapper(cell)
        return cell

    def _encoder(self):
        with tf.compat.v1.variable_scope("encoder"):
            table = tf.compat.v1.get_variable("table", [self.settings["words"], self.settings["width"]])
            inputs = tf.compat.v1.layers.Dense(self.units, name="in")(tf.compat.v1.nn.embedding_lookup(table, self.source))
            cell = tf.compat.v1.nn.rnn_cell.MultiRNNCell([self._cell() for _ in range(self.settings["depth"])])
            self.memory, self.encoded = tf.compat.v1.nn.dynamic_rnn(
                cell, inputs, sequence_length=self.source_length, dtype=tf.float32)

    def _attending_cell(self):
        memory, encoded, length, size = self.memory, self.encoded, self.source_length, self.size
        if self.beam > 1:
            memory = tfa.seq2seq.tile_batch(memory, multiplier=self.beam)
            encoded = tf.nest.map_structure(lambda part: tfa.seq2seq.tile_batch(part, self.beam), encoded)
            length = tfa.seq2seq.tile_batch(length, multiplier=self.beam)
            size = size * self.beam
        if self.settings["attention"] == "luong":
            mechanism = GraphLuongAttention(self.units, memory, memory_sequence_length=length)
        else:
            mechanism = GraphBahdanauAttention(self.units, memory, memory_sequence_length=length)

        def mixed(inputs, attention):
            mix = tf.compat.v1.layers.Dense(self.units, name="mix")
            return mix(tf.concat([inputs, attention], -1))

        cells = [self._cell() for _ in range(self.settings["depth"])]
        # only the top layer attends
        cells[-1] = GraphAttentionWrapper(
            cell=cells[-1], attention_mechanism=mechanism, attention_layer_size=self.units,
            cell_input_fn=mixed, initial_cell_state=encoded[-1], name="Attending")
        states = [state for state in encoded]
        states[-1] = cells[-1].zero_state(batch_size=size, dtype=tf.float32)
        return tf.compat.v1.nn.rnn_cell.MultiRNNCell(cells), tuple(states)

    def _decoder(self):
        with tf.compat.v1.variable_scope("decoder"):
            cell, start = self._attending_cell()
            self.table = tf.compat.v1.get_variable("table", [self.settings["words"], self.settings["width"]])
            inward = tf.compat.v1.layers.Dense(self.units, name="in")
            outward = tf.compat.v1.layers.Dense(self.settings["words"], name="out")

            if self.mode == "train":
                inputs = inward(tf.compat.v1.nn.embedding_lookup(self.table, self.target_in))
                # reads the true words
                helper = tfa.seq2seq.TrainingSampler(time_major=False)
                decoder = GraphBasicDecoder(cell, helper, output_layer=outward, output_time_major=False, impute_finished=True)
                longest = tf.reduce_max(self.steps)
                decoder.maximum_iterations = longest
                outputs, _, _ = decoder(inputs, initial_state=start, sequence_length=self.steps)
                self.logits = tf.identity(outputs.rnn_output)
                mask = tf.sequence_mask(self.steps, longest, dtype=tf.float32)
                self.loss = tfa.seq2seq.sequence_loss(logits=self.logits, targets=self.target_out, weights=mask)
                self._training()
            else:
                def embed(words):
                    return inward(tf.compat.v1.nn.embedding_lookup(self.table, words))

                starts = tf.ones([self.size], tf.int32) * START
                if self.beam == 1:
                    helper = tfa.seq2seq.GreedyEmbeddingSampler(embedding_fn=embed)
                    speaker = GraphBasicDecoder(cell, helper, output_layer=outward, maximum_iterations=self.settings["limit"])
                else:
                    speaker = GraphBeamSearchDecoder(
                        cell,
                        embedding_fn=embed,
                        beam_width=self.beam,
                        output_layer=outward,
                        maximum_iterations=self.settings["limit"],
                    )
                spoken, self.last, self.lengths = speaker(None, initial_state=start, start_tokens=starts, end_token=END)
                if self.beam == 1:
                    self.words = tf.expand_dims(spoken.sample_id, -1)
                else:
                    self.words = spoken.predicted_ids

    def _training(self):
        weights = tf.compat.v1.trainable_variables()
        gradients, self.norm = tf.clip_by_global_norm(tf.compat.v1.gradients(self.loss, weights), 1.0)
        optimizer = tf.compat.v1.train.AdamOptimizer(0.02)
        self.update = optimizer.apply_gradients(zip(gradients, weights), global_step=self.step)

    def train(self, sess, batch):
        source, source_length, target, target_length = batch
        feed = {self.source: source, self.source_length: source_length, self.target: target,
                self.target_length: target_length, self.keep: 1.0}
        _, loss, norm = sess.run([self.update, self.loss, self.norm], feed)
        return loss, norm

    def translate(self, sess, source, source_length):
        feed = {self.source: source, self.source_length: source_length, self.keep.name: 1.0}
        return sess.run(self.words, feed)


def main():
    random = np.random.RandomState(4)
    settings = dict(units=8, depth=2, kind="gru", residual=False, attention="luong", words=12, width=5, beam=1,
                    limit=6)
    source, target = random.randint(2, 12, (3, 5)), random.randint(2, 12, (3, 4))
    source_length, target_length = np.array([5, 2, 3]), np.array([4, 1, 3])
    with tf.Graph().as_default(), tf.compat.v1.Session() as sess:
        model = Translator(settings, "train")
        sess.run(tf.compat.v1.global_variables_initializer())
        for _ in range(3):
            print("loss %.6f norm %.6f" % model.train(sess, (source, source_length, target, target_length)))
        tf.compat.v1.train.Saver().save(sess, "./translator")
        print(sorted(variable.op.name for variable in tf.compat.v1.trainable_variables()))
    for beam in (1, 3):
        with tf.Graph().as_default(), tf.compat.v1.Session() as sess:
            model = Translator(dict(settings, beam=beam), "decode")
            tf.compat.v1.train.Saver().restore(sess, "./translator")
            print("beam", beam, model.translate(sess, source, source_length).tolist())


if __name__ == "__main__":
    main()
