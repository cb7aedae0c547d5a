#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# What the scripts of this folder share.  They make $work, a folder that is gone when the
# script ends, and source this; it sets $root below it, where packages are unpacked.
#
#   packages SUITE NAME[=VERSION]...   unpack these, and nothing that they depend on
#   closure SUITE NAME[=VERSION]...    unpack these and all that they depend on
#   compilers                          unpack gcc 16.2.0 and clang 22.1.8
#   kernel_files PATH...               unpack these of the sources of Linux 7.3.4 to $work/linux
#   inside COMMAND...                  run a command there, in $root/w
#   uml_run FILE [OPTION]...           boot User-mode Linux, run FILE in it as a shell script
#   outcome STILL WORDS                end with 0 if STILL is true, else with 1
#
# Nothing is installed: apt reads lists of its own and downloads, dpkg-deb unpacks.
# With FINDINGS_CACHE=DIR lists and packages are kept in DIR for the next script.
set -eu -o pipefail
root=${work:?a folder for this script alone}/root
mkdir -p "$root"/{usr/{bin,sbin,lib,lib64},w,tmp,dev,proc}
for dir in bin sbin lib lib64; do ln -s "usr/$dir" "$root/$dir"; done

cannot() {
	echo "$(basename "$0"): $*" >&2
	exit 2
}

apt_of() {
	local suite=$1 archive label uri
	cache=${FINDINGS_CACHE:-$work/apt}/$suite
	export APT_CONFIG=$cache/conf
	[ -s "$cache/conf" ] && return
	archive=
	while IFS='|' read -r label uri; do
		case $uri in *-security*) continue ;; esac
		[ "$label" = Debian ] && archive=$uri && break
	done < <(env -u APT_CONFIG apt-get indextargets --format "\$(LABEL)|\$(REPO_URI)" 'Created-By: Packages')
	[ "$archive" ] || cannot "apt knows no archive of Debian here"
	mkdir -p "$cache"/{lists/partial,archives/partial,parts}
	: >"$cache/status"
	echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $suite main" \
		>"$cache/sources.list"
	printf '%s "%s";\n' Dir::State::Lists "$cache/lists" Dir::State::status "$cache/status" \
		Dir::Cache "$cache" Dir::Etc::SourceList "$cache/sources.list" \
		Dir::Etc::SourceParts "$cache/parts" Acquire::Languages none \
		APT::Sandbox::User root APT::Install-Recommends false Debug::NoLocking true >"$cache/conf"
	apt-get -qq update >&2 || { rm "$cache/conf" && cannot "apt cannot read $suite"; }
}

unpack() {
	dpkg-deb --fsys-tarfile "$1" | tar -x -C "$root" --keep-directory-symlink --no-same-owner
}

download() { # SUITE NAME...: sets $debs
	apt_of "$1"
	debs=$(apt-get -qq --print-uris download "${@:2}" 2>"$work/err" | cut -d ' ' -f 2) ||
		cannot "$1 lacks one of ${*:2} by now: $(tail -n 1 "$work/err")"
	(cd "$cache/archives" && apt-get -qq download "${@:2}" >"$work/log" 2>&1) ||
		cannot "apt cannot download ${*:2}: $(tail -n 1 "$work/log")"
}

packages() {
	local deb debs
	download "$@"
	for deb in $debs; do unpack "$cache/archives/$deb"; done
	if [ -x "$root/usr/bin/busybox" ]; then # sh and the small tools, where a tool wants them
		for deb in $("$root/usr/bin/busybox" --list); do
			[ -e "$root/usr/bin/$deb" ] || ln -s busybox "$root/usr/bin/$deb"
		done
	fi
	echo "packages of $1: ${*:2}"
}

closure() {
	local deb
	apt_of "$1"
	apt-get -y -qq -s install "${@:2}" >"$work/plan" 2>"$work/err" ||
		cannot "the archive has no ${*:2} in $1 any more: $(tail -n 1 "$work/err")"
	apt-get -y -qq --download-only install "${@:2}" >"$work/log" 2>&1 ||
		cannot "apt cannot download ${*:2}: $(tail -n 1 "$work/log")"
	while read -r deb; do
		unpack "$cache/archives/$deb"
	done < <(sed -nE '/^Inst /{s/^Inst (\S+) \((\S+) .*\[(\w+)\].*/\1_\2_\3.deb/;s/:/%3a/g;p}' "$work/plan")
	echo "packages of $1: ${*:2}, and what they depend on"
}

compilers() {
	packages trixie clang-22=1:22.1.8-1~deb13u5 libclang-cpp22 libllvm22 libedit2 libffi8 libmd0 libbsd0 libtinfo6 libxml2 \
		libz3-4 liblzma5
	closure sid gcc-16-x86-64-linux-gnu=16.2.0-4
}

kernel_files() {
	local debs name=linux-source-7.3
	download trixie-backports $name=7.3.4-1~bpo13+1
	mkdir "$work/linux"
	dpkg-deb --fsys-tarfile "$cache/archives/$debs" | tar -xO "./usr/src/$name.tar.xz" | xz -dc |
		tar -x -C "$work/linux" --strip-components=1 --no-same-owner "${@/#/$name/}"
	echo "packages of trixie-backports: $name=7.3.4-1~bpo13+1"
}

inside() {
	env -i PATH=/usr/bin:/usr/sbin HOME=/tmp LC_ALL=C \
		nice -n 15 unshare --map-root-user --root="$root" --wd=/w "$@"
}

# Needs the packages user-mode-linux, libc6, libgcc-s1 and busybox-static.
uml_run() {
	local script=$1 guest=$work/guest
	mkdir -p "$guest"/{bin,proc,sys,dev}
	cp "$root/usr/bin/busybox" "$guest/bin/"
	{
		printf '%s\n' '#!/bin/busybox sh' 'export PATH=/bin' '/bin/busybox --install -s /bin' \
			'mount -t proc proc /proc' 'mount -t sysfs sysfs /sys' 'mount -t devtmpfs dev /dev'
		cat "$script"
		echo 'poweroff -f'
	} >"$guest/init"
	chmod +x "$guest/init"
	(cd "$guest" && find . | bin/busybox cpio -o -H newc 2>/dev/null) >"$root/w/initrd"
	# shellcheck disable=SC2016
	nice -n 15 timeout -s KILL 240 unshare --map-root-user --mount bash -c '
		mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" &&
		exec env -i PATH=/usr/bin:/usr/sbin HOME=/tmp chroot "$0" linux.uml "$@"' "$root" \
		mem=128M initrd=/w/initrd quiet con0=null,fd:1 con=null ssl=null seccomp=on "${@:2}" \
		</dev/null >"$work/console" 2>&1 || cannot "User-mode Linux did not end: $(tail -n 1 "$work/console")"
	grep '^GUEST ' "$work/console" | cut -d ' ' -f 2- | tr -d '\r'
}

outcome() {
	local still=$1
	shift
	if [ "$still" = true ]; then
		echo "as before: $*"
		exit 0
	fi
	echo "CHANGED, it was: $*"
	exit 1
}
