"""The steps a party takes by itself, with the words of their pages; no other step has a page in this window."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.forms import own


@dataclass(frozen=True)
class Page:
    """One step's page. ends: an interruption page, because what it does cannot be undone; done: said afterwards.

    step: the step it takes when its own name is another
    secret: somebody may look over the shoulder: one tap leaves the page, and the browser keeps nothing of it
    """

    form: type
    title: str
    lead: str
    button: str
    done: str
    ends: bool = False
    template: str = "portal/step.html"
    step: str = ""
    secret: bool = False


PAGES = {
    "record_consent": Page(
        own.ConsentForm,
        _("您愿意调解吗"),
        _("调解是双方坐下来谈，由调解员帮着谈。双方都愿意才调解，不收费。愿意了，以后也可以随时停。"),
        _("我愿意调解"),
        _("记下了：您愿意调解。"),
        template="portal/consent.html",
    ),
    "refuse": Page(
        own.RefuseForm,
        _("不愿意调解？"),
        _("您说了不愿意，这件事的调解就结束，不能恢复。以后双方又愿意了，可以再来申请。"),
        _("我不愿意，结束调解"),
        _("记下了：您不愿意调解，调解结束了。"),
        ends=True,
    ),
    "consent_to_extension": Page(
        own.ExtensionForm,
        _("愿意延长调解期限吗"),
        _("没谈完，双方都愿意，才能延长。有一方不愿意，期满调解就结束。"),
        _("就这样说"),
        _("记下了您的意见。"),
        step="record_consent",
    ),
    "choose_mediator": Page(
        own.ChooseForm,
        _("想请谁来调解"),
        _("您可以选一位（人民调解法第19条）。双方选的不是同一位，由主任来定。"),
        _("就选这位"),
        _("记下了，主任安排的时候会看到。"),
    ),
    "report_risk": Page(
        own.RiskForm,
        _("有危险，告诉调委会"),
        _("有人正在动手、正在受伤的，先打110、120。这里写的，调委会和司法局看得到，对方看不到。"),
        _("告诉调委会"),
        _("收到了。"),
        secret=True,
    ),
    "add_evidence": Page(
        own.EvidenceForm,
        _("交材料"),
        _("一次交一张照片或一个文件。交了以后，调解员和调委会能看到。"),
        _("交上去"),
        _("收到了。还要交，请再点“交材料”。"),
    ),
    "record_performance": Page(
        own.PerformanceForm,
        _("报一下做到了没有"),
        _("请照实报，对方和调解员都看得到。"),
        _("报上去"),
        _("报上去了，对方和调解员看得到。"),
    ),
    "confirm_performance": Page(
        own.ConfirmForm,
        _("确认收到了"),
        _("真的收到了、看到做好了，再点确认。"),
        _("确认收到了"),
        _("记下了：您确认收到了。"),
    ),
    "report_breach": Page(
        own.BreachForm,
        _("没收到，或者没做到"),
        _("报了以后，调解员会去问对方、督促对方（人民调解法第31条）。"),
        _("报上去"),
        _("报上去了，调解员会打电话问对方。"),
    ),
    "object_to_mediator": Page(
        own.ObjectForm,
        _("想换一位调解员？"),
        _("您可以不接受现在的调解员（人民调解法第23条）。理由只给主任看，主任会答复您。"),
        _("提出换人"),
        _("提上去了，主任会答复您。"),
    ),
    "complain": Page(
        own.ComplaintForm,
        _("投诉"),
        _("投诉直接交给司法局，调解员和调委会看不到。最晚哪天答复，提交后会写明。"),
        _("交给司法局"),
        _("交给司法局了，答复会写在“办案经过”里。"),
    ),
    "end_mediation": Page(
        own.EndForm,
        _("不想调解了？"),
        _("您随时可以停，不用说理由（人民调解法第23条）。停了以后，这件案子就结束，不能恢复。"),
        _("不调解了，结束"),
        _("调解结束了。您还可以走别的路。"),
        ends=True,
    ),
    "withdraw": Page(
        own.WithdrawForm,
        _("撤回申请？"),
        _("撤回以后，这件案子就结束，不能恢复。以后双方愿意，可以再来申请。"),
        _("撤回申请"),
        _("申请撤回了。"),
        ends=True,
    ),
}
