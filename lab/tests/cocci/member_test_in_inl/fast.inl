	if (d->slab != NULL)
