"""Blood tests: the course of one test, the sheet of a day, what the numbers say, and writing a sheet down."""
