int split_creator_only_make(void);
void split_creator_only_unmake(void);
