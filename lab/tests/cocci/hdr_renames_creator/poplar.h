#define poplar_remake poplar_make
