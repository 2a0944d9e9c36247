"""Write recurrent cells that a program defines itself as Keras layers, in a program that is still TF1's."""
