"""A terminal of a hundred columns, as a person has it before her."""

import fcntl
import os
import pty
import re
import struct
import termios


def screen(*command: str, columns: int = 100) -> str:
    """What a command shows on a terminal, without colours and blanks at line ends."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, os.environ | {"TERM": "xterm", "NO_COLOR": "1", "COLUMNS": str(columns)})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.waitpid(child, 0)
    os.close(terminal)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    return "\n".join(line.rstrip() for line in plain.splitlines()) + "\n"
