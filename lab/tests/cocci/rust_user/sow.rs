// SPDX-License-Identifier: GPL-2.0
fn ready() -> bool { unsafe { !bindings::sow_cachep.is_null() } }
