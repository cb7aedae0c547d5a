# SPDX-License-Identifier: GPL-2.0-only
"""Gives slab caches static storage: the part of static_cache.cocci that is a program."""
