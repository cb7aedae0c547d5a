#ifndef ALDER_H
#define ALDER_H
#define ALDER_REMAKE() alder_make()
#endif
