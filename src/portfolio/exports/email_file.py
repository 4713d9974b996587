"""A message that is ready to send, as a file that every mail program opens."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP


def email_file(subject: str, text: str, to: Sequence[str]) -> bytes:
    """Return a draft (`X-Unsent`, which Outlook opens to be sent) with these addresses."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(subject.split())
    if to:
        message["To"] = ", ".join(to)
    message["X-Unsent"] = "1"
    message.set_content(text)
    return message.as_bytes()
