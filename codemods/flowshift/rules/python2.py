"""Recognise Python 2 sources; with `--python2` turn them into Python 3 first.

    print "loss", loss            print("loss", loss)
    for i in xrange(10):          for i in range(10):
        ...                           ...

TensorFlow 2 runs on Python 3 only. A file that Python 3 cannot parse, but that is Python 2, is left alone with a finding; with
`--python2` (or `python2 = true` in the configuration) the fixers of fissix, the kept fork of lib2to3, run first, then the
migration, and the diff shows both. Fixers of taste are left out. A file that Python 3 parses, but that uses a name that only
Python 2 has (`xrange`, `cPickle`, `d.iteritems()`), is migrated, and has a finding until `--python2` is used.

What no fixer can know is reported: a `/` that may divide two integers rounds down in Python 2, and text and bytes were one.
"""

from __future__ import annotations

from .registry import Rule

NAME = "python2"

RULES = (Rule(NAME, "sources", "Python 2 sources become Python 3 first, with --python2", __doc__ or ""),)
