#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that -numa node,nodeid=2 of QEMU is node 2 of the guest, as "info numa" of its
# monitor numbers them, so that a test which needs a node with CPUs and without memory can look
# at that number in /sys/devices/system/node.
#
# Linux 7.3.4 on x86-64 in QEMU 10.0.13 numbers nodes as it meets them in the table that the
# firmware hands on, and that has all CPUs before all memory: of three nodes, of which the first
# and the last have a CPU each, the last is node 1. Without a CPU there the numbers are the same.
#
# Count the nodes, and look at what each has (cpulist, meminfo); do not name one by its number.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie qemu-system-x86=1:10.0.13+ds-0+deb13u1
packages trixie busybox-static
packages trixie-backports linux-binary-7.3.4+deb13-cloud-amd64=7.3.4-1~bpo13+1
: >"$root/dev/null"
guest=$work/guest
mkdir -p "$guest"/{bin,proc,sys}
cp "$root/usr/bin/busybox" "$guest/bin/"
cat >"$guest/init" <<'END'
#!/bin/busybox sh
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
cd /sys/devices/system/node
for node in node*; do
	cpus=$(/bin/busybox cat $node/cpulist)
	kb=$(/bin/busybox awk '/MemTotal/ { print $4 }' $node/meminfo)
	echo "GUEST $node: CPUs ${cpus:-none}, memory $([ $kb -gt 0 ] && echo yes || echo no)"
done
/bin/busybox poweroff -f
END
chmod +x "$guest/init"
(cd "$guest" && find . | bin/busybox cpio -o -H newc 2>/dev/null) >"$root/w/initrd"
kernel=$(cd "$root" && find . -name "vmlinuz*" -size +1M | head -n 1)
[ "$kernel" ] || cannot "the package has no kernel"
cp "$root/$kernel" "$root/w/kernel"
boot() { # TITLE OPTION...: what the guest says of its nodes
	echo "$1:"
	shift
	inside timeout -s KILL 240 qemu-system-x86_64 -accel tcg -cpu max,la57=off -m 1020 -smp 2,sockets=2 "$@" -kernel kernel \
		-initrd initrd -append "console=ttyS0 quiet panic=-1" -display none -nodefaults -no-reboot \
		-serial stdio </dev/null 2>"$work/err" | tr -d '\r' | sed -n 's/.*GUEST /  /p'
}
memory() { # NUMBER...: nodes with equal parts of the memory
	local n
	for n; do
		echo "-object memory-backend-ram,id=m$n,size=$((1020 / $#))M -numa node,nodeid=$n,memdev=m$n$([ "$n" = 0 ] && echo ,cpus=0)"
	done
}
{
	# shellcheck disable=SC2046
	boot "0 has a CPU and memory, 1 memory, 2 a CPU" $(memory 0 1) -numa node,nodeid=2,cpus=1
	# shellcheck disable=SC2046
	boot "0 has both CPUs, each has memory" $(memory 0 1 2) -numa cpu,node-id=0,socket-id=1
} | tee "$work/seen"
cat >"$work/expected" <<'END'
0 has a CPU and memory, 1 memory, 2 a CPU:
  node0: CPUs 0, memory yes
  node1: CPUs 1, memory no
  node2: CPUs none, memory yes
0 has both CPUs, each has memory:
  node0: CPUs 0-1, memory yes
  node1: CPUs none, memory yes
  node2: CPUs none, memory yes
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a node of QEMU that has CPUs and comes after nodes without is numbered before them by the guest"
