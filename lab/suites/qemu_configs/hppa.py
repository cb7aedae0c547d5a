# SPDX-License-Identifier: GPL-2.0
"""PA-RISC, 32 bits, QEMU's B160L: the kernel has no file for it."""

from ..qemu_config import QemuArchParams

QEMU_ARCH = QemuArchParams(linux_arch="parisc", qemu_arch="hppa", kernel_path="vmlinux",
                           kconfig="CONFIG_PA7100LC=y\nCONFIG_GSC=y\nCONFIG_GSC_LASI=y\nCONFIG_SERIAL_8250=y\n"
                           "CONFIG_SERIAL_8250_CONSOLE=y\n",
                           kernel_command_line="console=ttyS0", extra_qemu_params=[])
