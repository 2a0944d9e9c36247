"""Read back the event files that a script wrote for TensorBoard, as plain data.

Each kind of summary is reduced to what both versions store: a number, the pixels of images, the count and range of a
histogram, text, the samples of audio, the types of the operations of a graph.
"""

import gc
import io
import os
import wave

MOST_VALUES = 4096  # of one image or clip; beyond, evenly spaced ones
# The operations that say what a model computes; both versions have them under these names.
COMPUTING = ("MatMul", "BatchMatMul", "Conv2D", "Conv3D", "DepthwiseConv2dNative", "MaxPool", "AvgPool", "Relu", "Tanh")
COMPUTING += ("Sigmoid", "Softmax", "Elu", "Selu", "Exp", "Log", "Mean", "Sum", "GatherV2")

_WRITERS = ("FileWriter", "EventFileWriter", "_ResourceSummaryWriter", "_TrackableResourceSummaryWriter")
_WRITERS += ("_EventLoggerThread",)


class Events:
    """Know which event files were there before the script ran."""

    def __init__(self, folder):
        self.folder = folder

    def install(self):
        """Note the files that are there."""
        self.before = set(_files(self.folder))

    def finish(self):
        """Return `{folder: {tag: {"kind": ..., "values": [[step, value], ...]}}}` of the files that the script wrote."""
        found = {}
        _flush()  # the thread of a writer may not even have made its file by now
        for path in sorted(set(_files(self.folder)) - self.before, key=os.path.getmtime):
            name = os.path.relpath(os.path.dirname(path), self.folder)
            _read(path, found.setdefault(name, {}))
        return found


def _files(folder):
    for path, _, names in os.walk(folder):
        for name in names:
            if ".tfevents." in name:
                yield os.path.join(path, name)


def _flush():
    """Write what the script's writers hold back; TF1 forgets it where a script does not close them."""
    for thing in gc.get_objects():
        kind = type(thing).__name__
        if kind in _WRITERS:
            try:
                if kind == "_EventLoggerThread":
                    _flush_thread(thing)
                else:
                    thing.flush()
            except Exception:  # closed, or made in a graph: then its own session has flushed it
                continue


def _flush_thread(thread):
    """Write what the thread of a writer holds back: all that is left of one that was given no name."""
    if not thread.is_alive():
        return
    if hasattr(thread, "_flush_sentinel"):  # TF 2.15
        thread._flush_complete.clear()
        thread._queue.put(thread._flush_sentinel)
        thread._flush_complete.wait(5)
    else:
        thread._queue.join()
        thread._ev_writer.Flush()


def _read(path, tags):
    import tensorflow as tf

    plugins = {}
    try:
        for event in tf.compat.v1.train.summary_iterator(path):
            if event.HasField("graph_def"):
                graph = tf.compat.v1.GraphDef.FromString(event.graph_def)
                _add(tags, "graph", "graph", event.step, _operations([graph]))
            for value in event.summary.value:
                plugin = plugins.setdefault(value.tag, value.metadata.plugin_data.plugin_name)
                _add_value(tags, event.step, value, plugin)
    except tf.errors.DataLossError:  # the last event of a file that was never closed
        pass


def _add(tags, tag, kind, step, value):
    tags.setdefault(tag, {"kind": kind, "values": []})["values"].append([int(step), value])


def _add_value(tags, step, value, plugin):
    import tensorflow as tf

    form = value.WhichOneof("value")
    if form == "simple_value":
        _add(tags, value.tag, "scalar", step, value.simple_value)
    elif form == "image":
        name, _, index = value.tag.rpartition("/image")
        images = tags.setdefault(name, {"kind": "image", "values": []})["values"]
        if not images or images[-1][0] != int(step) or index in ("", "/0"):
            images.append([int(step), []])
        images[-1][1].append(_image(value.image.encoded_image_string))
    elif form == "histo":
        _add(tags, value.tag, "histogram", step, [value.histo.num, value.histo.min, value.histo.max])
    elif form == "audio":
        name, _, index = value.tag.rpartition("/audio")
        clips = tags.setdefault(name, {"kind": "audio", "values": []})["values"]
        if not clips or clips[-1][0] != int(step) or index in ("", "/0"):
            clips.append([int(step), []])
        clips[-1][1].append(_clip(value.audio.encoded_audio_string))
    elif form == "tensor":
        _add_tensor(tags, step, value.tag, tf.make_ndarray(value.tensor), plugin)


def _add_tensor(tags, step, tag, array, plugin):
    import tensorflow as tf

    if plugin == "scalars":
        _add(tags, tag, "scalar", step, float(array))
    elif plugin == "images":
        _add(tags, tag, "image", step, [_image(data) for data in array.ravel().tolist()[2:]])
    elif plugin == "histograms":
        count, buckets = float(array[:, 2].sum()), array[array[:, 2] > 0]
        ends = [float(buckets[0, 0]), float(buckets[-1, 1])] if len(buckets) else [0.0, 0.0]
        _add(tags, tag, "histogram", step, [count, *ends])
    elif plugin == "audio":
        _add(tags, tag, "audio", step, [_clip(row[0]) for row in array.reshape(-1, array.shape[-1]).tolist()])
    elif plugin == "text":
        tag = tag[: -len("/text_summary")] if tag.endswith("/text_summary") else tag
        _add(tags, tag, "text", step, [data.decode("utf-8", "replace") for data in array.ravel().tolist()])
    elif plugin.startswith("graph_run_metadata"):
        metadata = tf.compat.v1.RunMetadata.FromString(array.item())
        graphs = list(metadata.partition_graphs)
        for one in metadata.function_graphs:
            graphs.append(one.pre_optimization_graph)
        _add(tags, "graph", "graph", step, _operations(graphs))
    elif plugin != "graph_keras_model":
        _add(tags, tag, plugin or "tensor", step, array.tolist() if array.dtype.kind in "fiu" else str(array))


def _operations(graphs):
    """Return which of the computing operations a graph has, in itself or in its functions."""
    kinds = set()
    for graph in graphs:
        kinds.update(node.op for node in graph.node)
        for function in graph.library.function:
            kinds.update(node.op for node in function.node_def)
    return sorted(kind for kind in COMPUTING if {kind, kind + "V2"} & kinds)


def _image(data):
    """Return shape and pixels of an encoded image."""
    import tensorflow as tf

    v1 = tf.compat.v1
    with tf.Graph().as_default(), v1.Session() as session:
        pixels = session.run(tf.image.decode_png(data))
    return {"shape": list(pixels.shape), "largest": int(pixels.max(initial=0)), "pixels": _spaced(pixels.ravel())}


def _clip(data):
    with wave.open(io.BytesIO(data)) as clip:
        import numpy as np

        samples = np.frombuffer(clip.readframes(clip.getnframes()), np.int16)
        return {"rate": clip.getframerate(), "channels": clip.getnchannels(), "samples": _spaced(samples)}


def _spaced(values):
    return values[:: max(1, -(-len(values) // MOST_VALUES))].astype(int).tolist()
