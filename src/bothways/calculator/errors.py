"""What is wrong with a file, in which row, and what to do about it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final = {
    "empty": _("There is nothing in the file of %(file)s. Choose it again, or paste its lines."),
    "too_large": _(
        "The file of %(file)s is larger than 1 MB. Leave out the columns that are not needed."
    ),
    "not_text": _("The file of %(file)s is not a text. Save the table as CSV, then try again."),
    "no_team": _(
        "The first row of %(file)s names no column ‘team’. Name the columns there, one of them"
        " ‘team’."
    ),
    "twice": _(
        "Two columns of %(file)s are named ‘%(column)s’. Give each column a name of its own."
    ),
    "no_questions": _(
        "The answers have no questions. Name each column of answers with a q first: q1, q2, q3."
    ),
    "no_rows": _("There is no row below the names of the columns in %(file)s."),
    "row_length": _(
        "Row %(row)s of %(file)s has more fields than the first row has names. Look for a comma"
        " too many."
    ),
    "row_no_team": _("Row %(row)s of %(file)s says no team. Fill it in, or take the row out."),
    "not_an_answer": _(
        "Row %(row)s of the answers, column %(column)s: ‘%(value)s’ is no answer from 1 to 5."
        " Mend it, or leave the field empty where nobody answered."
    ),
    "not_a_size": _(
        "Row %(row)s of the teams: ‘%(value)s’ is no number of people. Write a whole number from"
        " 1 up into the column team_size."
    ),
    "no_size": _(
        "The teams have no column ‘team_size’. Add it, with how many people are in each team."
    ),
    "team_twice": _(
        "Team ‘%(team)s’ stands in the file of teams twice, the second time in row %(row)s. Keep"
        " one of the two."
    ),
    "team_unknown": _(
        "Team ‘%(team)s’, row %(row)s of the answers, is not in the file of teams. Add a row for"
        " it, or write its name the same way in both."
    ),
    "too_small": _(
        "Team ‘%(team)s’ has %(size)s people by the file of teams, but %(n)s answered. Put the"
        " right size into row %(row)s of the teams."
    ),
    "teams_wanted": _(
        "For the people there today the sizes of the teams are needed. Add the file of teams, or"
        " ask what each team is like."
    ),
    "too_many": _(
        "This page takes at most %(most)s rows, 60 questions and 500 teams. The command"
        " ‘bothways score’ takes more."
    ),
    "slow": _("This took too long. The command ‘bothways score’ takes larger files."),
    "nobody_answered": _("%(firm)sNobody answered any of these questions."),
    "silent_team": _(
        "%(firm)sNobody in one of these teams answered, and there are too few others to say more."
        " Take the team out of the file of teams."
    ),
    "one_in_each": _(
        "%(firm)sNo team has more than one answer, so people can't be told from teams."
        " At least one team needs two."
    ),
}
"""Each thing that can be wrong, by its key; the words follow the language of whoever asks."""


class BadFileError(ValueError):
    """A file can't be worked with. str() says what is so and what to do, fit for a page."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        values = {name: str(value) for name, value in self.values.items()}
        return str(SENTENCES[self.key]) % values
