#define DUT "main.c"
#include DUT

static int sycamore_test(void)
{
	return sycamore_make();
}
