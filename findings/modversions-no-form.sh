#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a kernel with MODVERSIONS=y can load its own modules: what is asked
# for is there, or the configuration or the build says what is missing.
#
# In Linux 7.3.4 the versions have two forms, BASIC_ and EXTENDED_MODVERSIONS.  Neither is
# needed: of a configuration that begins with nothing (allnoconfig, tinyconfig, or a fragment on
# top of them) MODVERSIONS=y is left with none.  RANDSTRUCT selects it so.  modpost writes
# no versions then, status 0 and no word; check_version() in the kernel's kernel/module/version.c
# takes such a module for one that modprobe --force stripped, and refuses it.
#
# Such a kernel boots and loads none of its modules: "invalid module format" says insmod, and
# nothing is in the log.  Put CONFIG_BASIC_MODVERSIONS=y into the fragment.
export LC_ALL=C
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie-backports linux-kbuild-7.3.4+deb13=7.3.4-1~bpo13+1
packages trixie libc6
kernel_files kernel/module/Kconfig
scripts=/usr/lib/linux-kbuild-7.3.4+deb13/scripts
cd "$root/w"
cp "$work/linux/kernel/module/Kconfig" .
cat >fragment <<'END'
CONFIG_MODULES=y
CONFIG_MODVERSIONS=y
END
for kind in allnoconfig alldefconfig; do
	rm -f .config
	KCONFIG_ALLCONFIG=fragment "$root/lib64/ld-linux-x86-64.so.2" --library-path \
		"$root/usr/lib/x86_64-linux-gnu" "$root$scripts/kconfig/conf" --$kind Kconfig >log 2>&1
	echo "$kind: $(grep -E '^CONFIG_(BASIC_|EXTENDED_)?MODVERSIONS=' .config | tr '\n' ' ')" \
		"$(grep -c warning log || true) warnings"
done | tee "$work/seen"
printf '0x12345678\t%s\tvmlinux\tEXPORT_SYMBOL\t\n' module_layout pool_get >symvers
cat >client.c <<'END'
char info[] __attribute__((section(".modinfo"), used)) = "license=GPL\0description=client of a pool";
int pool_get(void);
int init_module(void) { return pool_get(); }
END
gcc -O2 -fno-pic -c client.c -o client.o
echo client.o >order
touch client.mod
for form in "-m" "-m -b" "-m -x"; do
	status=0
	# shellcheck disable=SC2086 # options
	inside "$scripts/mod/modpost.real-lsb-64" -M -e -i symvers $form -o out -T order >log 2>&1 || status=$?
	echo "modpost $form: status $status, $(wc -l <log) lines, versions of $(grep -c '"pool_get' client.mod.c || true) symbol"
done | tee -a "$work/seen"
still=false
cmp "$work/seen" - <<'END' && still=true
allnoconfig: CONFIG_MODVERSIONS=y  0 warnings
alldefconfig: CONFIG_MODVERSIONS=y CONFIG_BASIC_MODVERSIONS=y  0 warnings
modpost -m: status 0, 0 lines, versions of 0 symbol
modpost -m -b: status 0, 0 lines, versions of 1 symbol
modpost -m -x: status 0, 0 lines, versions of 1 symbol
END
outcome $still "MODVERSIONS without one of its two forms makes modules without versions, and says nothing"
