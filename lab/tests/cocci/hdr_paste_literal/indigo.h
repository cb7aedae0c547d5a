#define INDIGO_READY() (indigo_ ## cachep != NULL)
