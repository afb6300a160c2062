"""The pages of what is done beside the talks, on a phone and on a desk: each opens, is measured, and leads on."""

import pytest

from tests.counts import count

BESIDE = """
from cases import engine
from documents.models import Document
from tests import factories
from tests.personas import persona
case = factories.talked()
party = case.dispute.participations.last()
for side in case.dispute.participations.all():
    engine.take(case, "record_consent", by=persona("clerk"), participation=side, purpose="helper", given=True,
                channel="phone")
engine.take(case, "invite_helper", by=case.mediator, name="梁文杰", capacity="expert", tie="防水工程师，住本小区")
engine.take(case, "record_investigation", by=case.mediator, others=["物业服务人员何志强"], place="港门花园3栋",
            record="问：物业去看过吗？\\n答：去过一次，地漏旁边的砖松了。")
engine.take(case, "report_progress", by=case.mediator, addressee="head", text="还差一千元，下周再谈。")
engine.take(case, "add_evidence", by=case.mediator, name="衣柜收据", given_by=party, upload=factories.scan())
engine.take(case, "list_evidence", by=case.mediator)
notice = Document.objects.get(dossier=case.uid, paper="rights_notice")
engine.take(case, "record_service", by=case.mediator, document=notice, participation=party, way="direct", place="家里")
print(case.uid)
"""
STEPS = ("record_investigation", "invite_helper", "report_progress", "list_evidence", "record_service")


@pytest.mark.parametrize("width", count([390], [390, 1280]))
def test_what_is_done_beside_the_talks_is_read_and_done_on_every_screen(processes, visitor, width):
    case = processes.run(BESIDE).split()[-1]
    window = visitor(width).log_in("silver_mediator")
    window.open(f"/cases/{case}/").reads("向主任报告了进展", "还差一千元，下周再谈。", "调查记录")
    window.open(f"/cases/{case}/records/").reads("物业服务人员何志强", "地漏旁边的砖松了")
    window.open(f"/cases/{case}/people/").reads("邀请参加的人", "梁文杰")
    window.open(f"/cases/{case}/papers/").reads("送达回证", "参加调解保密承诺书", "证据材料清单")
    window.open(f"/cases/{case}/evidence/").reads("列证据清单")
    for step in STEPS:
        window.open(f"/cases/{case}/steps/{step}/")
    window.open(f"/cases/{case}/steps/record_service/").tick("留置送达").fill("送到哪里", "港门花园3栋602室")
    window.select("送的是哪一份", window.page.locator("select[name=document] option").first.inner_text())
    window.tick("陈玉㛃").press("记送达").reads("留置送达要有人见证，请写上见证人的姓名。")
    window.fill("在场见证人", "何志强").press("记送达").reads("办好了：")
    window.open("/forms/").reads("人民调解申请书", "人民调解终止通知书")
