#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that /delete-property/ and /delete-node/ in an overlay take away what the
# base has, as the same lines do in a .dtsi that is included, or that dtc refuses them there.
#
# dtc 1.8.1 carries them out in the overlay, where there is nothing to delete: they leave no
# trace in the .dtbo, status 0, no message, and fdtoverlay gives a tree that still has the
# property and the node.  Other changes beside them are done.  Only a label as the name of
# the node is an error.
#
# A boolean property cannot be turned off so: dma-coherent stays, and a board that is tested
# without it is tested with it.  Write status = "disabled" for a node, and compare the tree
# that comes out.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid device-tree-compiler=1.8.1-2
cat >"$root/w/base.dts" <<'END'
/dts-v1/;
/ {
	device: device {
		dma-coherent;
		mode = <1>;
		port: port {
		};
	};
};
END
has() { # FILE: what is left of it
	inside dtc -q -I "${1##*.}" -O dts "$1" | sed '/__symbols__/,$d' | grep -oE 'dma-coherent|mode = <[0-9x]+>|port \{' | tr -d '{' | paste -sd ','
}
try() { # WORDS, LINES of a change
	local status=0
	{ cat "$root/w/base.dts" && echo "$2"; } >"$root/w/included.dts"
	printf '%s\n' /dts-v1/\; /plugin/\; "$2" >"$root/w/overlay.dts"
	echo "$1, included: $(has included.dts)"
	inside dtc -@ -O dtb -o base.dtb base.dts
	inside dtc -@ -O dtb -o overlay.dtbo overlay.dts >"$work/log" 2>&1 || status=$?
	if [ $status = 0 ]; then
		inside fdtoverlay -i base.dtb -o out.dtb overlay.dtbo >>"$work/log" 2>&1 || status=$?
	fi
	echo "$1, overlay: status $status, $(wc -l <"$work/log") messages$([ $status != 0 ] || echo ", $(has out.dtb)")"
}
{
	try "nothing" '&device { };'
	try "a value" '&device { mode = <2>; };'
	try "a property" '&device { /delete-property/ dma-coherent; mode = <2>; };'
	try "a node" '&device { mode = <2>; /delete-node/ port; };'
	try "a node by label" '/delete-node/ &port;'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
nothing, included: dma-coherent,mode = <0x01>,port 
nothing, overlay: status 0, 0 messages, dma-coherent,mode = <0x01>,port 
a value, included: dma-coherent,mode = <0x02>,port 
a value, overlay: status 0, 0 messages, dma-coherent,mode = <0x02>,port 
a property, included: mode = <0x02>,port 
a property, overlay: status 0, 0 messages, dma-coherent,mode = <0x02>,port 
a node, included: dma-coherent,mode = <0x02>
a node, overlay: status 0, 0 messages, dma-coherent,mode = <0x02>,port 
a node by label, included: dma-coherent,mode = <0x01>
a node by label, overlay: status 1, 2 messages
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "what an overlay deletes is still there, no message"
