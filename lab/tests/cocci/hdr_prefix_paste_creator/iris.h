#define IRIS(x) iris_##x
#define IRIS_RESTART() IRIS(make)()
