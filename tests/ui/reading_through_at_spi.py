"""Reads and works the window as a screen reader does; run by the system's Python, where `gi` lives, on a session bus.

python3 reading_through_at_spi.py TITLE STEP ...: a step is press:NAME, fill:NAME=TEXT, wait:NAME, or tree:FILE, which
writes what can be read as lines of JSON.
"""

import json
import pathlib
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PATIENCE_S = 20
DEEPEST = 40


def until(find, what):
    """Return what *find* finds, as soon as it does."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            found = find()
        except Exception:  # the window is being built: asked again
            found = None
        if found is not None:
            return found
        time.sleep(0.1)
    raise SystemExit(f"not there: {what}")


def children(node):
    """Yield what is inside *node*."""
    for place in range(node.get_child_count()):
        child = node.get_child_at_index(place)
        if child is not None:
            yield child


def walk(node, depth=0):
    """Yield *node* and all that is in it and can be seen, with how deep it is."""
    yield node, depth
    if depth < DEEPEST:
        for child in children(node):
            if child.get_state_set().contains(Atspi.StateType.SHOWING):
                yield from walk(child, depth + 1)


def program(title):
    """Return the program whose window is called *title*."""
    for application in children(Atspi.get_desktop(0)):
        if any(title in (window.get_name() or "") for window in children(application)):
            return application
    return None


def named(root, name, *roles):
    """Return what is called *name* and has one of *roles*."""
    for node, _depth in walk(root):
        if node.get_name() == name and (not roles or node.get_role_name() in roles):
            return node
    return None


def press(node):
    """Do the first thing that can be done with *node*."""
    if not Atspi.Action.do_action(node, 0):
        raise SystemExit(f"{node.get_name()} cannot be pressed")


def fill(node, text):
    """Write *text* into *node*, and leave it as Enter would."""
    if not Atspi.EditableText.set_text_contents(node, text):
        raise SystemExit(f"{node.get_name()} cannot be written into")


def told(node, depth):
    """Return what a screen reader can say about *node*."""
    states = node.get_state_set()
    return {
        "depth": depth,
        "role": node.get_role_name(),
        "name": node.get_name() or "",
        "description": node.get_description() or "",
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "value": Atspi.Value.get_current_value(node) if node.get_role_name() == "slider" else None,
    }


def main(title, *steps):
    """Do one step after the other in the window that has *title* in its own."""
    root = until(lambda: program(title), title)
    for step in steps:
        kind, _, what = step.partition(":")
        if kind == "tree":
            lines = [json.dumps(told(node, depth)) for node, depth in walk(root)]
            pathlib.Path(what).write_text("\n".join(lines), "utf-8")
            continue
        name, _, text = what.partition("=")
        node = until(lambda name=name: named(root, name), name)
        if kind == "press":
            press(node)
        elif kind == "fill":
            fill(node, text)
        time.sleep(0.5)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
