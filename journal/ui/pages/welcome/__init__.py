"""The first start: begin a journal, open one, or look around."""
