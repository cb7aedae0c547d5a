// SPDX-License-Identifier: GPL-2.0-only
///
/// Give a slab cache that is created once static storage: an object that
/// kmem_cache_setup() sets up, in place of a pointer that kmem_cache_create()
/// returns. Its address is a constant.
///
//# A cache is converted when every mention of its pointer, in every file that can
//# see it, is a use that is known to be right, and when what creates it is shown
//# to run once. Any other mention is a reason to leave it alone; modes report and
//# org say which one, and where.
//#
//# A pointer that several files share is converted in all of them or in none:
//# give spatch the headers too, or a directory.
//#
//# The rules below note which calls spatch has parsed. What is in a function that it
//# has not parsed is not touched. The rest is a program, in static_cache/ beside this
//# file: it reads the files that can see a cache, decides, edits, and checks the
//# result before one byte is written. It edits the text itself, so comments and
//# layout stay, and vmlinux.lds.h, which is no C, can be changed too.
///
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1.1
// Keywords: kmem_cache_create, KMEM_CACHE, kmem_cache_setup
// Comments: /proc/self/cmdline says which files were given

virtual patch
virtual context
virtual org
virtual report

@initialize:python@
@@
import os
import sys

def command_line():
    with open("/proc/self/cmdline", encoding="utf-8", errors="surrogateescape") as f:
        return f.read().split("\0")[1:-1]

def beside():
    """The directory of this file."""
    args = command_line()
    for option, value in zip(args, args[1:]):
        if option in ("--cocci-file", "--sp-file"):
            return os.path.dirname(os.path.abspath(value))
    return os.getcwd()

sys.dont_write_bytecode = True
sys.path.insert(0, beside())
from static_cache.run import Run
run = Run(command_line())

// Names are spelled out in each rule: a list of values for an identifier would keep
// spatch from skipping files that have none of them.

@creation@
iterator name scoped_guard;
position p;
@@
(
 kmem_cache_create@p(...)
|
 kmem_cache_create_usercopy@p(...)
|
 KMEM_CACHE@p(...)
|
 KMEM_CACHE_USERCOPY@p(...)
)

@script:python@
p << creation.p;
@@
for q in p:
    run.note(q.file, q.line, q.column)

// The end of a cache: a reset or a test beside it may have to go.

@end@
position p;
@@
 kmem_cache_destroy@p(...)

@script:python@
p << end.p;
@@
for q in p:
    run.note(q.file, q.line, q.column)

// In a file that creates a cache, a test before an allocation may go as well.

@use depends on creation@
position p;
@@
(
 kmem_cache_alloc@p(...)
|
 kmem_cache_zalloc@p(...)
)

@script:python@
p << use.p;
@@
for q in p:
    run.note(q.file, q.line, q.column)

@finalize:python@
@@
status = run.finish()
if status:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
