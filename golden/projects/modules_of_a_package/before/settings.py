"""Settings; nothing here is TensorFlow's."""


class Config:
    def __init__(self, size, rate):
        self.size = size
        self.rate = rate
