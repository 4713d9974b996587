"""How work reaches the app that holds the store: requests of the command line, scheduled drops.

Whoever may write to the home folder may ask; nobody else may (the folder is its owner's alone).
"""

from portfolio.inbox.drop_intake import DropRules
from portfolio.inbox.folder import InboxFolder
from portfolio.inbox.request_client import NobodyAnswers, post
from portfolio.inbox.watcher import InboxWatcher

__all__ = ["DropRules", "InboxFolder", "InboxWatcher", "NobodyAnswers", "post"]
