"""What is written down: frozen dataclasses, standard library only, one topic a file."""
