"""The scores measured on labelled files: the product's own functions run, and figures with their intervals come out."""
