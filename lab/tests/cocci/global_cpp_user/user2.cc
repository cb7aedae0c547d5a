extern "C" {
#include "rush.h"
int rush_user_c(void)
{
	if (rush_cachep != nullptr)
		return 1;
	return 0;
}
}
