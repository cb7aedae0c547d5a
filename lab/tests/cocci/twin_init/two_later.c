// SPDX-License-Identifier: GPL-2.0
int twin_init_later(void);

int twin_init_two_open(void)
{
	return twin_init_later();
}
