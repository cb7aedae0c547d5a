int split_creator_make(void);
void split_creator_unmake(void);
