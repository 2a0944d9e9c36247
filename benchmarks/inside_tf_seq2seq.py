"""Train and decode with the model of tf-seq2seq; runs inside both runtimes (Python 3.7 and later)."""

import importlib
import json
import os
import pickle
import sys

import numpy as np

BASE = {
    "cell_type": "lstm",
    "hidden_units": 12,
    "depth": 2,
    "attention_type": "bahdanau",
    "embedding_size": 9,
    "num_encoder_symbols": 20,
    "num_decoder_symbols": 17,
    "use_residual": True,
    "attn_input_feeding": True,
    "use_dropout": True,
    "dropout_rate": 0.0,
    "optimizer": "adam",
    "learning_rate": 0.01,
    "max_gradient_norm": 1.0,
    "use_fp16": False,
    "max_decode_step": 9,
}


def main():
    folder, out, weights, variant = sys.argv[1:5]
    sys.modules["cPickle"] = pickle
    sys.path[:0] = [folder, os.path.join(folder, "data")]
    import tensorflow as tf

    v1 = tf.compat.v1
    if not tf.__version__.startswith("1."):
        v1.disable_v2_behavior()
    model = importlib.import_module("seq2seq_model")
    settings = dict(BASE, **json.loads(variant))
    random = np.random.RandomState(0)
    source, source_length = random.randint(3, 20, (4, 6)), np.array([6, 3, 1, 4])
    target, target_length = random.randint(3, 17, (4, 5)), np.array([5, 2, 1, 3])
    checkpoint = os.path.abspath("model_" + tf.__version__[0])
    result = {}
    with v1.Graph().as_default(), v1.Session() as sess:
        trained = model.Seq2SeqModel(dict(settings), "train")
        sess.run(v1.global_variables_initializer())
        variables = v1.trainable_variables()
        if not os.path.exists(weights):
            np.savez(weights, **{v.op.name.replace("/", "|"): sess.run(v) for v in variables})
        values = np.load(weights)
        for variable in variables:
            variable.load(values[variable.op.name.replace("/", "|")], sess)
        batch = (source, source_length, target, target_length)
        result["losses"] = [float(trained.train(sess, *batch)[0]) for _ in range(3)]
        result["losses"].append(float(trained.eval(sess, *batch)[0]))
        result["names"] = sorted(v.op.name for v in v1.global_variables())
        trained.save(sess, checkpoint)
    for key, width in (("greedy", 1), ("beam", 3)):
        with v1.Graph().as_default(), v1.Session() as sess:
            decoding = model.Seq2SeqModel(dict(settings, beam_width=width), "decode")
            decoding.restore(sess, checkpoint)
            result[key] = decoding.predict(sess, source, source_length).tolist()
    with open(out, "w") as file:
        json.dump(result, file)


if __name__ == "__main__":
    main()
