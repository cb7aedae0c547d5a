// SPDX-License-Identifier: GPL-2.0
#include "auk.h"

DEFINE_MUTEX(auk_mutex);

void auk_lock(void)
{
	cpus_read_lock();
	mutex_lock(&auk_mutex);
}

void auk_unlock(void)
{
	mutex_unlock(&auk_mutex);
	cpus_read_unlock();
}

void auk_count(void)
{
	cpus_read_lock();
	auk_look();
	cpus_read_unlock();
}
