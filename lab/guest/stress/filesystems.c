// SPDX-License-Identifier: GPL-2.0
/*
 * Action "fs": file systems as modules, on images with known data.  Also the tool
 * that makes the data on the host: "--make-tree DIR" writes files whose contents
 * are always the same, "--sum DIR" prints a checksum of names and contents.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <linux/loop.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../lib/files.h"
#include "../lib/ktap.h"
#include "../lib/modules.h"
#include "../lib/wait.h"
#include "stress.h"

struct fs {
	const char *type, *options;
	bool written;		/* the data is written here, not on the host */
	bool churned;		/* inodes can be created and deleted */
	const char *chain[8];	/* modules, the one that owns the caches last */
};

static const struct fs fses[] = {
	{ "ufs", "ufstype=44bsd", false, false, { "ufs" } },
	{ "iso9660", "", false, false, { "isofs" } },
	{ "minix", "", true, true, { "minix" } },
	{ "ext2", "", false, true, { "mbcache", "ext2" } },
	{ "ext4", "", false, true, { "crc16", "mbcache", "jbd2", "ext4" } },
	{ "overlay", "lowerdir=/data/tree,upperdir=/tmp/upper,workdir=/tmp/work", true, true,
	  { "exportfs", "overlay" } },
};
#define NFS (sizeof(fses) / sizeof(*fses))

/* mbcache is in two of them. */
static pthread_mutex_t fs_lock = PTHREAD_MUTEX_INITIALIZER;
_Atomic unsigned long fs_rounds;

static uint64_t tree_sum;
static unsigned int tree_files;
static size_t tree_base;

static int sum_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	static char buf[65536];
	uint64_t h = 14695981039346656037ULL;
	const char *p = path + tree_base;
	ssize_t n, i;
	int fd;

	(void)st;
	(void)ftw;
	/* ext2 and ext4 have a directory of their own. */
	if (type != FTW_F)
		return 0;
	for (; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211ULL;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	while ((n = read(fd, buf, sizeof(buf))) > 0)
		for (i = 0; i < n; i++)
			h = (h ^ (unsigned char)buf[i]) * 1099511628211ULL;
	close(fd);
	if (n < 0)
		return -1;
	tree_sum += h;	/* in whatever order they come */
	tree_files++;
	return 0;
}

int sum_tree(const char *dir, uint64_t *sum)
{
	tree_sum = 0;
	tree_files = 0;
	tree_base = strlen(dir);
	if (nftw(dir, sum_file, 32, FTW_PHYS))
		return -1;
	*sum = tree_sum;
	return tree_files;
}

static void make_tree(const char *dir)
{
	static char buf[300000];
	uint64_t state = 42;
	char path[PATH_MAX];
	unsigned int i, k;
	FILE *f;

	for (i = 0; i < 60; i++) {
		/* Names that each of the file systems takes as they are. */
		size_t size = next(&state) % (i % 10 ? 9000 : sizeof(buf));

		snprintf(path, sizeof(path), "%s/d%u", dir, i % 6);
		mkdir(path, 0755);
		if (i % 3 == 2) {
			snprintf(path, sizeof(path), "%s/d%u/sub", dir, i % 6);
			mkdir(path, 0755);
			snprintf(path, sizeof(path), "%s/d%u/sub/f%u", dir, i % 6, i);
		} else {
			snprintf(path, sizeof(path), "%s/d%u/f%u", dir, i % 6, i);
		}
		for (k = 0; k < size; k++)
			buf[k] = next(&state);
		f = fopen(path, "w");
		if (!f || fwrite(buf, 1, size, f) != size || fclose(f))
			exit(1);
	}
}

static char copy_to[PATH_MAX];
static int copy_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	static char buf[65536], to[2 * PATH_MAX];
	ssize_t n = 0;
	int in, out;

	(void)st;
	(void)ftw;
	snprintf(to, sizeof(to), "%s%s", copy_to, path + strlen("/data/tree"));
	if (type == FTW_D)
		return mkdir(to, 0755) && errno != EEXIST ? -1 : 0;
	in = open(path, O_RDONLY | O_CLOEXEC);
	out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	while (in >= 0 && out >= 0 && (n = read(in, buf, sizeof(buf))) > 0)
		if (write(out, buf, n) != n)
			n = -1;
	if (in < 0 || out < 0)
		n = -1;
	close(in);
	close(out);
	return n < 0 ? -1 : 0;
}

