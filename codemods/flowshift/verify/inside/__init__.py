"""Run scripts inside a TensorFlow runtime. Needs numpy and TensorFlow only, and works from Python 3.7 on."""
