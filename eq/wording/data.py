"""Data & privacy, in words."""

from __future__ import annotations

LEAD = "Everything you keep is in one file on this computer. Nothing is sent anywhere, and there is no account."
WHERE = (
    "Copy this file to keep a copy of everything (close the app first). Questionnaires you added lie in the folder "
    "“questionnaires” beside it."
)
NOT_ENCRYPTED = (
    "Anyone who can read your files can read this one: other administrators of this computer, a backup service, "
    "whoever finds the disk. On an employer’s computer that may include your employer. A passphrase cannot be set "
    "yet; until it can, use a computer, an account and a disk encryption of your own."
)
CANNOT = (
    "Someone who uses this computer with your account, or stands behind you.",
    "Malware that runs as you, and what the system writes to its swap file.",
    "The browser’s own memory of pages, as long as the window is open.",
    "A copy you have given to someone: it cannot be called back.",
)
MARK = {"ok": "✓", "warning": "△", "error": "✕"}
SHORTCUT = "The icon starts the app, or opens a window of the one that runs."
STOP = "Closing the window leaves the app running in the background, so that the next window opens at once."
STOPPED = "The app has stopped. Everything is kept; you can close this window."
ERASE = (
    "Deletes every answer, result, note and setting in the file, and the questionnaires you added on the page Take. "
    "Files you put into the questionnaires folder yourself, and copies you made, stay where they are."
)
ERASE_WORD = "erase"
ERASE_EXACTLY = (
    "All sittings, answers, notes and settings in this file will be deleted and overwritten, and the questionnaires "
    "you added on the page Take will be deleted. **This cannot be undone.**"
)
ERASED = "Everything was erased."
ERASED_LATER = (
    "Everything was erased, but another tab still reads the file: old bytes go as soon as that tab is closed and the "
    "app is started again."
)
