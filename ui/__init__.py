"""The window: shows and asks; it decides nothing."""

from ui.qt.singletons import keep_singletons_alive

# Before the first call to Qt, whichever module of the window is imported first.
keep_singletons_alive()
