"""Prints letters: HTML in on standard input, PDF/UA-1 out on standard output, until the input ends.

First it says that it is ready, or why not. Then, for each letter: the number of bytes in decimal
and a line end, and the HTML. The answer is `pdf` or `fault`, a blank, a number of bytes and a line
end, and the PDF, or one sentence that carries nothing of the letter's text.
"""

import contextlib
import functools
import logging
import os
import subprocess
import sys
import unicodedata

FAMILIES = ("Liberation Sans", "Noto Nastaliq Urdu")


class Fault(Exception):
    """Why a letter cannot be printed, in words."""


class Complaints(logging.Handler):
    """Keeps what WeasyPrint would pass over: an image that it could not show, say."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.count = 0

    def emit(self, record):
        self.count += 1


@functools.cache
def is_drawn(character):
    """Whether an installed font has a character; without one a box would stand in its place."""
    if unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp"):
        return True
    return bool(fonts(f":charset={ord(character):x}"))


def fonts(pattern):
    return subprocess.run(
        ["fc-list", pattern, "family"], capture_output=True, text=True, check=True
    ).stdout.strip()


def check_text(html):
    for character in sorted(set(html)):
        if ord(character) > 0x17F and not is_drawn(character):
            raise Fault(f"no installed font has the character U+{ord(character):04X}")


def printed(html, weasyprint, fetcher, complaints):
    """The PDF of a letter."""
    check_text(html)
    complaints.count = 0
    # A font configuration of its own: what was printed before must not show in the bytes.
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    pdf = document.write_pdf(pdf_variant="pdf/ua-1")
    if complaints.count:
        raise Fault("something in it cannot be shown, such as an image")
    return pdf


def answer(stream, kind, content):
    stream.write(f"{kind} {len(content)}\n".encode() + content)
    stream.flush()


def main():
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    # Whatever else is printed must not fall among the answers.
    sys.stdout = sys.stderr
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        answer(answers, "fault", f"WeasyPrint does not load: {type(error).__name__}".encode())
        return
    installed = fonts(":").splitlines()
    missing = [name for name in FAMILIES if not any(name in line for line in installed)]
    if missing:
        answer(answers, "fault", f"the font {missing[0]} is not installed".encode())
        return
    # Letters carry all they show. Nothing is read from files, and nothing is asked of a network.
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["data"])
    complaints = Complaints()
    logger = logging.getLogger("weasyprint")
    logger.handlers[:] = [complaints]
    logger.propagate = False
    answer(answers, "ready", f"WeasyPrint {weasyprint.__version__}".encode())
    while line := requests.readline():
        html = requests.read(int(line))
        try:
            pdf = printed(html.decode(), weasyprint, fetcher, complaints)
        except Fault as fault:
            answer(answers, "fault", str(fault).encode())
        except Exception as error:
            # Its words could quote the letter.
            answer(answers, "fault", f"WeasyPrint gave up: {type(error).__name__}".encode())
        else:
            answer(answers, "pdf", pdf)


if __name__ == "__main__":
    os.umask(0o077)
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        main()
