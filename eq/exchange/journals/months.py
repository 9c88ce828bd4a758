"""Names of the months in the languages other programs write them in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

# Twelve months a line, spellings of one month joined by a slash, all as ``folded`` leaves them. Short forms that mean
# another month in another language of the list are left out.
_NAMES: Final = """
january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct
    november/nov december/dec
januar/janner februar/feb marz/mrz april/apr mai juni/jun juli/jul august/aug september/sep oktober/okt november/nov
    dezember/dez
janvier/janv fevrier/fevr/fev mars avril/avr mai juin juillet/juil aout septembre/sept octobre/oct novembre/nov
    decembre/dec
enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/setiembre/sep/sept/set
    octubre/oct noviembre/nov diciembre/dic
gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set ottobre/ott
    novembre/nov dicembre/dic
janeiro/jan fevereiro/fev marco/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out
    novembro/nov dezembro/dez
januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep oktober/okt november/nov
    december/dec
januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug september/sep oktober/okt november/nov
    december/dec
januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul august/aug september/sep oktober/okt november/nov
    desember/des
januari/jan februari/feb mars april/apr maj juni/jun juli/jul augusti/aug september/sep oktober/okt november/nov
    december/dec
styczen/stycznia/sty luty/lutego/lut marzec/marca kwiecien/kwietnia/kwi maj/maja czerwiec/czerwca/cze
    lipiec/lipca/lip sierpien/sierpnia/sie wrzesien/wrzesnia/wrz pazdziernik/pazdziernika/paz listopad/listopada/lis
    grudzien/grudnia/gru
leden/ledna unor/unora brezen/brezna duben/dubna kveten/kvetna cerven/cervna cervenec/cervence srpen/srpna zari
    rijen/rijna listopad/listopadu prosinec/prosince
январь/января/янв февраль/февраля/февр/фев март/марта/мар апрель/апреля/апр май/мая июнь/июня/июн июль/июля/июл
    август/августа/авг сентябрь/сентября/сент/сен октябрь/октября/окт ноябрь/ноября/нояб/ноя декабрь/декабря/дек
ocak/oca subat/sub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem agustos/agu eylul/eyl ekim/eki kasım/kas
    aralık/ara
"""


def folded(word: str) -> str:
    """A word without capitals, accents and dots, as the names are compared."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign) and sign != ".")


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    words = _NAMES.split()
    return {folded(name): place % 12 + 1 for place, month in enumerate(words) for name in month.split("/")}


def month_number(word: str) -> int | None:
    """1 to 12 for the name of a month, long or short, in any of the known languages, else None."""
    return _numbers().get(folded(word))
