/* SPDX-License-Identifier: GPL-2.0 */
#define macro_goto_leave(l) goto l
#define macro_goto_unless(x) do { if (x) macro_goto_leave(fail); } while (0)
