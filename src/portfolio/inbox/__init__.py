"""Lets a command line reach the store while the app holds it: requests in a folder, answers back.

Whoever may write to the home folder may ask; nobody else may (the folder is its owner's alone).
"""

from portfolio.inbox.folder import InboxFolder
from portfolio.inbox.posting import NobodyAnswers, post
from portfolio.inbox.watching import InboxWatcher

__all__ = ["InboxFolder", "InboxWatcher", "NobodyAnswers", "post"]
