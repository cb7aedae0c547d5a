#ifndef ALOE_PM_H
#define ALOE_PM_H
int aloe_resume(void)
{
	return aloe_make();
}
#endif
