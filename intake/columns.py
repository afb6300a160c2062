"""The columns of the spreadsheet in which an older register is carried over, and the words that may stand in them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.models import CaseSource, DisputeType
from parties.identity import ID_KINDS
from parties.models import Party

APPLICANT, RESPONDENT, MATTER = "0", "1", ""
DANGER = {"有": True, "没有": False}
EXAMPLE = _("示例，不登记")
WHY = _("原因")


@dataclass(frozen=True)
class Column:
    """One column. part: whose it is, a block of people of the register or the matter; name: its field there

    note: how it is filled in; words: which list of words it takes from
    """

    heading: str
    part: str
    name: str
    example: str = ""
    note: str = ""
    needed: bool = False
    words: str = ""
    width: int = 14


_USUALLY = _("不填就是个人。")
_PAPER = _("不填就是身份证，单位是信用代码。")
_DIGITS = _("格子要设成“文本”，不然后几位会变。")
_REACH = _("双方至少填一个电话；都没有的，填申请人的联系人。")

COLUMNS = (
    Column(_("原编号"), MATTER, "origin_reference", str(EXAMPLE), _("原来登记本上的编号，照抄就行。"), width=18),
    Column(_("反映日期"), MATTER, "reported_at", "2026-10-08", _("例如2026-10-08。"), needed=True),
    Column(_("申请人"), APPLICANT, "name", "张三", _("姓名或单位名称。"), needed=True),
    Column(_("申请人是个人还是单位"), APPLICANT, "kind", "个人", _USUALLY, words="kind"),
    Column(_("申请人证件种类"), APPLICANT, "id_kind", "", _PAPER, words="id_kind"),
    Column(_("申请人证件号码"), APPLICANT, "id_number", "", _DIGITS, width=22),
    Column(_("申请人电话"), APPLICANT, "phone", "13800000001", _REACH),
    Column(_("申请人住址"), APPLICANT, "address", "港门花园3栋502", width=26),
    Column(_("申请人的联系人"), APPLICANT, "contact_name"),
    Column(_("被申请人"), RESPONDENT, "name", "李四", _("姓名或单位名称。"), needed=True),
    Column(_("被申请人是个人还是单位"), RESPONDENT, "kind", "个人", _USUALLY, words="kind"),
    Column(_("被申请人证件种类"), RESPONDENT, "id_kind", "", _PAPER, words="id_kind"),
    Column(_("被申请人证件号码"), RESPONDENT, "id_number", "", _DIGITS, width=22),
    Column(_("被申请人电话"), RESPONDENT, "phone", "13800000002", _REACH),
    Column(_("被申请人住址"), RESPONDENT, "address", "港门花园3栋602", width=26),
    Column(_("纠纷类型"), MATTER, "dispute_type", "邻里纠纷", needed=True, words="dispute_type", width=18),
    Column(_("案件来源"), MATTER, "source", "主动调解", needed=True, words="source", width=18),
    Column(_("发生地点"), MATTER, "place", "港门花园3栋", _("小区、楼栋、门牌。"), needed=True, width=24),
    Column(_("纠纷经过"), MATTER, "summary", "602卫生间漏水，502天花板受损。", needed=True, width=50),
    Column(_("申请事项"), MATTER, "requests", "", _("依申请调解的要填，一项一行。"), width=30),
    Column(
        _("有没有危险"), MATTER, "danger", "没有", _("可能打起来，或者有人受伤、想不开的，填“有”。"), words="danger"
    ),
)


def heading_of(part, name):
    """The heading of the column of one field."""
    return next(column.heading for column in COLUMNS if (column.part, column.name) == (part, name))


@dataclass(frozen=True)
class Words:
    """The allowed words: {word: what it stands for} of every list, read once for a whole sheet."""

    lists: dict

    def of(self, column):
        """The words of one column, None for a column that takes any text."""
        return self.lists.get(column.words)

    def as_typed(self, column, text):
        """What the register's form would be sent for a cell: a code for a word, else the text itself."""
        known = self.of(column)
        found = known.get(text, text) if known else text
        return found if isinstance(found, str) else text


def words():
    """The words in use today; two queries."""
    rows = {
        "dispute_type": DisputeType.objects.filter(valid_until__isnull=True),
        "source": CaseSource.objects.filter(valid_until__isnull=True),
    }
    return Words(
        {name: {row.name: row for row in found} for name, found in rows.items()}
        | {
            "kind": {str(label): code for code, label in Party.Kind.choices},
            "id_kind": {str(kind.label): kind.code for kind in ID_KINDS.values()},
            "danger": dict(DANGER),
        }
    )
