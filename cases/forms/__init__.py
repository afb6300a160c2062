"""One form a step: what is asked, checked and handed to the engine as facts."""

from cases.forms import (
    after,
    choosing,
    closing,
    contacts,
    errands,
    intake,
    mediation,
    pausing,
    practice,
    settling,
    speaking,
)

FORMS = {
    **intake.FORMS,
    **mediation.FORMS,
    **choosing.FORMS,
    **contacts.FORMS,
    **pausing.FORMS,
    **practice.FORMS,
    **errands.FORMS,
    **speaking.FORMS,
    **settling.FORMS,
    **closing.FORMS,
    **after.FORMS,
}
