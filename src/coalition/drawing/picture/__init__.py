"""A map as a picture for those without a browser: pages, slides, files. Pure: what to say goes in, bytes come out."""
