#define OCHRE_READY() (ochre_ca\
chep != NULL)
