"""Takes from the running process what a parser has no use for: the network, other programs and
processes, writing to files, and more memory and processor time than a document needs. For good.

On Linux the kernel refuses it (seccomp), whatever code has come to run here. A Python audit hook
refuses it again, which holds on other systems too, but for Python code alone.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys

# Calls of Linux that are refused, by number on x86_64 and on aarch64 (None: it has no such call).
_CALLS: dict[str, tuple[int | None, int | None]] = {
    # network
    "socket": (41, 198),
    "connect": (42, 203),
    "accept": (43, 202),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "bind": (49, 200),
    "listen": (50, 201),
    "socketpair": (53, 199),
    "accept4": (288, 242),
    "sendmmsg": (307, 269),
    # programs, processes, threads
    "clone": (56, 220),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "setpgid": (109, 154),
    "setsid": (112, 157),
    "execveat": (322, 281),
    "clone3": (435, 435),
    # other processes: signals, memory, limits, files they hold open
    "kill": (62, 129),
    "ptrace": (101, 117),
    "rt_sigqueueinfo": (129, 138),
    "setpriority": (141, 140),
    "tkill": (200, 130),
    "sched_setaffinity": (203, 122),
    "tgkill": (234, 131),
    "rt_tgsigqueueinfo": (297, 240),
    "prlimit64": (302, 261),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_send_signal": (424, 424),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    # files; opening them for writing is told by its flags, below
    "truncate": (76, 45),
    "rename": (82, None),
    "mkdir": (83, None),
    "rmdir": (84, None),
    "creat": (85, None),
    "link": (86, None),
    "unlink": (87, None),
    "symlink": (88, None),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "utime": (132, None),
    "mknod": (133, None),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "utimes": (235, None),
    "mkdirat": (258, 34),
    "mknodat": (259, 33),
    "fchownat": (260, 54),
    "futimesat": (261, None),
    "unlinkat": (263, 35),
    "renameat": (264, 38),
    "linkat": (265, 37),
    "symlinkat": (266, 36),
    "fchmodat": (268, 53),
    "utimensat": (280, 88),
    "renameat2": (316, 276),
    "openat2": (437, 437),  # its flags lie in memory, where the filter cannot look
    # ways round the filter, and wide doors into the kernel
    "chroot": (161, 51),
    "mount": (165, 40),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "unshare": (272, 97),
    "perf_event_open": (298, 241),
    "setns": (308, 268),
    "memfd_create": (319, 279),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
}
# Calls that open a file, with the place of their flags among the arguments.
_OPENING: dict[str, tuple[tuple[int | None, int | None], int]] = {
    "open": ((2, None), 1),
    "openat": ((257, 56), 2),
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

_EVENTS = (  # of Python's audit hooks, by the start of their names
    *("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork"),
    *("os.kill", "os.putenv", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link"),
    *("os.symlink", "os.chmod", "os.chown", "os.truncate", "os.utime", "shutil.", "tempfile."),
    *("pty.", "urllib.", "ftplib.", "smtplib."),
)

_SET_PDEATHSIG, _SET_SECCOMP, _SET_NO_NEW_PRIVS = 1, 22, 38  # of prctl
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column above, audit number
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # instructions


def confine(memory_mb: int, cpu_seconds: int) -> None:
    """From here on this process may read files, compute, and use what it has open; no more.

    What is refused raises PermissionError. More memory than `memory_mb` (address space, all that is
    loaded included) raises MemoryError; more processor time than `cpu_seconds` ends the process
    with SIGXCPU.
    """
    for limit, soft, hard in (
        (resource.RLIMIT_AS, memory_mb * 2**20, memory_mb * 2**20),
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 2),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NOFILE, 64, 64),
    ):
        resource.setrlimit(limit, (soft, hard))
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse)
    if sys.platform == "linux" and (program := _filter(platform.machine())):
        _prctl(_SET_NO_NEW_PRIVS, 1)
        # A kernel without seccomp leaves it at the limits and the hook.
        _prctl(_SET_SECCOMP, 2, ctypes.addressof(program))


def die_with_parent(parent: int) -> None:
    """End this process when the one that forked it, `parent`, ends, however that ends (Linux)."""
    if sys.platform == "linux":
        _prctl(_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before this was asked for
        os._exit(1)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if writes or event.startswith(_EVENTS):
        raise PermissionError(errno.EPERM, f"A parser may not do this: {event}")


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def _filter(machine: str) -> _Program | None:
    """The filter as a BPF program (see linux/seccomp.h); None for machines it is not written for."""
    if machine not in _MACHINES:
        return None
    column, audit_number = _MACHINES[machine]
    # A call's number is at byte 0, the machine's at 4, argument n's low half at 16 + 8 n.
    code = [_step(_LOAD, 4), _step(_EQUAL, audit_number, 1, 0), _step(_RETURN, _KILL)]
    code += [_step(_LOAD, 0)]
    if machine == "x86_64":  # the same calls under other numbers (x32)
        code += [_step(_AT_LEAST, 0x40000000, 0, 1), _step(_RETURN, _REFUSE)]
    for numbers in _CALLS.values():
        if (number := numbers[column]) is not None:
            code += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _REFUSE)]
    for numbers, argument in _OPENING.values():
        if (number := numbers[column]) is not None:
            code += [_step(_EQUAL, number, 0, 4), _step(_LOAD, 16 + 8 * argument)]
            code += [_step(_ANY_BIT, _WRITING, 0, 1), _step(_RETURN, _REFUSE)]
            code += [_step(_RETURN, _ALLOW)]
    code += [_step(_RETURN, _ALLOW)]
    return _Program(len(code), b"".join(code))


def _step(instruction: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", instruction, if_true, if_false, value)


def _prctl(option: int, value: int, address: int = 0) -> None:
    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    prctl(option, value, address, 0, 0)
