"""What is printed: A4 pages as PDF, in our own letters, with codes that a phone reads.

paper = Paper(title=_("Sign-in cards"), language="en", on=localdate())
paper.title(_("Sign-in cards"))
paper.paragraph(_("Cut along the marks."))
paper.qr("https://trust.example/card/", Box(20, 60, 30, 30))
return paper.pdf()
"""

from bothways.ui.paper.sheet import A4, Box, Paper

__all__ = ["A4", "Box", "Paper"]
