"""How everything looks: colours, typefaces, icons and measures, from the tokens."""
