"""The page Understand: explaining pages, the glossary, and what the last result says."""