/* The loop device of a file system's image, in the order of the table. */
int attach_image(unsigned int nr, const char *image, int *file)
{
	struct loop_config c = { .info.lo_flags = 0 };
	char dev[32];
	int fd, tries;

	snprintf(dev, sizeof(dev), "/dev/loop%u", nr);
	fd = open(dev, O_RDWR | O_CLOEXEC);
	*file = open(image, O_RDWR | O_CLOEXEC);
	c.fd = *file;
	if (fd < 0 || *file < 0)
		fatal("no loop device for %s: %m", image);
	for (tries = 0; ioctl(fd, LOOP_CONFIGURE, &c); tries++) {
		if (errno != EBUSY || tries == 1000)
			fatal("%s takes no %s: %m", dev, image);
		nap(5);
	}
	/* A device that somebody may write to is not mounted. */
	close(fd);
	fd = open(dev, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		fatal("%s: %m", dev);
	return fd;
}

/* Somebody may still hold the device: the last writer, or what was there before. */
static bool mount_on(const char *mnt, const char *dev, const struct fs *fs, unsigned long flags)
{
	uint64_t until = now_ns() + 60000000000ULL;

	while (mount(dev, mnt, fs->type, flags, fs->options)) {
		if (errno != EBUSY || now_ns() > until) {
			problem("%s cannot be mounted%s: %m", fs->type,
				flags & MS_RDONLY ? "" : " to be written");
			return false;
		}
		nap(10);
	}
	return true;
}

/* Somebody may be dropping caches, and hold an inode of it: that can take long. */
bool unmount(const char *type, const char *mnt)
{
	uint64_t until = now_ns() + 60000000000ULL;

	while (umount(mnt)) {
		if (errno != EBUSY || now_ns() > until) {
			problem("%s cannot be unmounted: %m", type);
			return false;
		}
		nap(10);
	}
	return true;
}

/*
 * Create and delete many inodes, and unmount while RCU still holds them: the
 * module is unloaded next.
 */
static bool churn(const struct fs *fs, const char *mnt, const char *dev)
{
	enum { FILES = 500, TURNS = 2 };
	static unsigned int times;
	char path[PATH_MAX];
	unsigned int i, turn;
	bool ok = true;
	int fd;

	write_file("/sys/kernel/rcu_expedited", "%u", times++ % 2);
	if (!mount_on(mnt, dev, fs, 0))
		return false;
	for (turn = 0; turn < TURNS && ok; turn++) {
		for (i = 0; i < FILES && ok; i++) {
			snprintf(path, sizeof(path), "%s/churn%u", mnt, i);
			fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
			ok = fd >= 0 && !close(fd);
		}
		while (i--) {
			snprintf(path, sizeof(path), "%s/churn%u", mnt, i);
			ok &= !unlink(path);
		}
	}
	if (!ok)
		problem("%s: inodes cannot be created and deleted: %m", fs->type);
	return unmount(fs->type, mnt) && ok;
}

/* Load, mount, read all of it, unmount, unload: once. */
static bool fs_round(unsigned int nr)
{
	const struct fs *fs = fses + nr;
	char path[PATH_MAX], image[PATH_MAX], dev[32];
	const char *mnt = "/tmp/mnt";
	bool loop = strcmp(fs->type, "overlay");
	int i, fd = -1, file = -1, err, files = -1;
	uint64_t sum = 0;
	bool ok = true;

	pthread_mutex_lock(&fs_lock);
	for (i = 0; fs->chain[i]; i++) {
		snprintf(path, sizeof(path), "/data/%s.ko", fs->chain[i]);
		err = load_path(path, "");
		if (err) {
			problem("%s does not load: %s", path, strerror(-err));
			ok = false;
		}
	}
	snprintf(image, sizeof(image), "/data/%s.img", fs->type);
	snprintf(dev, sizeof(dev), "/dev/loop%u", nr);
	if (loop)
		fd = attach_image(nr, image, &file);
	mkdir(mnt, 0755);
	if (fs->written) {
		mkdir("/tmp/upper", 0755);
		mkdir("/tmp/work", 0755);
		snprintf(copy_to, sizeof(copy_to), "%s", mnt);
		if (!mount_on(mnt, dev, fs, 0)) {
			ok = false;
		} else {
			if (nftw("/data/tree", copy_file, 32, FTW_PHYS)) {
				problem("%s cannot be written: %m", fs->type);
				ok = false;
			}
			ok &= unmount(fs->type, mnt);
		}
	}
	if (!mount_on(mnt, dev, fs, MS_RDONLY)) {
		ok = false;
	} else {
		files = sum_tree(mnt, &sum);
		if (files <= 0 || sum != want_sum) {
			problem("%s: %d files with the sum %llx, expected %lx", fs->type,
				files, (unsigned long long)sum, want_sum);
			ok = false;
		}
		ok &= unmount(fs->type, mnt);
	}
	if (fs->churned)
		ok &= churn(fs, mnt, dev);
	if (loop) {
		ioctl(fd, LOOP_CLR_FD, 0);
		close(fd);
		close(file);
	}
	for (i--; i >= 0; i--) {
		err = unload_name(fs->chain[i]);
		if (err) {
			problem("%s does not unload: %s", fs->chain[i], strerror(-err));
			ok = false;
		}
	}
	pthread_mutex_unlock(&fs_lock);
	if (ok)
		atomic_fetch_add(&fs_rounds, 1);
	return ok;
}

static void fs_alone(unsigned int nr, unsigned int times)
{
	struct snapshot a, b;
	bool ok = fs_round(nr);
	unsigned int i;

	a = snapshot();
	for (i = 1; i < times; i++)
		ok &= fs_round(nr);
	b = snapshot();
	if (control) {
		dangling_links += b.dangling;
	} else {
		ok &= same_names(&a, &b) && !b.dangling;
	}
	result(ok, "%s: mounted, %u files read, unmounted and unloaded %u times", fses[nr].type,
	       tree_files, times);
	forget(&a);
	forget(&b);
}

unsigned int file_systems_plan(void)
{
	return NFS;
}

void file_systems(void)
{
	unsigned int i;

	for (i = 0; i < NFS; i++)
		fs_alone(i, 5);
}

void *file_system_loader(void *name)
{
	uint64_t rnd = generator(seed, name);

	/* Without images it is User-mode Linux. */
	while (!stopping && !access("/data/ufs.img", F_OK)) {
		fs_round(next(&rnd) % NFS);
		nap(500);
	}
	return NULL;
}

int file_system_tool(int argc, char **argv)
{
	uint64_t sum;

	if (argc == 3 && !strcmp(argv[1], "--make-tree")) {
		make_tree(argv[2]);
		return 0;
	}
	if (argc == 3 && !strcmp(argv[1], "--sum")) {
		if (sum_tree(argv[2], &sum) < 0)
			return 1;
		printf("0x%llx\n", (unsigned long long)sum);
		return 0;
	}
	return -1;
}
