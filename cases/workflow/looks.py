"""Looks that are written down: whoever sees a full identity, takes a paper away or opens the parties' window; and a
message that is sent once more."""

from django.utils.translation import gettext_lazy as _

from cases.states import CaseState
from cases.step import OFFICE, step
from cases.workflow import requirements as must

EVERYWHERE = tuple(CaseState)


def it_failed_and_may_go_again(case, by, facts):
    """Only what failed for good, is about this case, and still has somebody to go to."""
    from cases import deliveries

    message = facts.get("message")
    return deliveries.closed(case, message) if message is not None else None


class Looks:
    """Reading that is logged in the same transaction as the answer (security reference T7)."""

    @step(
        source=EVERYWHERE,
        target=None,
        button=_("显示完整信息"),
        log=_("查看了{participation}的完整证件号和联系方式"),
        audience=OFFICE,
        requires=[must.it_is_one_of_its_people],
        screen=False,
    )
    def reveal_identity(self, *, by, at, documents, participation, reason):
        """Unmask one person for a stated reason."""
        return {"participation": participation.pk, "reason": reason}

    @step(
        source=EVERYWHERE,
        target=None,
        button=_("下载文书"),
        log=_("下载了{document}"),
        screen=False,
    )
    def download_document(self, *, by, at, documents, document):
        """Take one issued paper away."""
        return {"document": document.pk, "sha256": document.sha256}

    @step(
        source=EVERYWHERE,
        target=None,
        button=_("发链接给当事人"),
        log=_("给{participation}这一方发了查看案件的链接"),
        requires=[must.it_is_one_of_its_people],
        screen=False,
    )
    def invite_party(self, *, by, at, documents, participation, mandate=None):
        """Open the parties' window to somebody by a text message; staff never see the link (security reference T2)."""
        return {"participation": participation.pk, "invited_mandate": mandate.pk if mandate else None}

    @step(
        source=EVERYWHERE,
        target=None,
        button=_("打印查看单"),
        log=_("给{participation}这一方打印了查看案件的单子"),
        requires=[must.it_is_one_of_its_people],
        screen=False,
    )
    def print_slip(self, *, by, at, documents, participation, mandate=None):
        """Open it by a printed slip: whoever holds the slip can come in, so the party itself reads who printed it."""
        return {"participation": participation.pk, "invited_mandate": mandate.pk if mandate else None}

    @step(
        source=EVERYWHERE,
        target=None,
        button=_("再发一次"),
        log=_("一条没有发出去的消息又发了一次"),
        audience=OFFICE,
        requires=[it_failed_and_may_go_again],
        screen=False,
    )
    def resend_message(self, *, by, at, documents, message):
        """What failed for good goes out again, to the number that is on file now."""
        from cases import deliveries

        deliveries.send_again(self, message)
        return {"message": message.pk}
