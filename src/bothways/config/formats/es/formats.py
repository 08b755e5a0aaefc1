r"""Los días como se dicen: 27 de noviembre de 2026, 18:00. Todos los idiomas tienen los mismos."""

DATE_FORMAT = r"j \d\e F \d\e Y"
SHORT_DATE_FORMAT = "j M Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"j \d\e F \d\e Y, H:i"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
MONTH_DAY_FORMAT = r"j \d\e F"
MONTH_DAY_TIME_FORMAT = r"j \d\e F, H:i"
SHORT_MONTH_DAY_FORMAT = "j M"
WEEKDAY_FORMAT = r"l j \d\e F"
YEAR_MONTH_FORMAT = r"F \d\e Y"
SHORT_YEAR_MONTH_FORMAT = "M ’y"
FIRST_DAY_OF_WEEK = 1
