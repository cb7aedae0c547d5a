# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2015,SC2034 # "A && B || die" is meant; for who sources this
# Which kernel the series goes on: the pinned one, or BASE=X.Y with the pin in
# base/kernel-X.Y.conf.  Source it after lib.sh; sets what the pin says, its
# file in BASE_CONF, and BASE_SUFFIX for folders of build/ ("" or "-X.Y").

. "$TOP/base/kernel.conf"
BASE_CONF=base/kernel.conf BASE_SUFFIX=
if [ -n "${BASE:-}" ] && [ "$BASE" != "${KVER%.*}" ]; then
	BASE_CONF=base/kernel-$BASE.conf BASE_SUFFIX=-$BASE
	[[ $BASE =~ ^[0-9]+\.[0-9]+$ ]] && [ -f "$TOP/$BASE_CONF" ] ||
		die "BASE=$BASE is not known: there is BASE=${KVER%.*}$(cd "$TOP/base" &&
			find . -name 'kernel-*.conf' | sed -n 's|^./kernel-\(.*\)\.conf$|, BASE=\1|p' | sort | tr -d '\n')"
	# shellcheck source=../base/kernel.conf
	. "$TOP/$BASE_CONF"
fi
