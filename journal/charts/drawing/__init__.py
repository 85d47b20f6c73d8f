"""Drawing on given Axes: the only part of the charts, with `picture`, that knows matplotlib."""
