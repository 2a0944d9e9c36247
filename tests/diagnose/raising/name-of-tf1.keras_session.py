# tf2
from tensorflow.keras import backend

backend.get_session()
