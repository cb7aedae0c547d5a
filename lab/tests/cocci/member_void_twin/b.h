struct fb {
	void *pool;
};
int fb_get(struct fb *b);
