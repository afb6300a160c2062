"""One form a step: what is asked, checked and handed to the engine as facts."""

from cases.forms import closing, intake, mediation, settling

FORMS = {**intake.FORMS, **mediation.FORMS, **settling.FORMS, **closing.FORMS}
