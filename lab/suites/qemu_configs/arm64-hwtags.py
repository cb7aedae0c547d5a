# SPDX-License-Identifier: GPL-2.0
"""64-bit ARM with memory tagging, which KASAN_HW_TAGS needs: the kernel's file has a machine without."""

from ..qemu_config import QemuArchParams

QEMU_ARCH = QemuArchParams(linux_arch="arm64", qemu_arch="aarch64", kernel_path="arch/arm64/boot/Image.gz",
                           kconfig="CONFIG_SERIAL_AMBA_PL011=y\nCONFIG_SERIAL_AMBA_PL011_CONSOLE=y\n"
                           "CONFIG_ARM64_MTE=y\n",
                           kernel_command_line="console=ttyAMA0",
                           extra_qemu_params=["-machine", "virt,mte=on", "-cpu", "max"])
