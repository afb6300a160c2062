"""The reading copy of a paper for whoever reads another language: what its fixed words mean, above the Chinese itself.

The Chinese stays on the page to the last character, because it alone counts; a paper that is printed knows nothing of
this.
"""

import re
from datetime import date

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from documents.papers.words import ordinal
from mediation import days

# The fixed sentences of the papers (司法部《人民调解文书格式》), as they stand in documents/papers/*/template.html;
# {…} is what a case puts in.
SENTENCES = (
    _("纠纷主要事实、争议事项："),
    _("经调解，自愿达成如下协议："),
    _("经调解，自愿达成如下口头协议："),
    _("履行方式、时限："),
    _("本协议一式{copies}份，{holders}。"),
    _("各方于{day}达成人民调解协议（编号：{number}，以下称原协议）。"),
    _("经调解，自愿对原协议变更、补充如下："),
    _("原协议中继续有效的内容："),
    _("原协议中已经履行的内容："),
    _("原协议中不再履行的内容："),
    _("原协议与本协议不一致的，以本协议为准；本协议没有变更的，继续有效。"),
    _("纠纷简要情况："),
    _("当事人申请事项："),
    _("人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请人民调解委员会进行调解。"),
    _("人民调解委员会已将人民调解的相关规定告知各方当事人。"),
    _("调解记录："),
    _("{day}，人民调解委员会依当事人申请，经当事人同意，调解{names}之间的纠纷。"),
    _("{day}，人民调解委员会主动调解，经当事人同意，调解{names}之间的纠纷。"),
    _("备注：此表由人民调解委员会填写。{remark}"),
    _("上列当事人的纠纷，定于下列时间、地点进行第{ordinal}次调解，请准时参加："),
    _("请带本人身份证件和有关材料；由别人代为参加的，请带授权委托书。不能按时参加的，请提前告知，电话{call}。"),
    _("请带本人身份证件和有关材料；由别人代为参加的，请带授权委托书。不能按时参加的，请提前告知。"),
    _("调解不收取任何费用。您可以不参加，也可以随时要求终止调解（《中华人民共和国人民调解法》第二十三条）。"),
    _("特此通知。"),
    _("特此告知。"),
    _("本纠纷的调解期限原到{before}届满。因下列原因，各方同意延长到{until}："),
    _("延长期间，任何一方都可以随时要求终止调解，也可以依法通过仲裁、行政、司法等途径维护自己的权利。"),
    _("上列当事人的纠纷，经人民调解委员会调解，因下列原因未能达成协议："),
    _("根据《中华人民共和国人民调解法》第二十六条，调解于{day}终止。您仍可以依法通过下列途径维护自己的权利："),
    _("上列当事人的纠纷，因下列原因，本人民调解委员会不予受理："),
    _("您仍可以依法通过下列途径维护自己的权利，本人民调解委员会不因此加以阻止（《中华人民共和国人民调解法》第三条）："),
    _(
        "各方认为不需要制作调解协议书，根据《中华人民共和国人民调解法》第二十八条、第三十条，由调解员记录协议内容，口头协议自各方达成之日起生效。"
    ),
    _("根据《中华人民共和国人民调解法》，现将调解中您的权利、义务和有关事项告知如下："),
    _("一、人民调解的性质和原则"),
    _(
        "人民调解委员会是依法设立的调解民间纠纷的群众性组织，通过说服、疏导等方法，促使当事人在平等协商基础上自愿达成调解协议。调解不违背法律、法规和国家政策，不收取任何费用；不因调解而阻止当事人依法通过仲裁、行政、司法等途径维护自己的权利。"
    ),
    _("二、当事人的权利（第二十三条）"),
    _("（一）选择或者接受人民调解员；"),
    _("（二）接受调解、拒绝调解或者要求终止调解；"),
    _("（三）要求调解公开进行或者不公开进行；"),
    _("（四）自主表达意愿、自愿达成调解协议。"),
    _("三、当事人的义务（第二十四条）"),
    _("（一）如实陈述纠纷事实；"),
    _("（二）遵守调解现场秩序，尊重人民调解员；"),
    _("（三）尊重对方当事人行使权利。"),
    _("四、调解协议的效力（第三十一条至第三十三条）"),
    _(
        "经调解达成的调解协议具有法律约束力，当事人应当按照约定履行，人民调解委员会督促履行。就协议的履行或者内容发生争议的，可以向人民法院提起诉讼。双方认为有必要的，可以自调解协议生效之日起三十日内共同向人民法院申请司法确认。"
    ),
    _("以上内容我已看过（听读过），表示理解。"),
    _("委托人在上列纠纷的人民调解中，委托上列受托人为代理人，代理权限如下："),
    _("一、一般授权：代为提出、同意调解，选择、接受调解员，陈述事实，提供证据，参加调解，同意延长期限，代收文书。"),
    _("二、特别授权（授权的涂黑，没有涂黑的不得代为办理）："),
    _("□ 代为承认对方的请求"),
    _("■ 代为承认对方的请求"),
    _("□ 代为放弃请求"),
    _("■ 代为放弃请求"),
    _("□ 代为变更请求"),
    _("■ 代为变更请求"),
    _("□ 代为和解，签署调解协议，撤回申请，终止调解，确认履行"),
    _("■ 代为和解，签署调解协议，撤回申请，终止调解，确认履行"),
    _("委托人、受托人（签名盖章或按指印）："),
    _("备注：委托人可以随时取消委托，取消后请及时告知人民调解委员会。"),
    _("兹证明上列人员在我单位担任上列职务，是我单位的法定代表人（负责人），依法代表我单位参加上列纠纷的人民调解。"),
    _("特此证明。"),
    _("单位（盖章）："),
    _("备注：信用代码指统一社会信用代码。请附营业执照或者登记证书复印件；法定代表人本人参加调解的，出示身份证件。"),
    _(
        "我们是上列纠纷的当事人，有共同的请求，共{count}人。经商量，一致推选上列人员为我们的代表人，代表我们参加人民调解，陈述意见，提供证据，代收文书。"
    ),
    _("代表人放弃、变更请求，承认对方的请求，进行和解，应当经我们同意。"),
    _("推选人（签名或按指印）："),
    _("备注：代表人从推选人中推选二至五名（民事诉讼法第56条及其解释第75条、第78条）。地方不够的，另附纸。"),
    _("特立此据。"),
    _("以上材料共{count}件，各存一份，附卷。"),
    _("记录："),
    _("说明："),
    _("以上记录我已看过（听读过），与我说的一致。"),
    _("备注：由他人代收的，收件人写明与受送达人的关系；留置、邮寄送达的，写明见证人或者邮件号码。"),
    _("收款人（签名盖章或按指印）："),
    _("提供人（签名盖章或按指印）："),
    _("整理人（签名）："),
    _("被调查人（签名盖章或按指印）："),
    _("调查人、记录人（签名）："),
    _("收件人、见证人（签名盖章或按指印）："),
    _("送达人、记录人（签名）："),
    _("当事人（签名盖章或按指印）："),
    _("当事人（签名）："),
    _("参加人（签名）："),
    _("申请人（签名盖章或按指印）："),
    _("人民调解员（签名）："),
    _("人民调解员、记录人（签名）："),
    _("案件来源①当事人申请（{asked}） ②人民调解委员会主动调解（{own}）"),
    _("编号：{number} 第{ordinal}次"),
    _("编号：{number}"),
    _("{name}（人民调解委员会印） {day}"),
    _("{name}（人民调解委员会印）"),
    _("甲方：{name}"),
    _("乙方：{name}"),
    _("申请人：{name}"),
    _("被申请人：{name}"),
    _("人民调解员：{name}"),
    _("记录人：{name}"),
)
# What may stand in them besides names, numbers and days.
VALUES = (_("当事人、人民调解委员会各持一份"),)
# The words before a blank.
LABELS = (
    _("纠纷名称"),
    _("付款人"),
    _("收款人"),
    _("委托人"),
    _("受托人"),
    _("双方关系"),
    _("其他事项"),
    _("委托期限"),
    _("单位名称"),
    _("信用代码"),
    _("单位地址"),
    _("推选一方"),
    _("代表人"),
    _("送达文书"),
    _("受送达人"),
    _("送达方式"),
    _("送达地点"),
    _("送达时间"),
    _("纠纷类型"),
    _("案件来源"),
    _("来源说明"),
    _("时间"),
    _("地点"),
    _("参加人"),
    _("人民调解员"),
    _("调解结果："),
    _("姓名"),
    _("性别"),
    _("民族"),
    _("年龄"),
    _("职业或职务"),
    _("联系方式"),
    _("单位或住址"),
    _("名称"),
    _("法定代表人"),
    _("职务"),
    _("地址"),
    _("委托代理人"),
    _("甲方"),
    _("乙方"),
    _("当事人"),
    _("申请人"),
    _("被申请人"),
)
BLOCK = re.compile(r"<(p|h2)((?: [^>]*)?)>(.*?)</\1>", re.S)
LABEL = re.compile("(?<![^>　])(" + "|".join(sorted(LABELS, key=len, reverse=True)) + r")(?=<|　|$)")
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
NUMERALS = {ordinal(number): number for number in range(1, 100)}
PLACE = re.compile(r"\{(\w+)\}")
TAG = re.compile(r"<[^>]+>")
NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")


def pattern(sentence):
    """What finds a fixed sentence on a page, with what the case put into it."""
    parts = PLACE.split(escape(sentence))
    return re.compile("".join(f"(?P<{part}>.*?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)))


PATTERNS = tuple((sentence, pattern(sentence)) for sentence in SENTENCES)


def glossed(html, meanings):
    """The reading copy with what it means above the Chinese, in the language of the page.

    meanings: {a sentence of the case: the same in the language of the page}, for what is not fixed
    """
    known = {str(conditional_escape(words)): meaning for words, meaning in meanings.items()}

    def block(found):
        tag, attributes, inner = found.groups()
        words = " ".join(TAG.sub("", inner).replace("　", " ").split())
        meaning = known.get(words) or known.get(NUMBERED.sub("", words)) or of_sentence(words)
        if not meaning:
            return f"<{tag}{attributes}>{LABEL.sub(label, inner)}</{tag}>"
        return f"<{tag}{attributes}>{gloss(meaning)}{inner}</{tag}>"

    # What is escaped already stays so: only our own spans are added.
    return mark_safe(BLOCK.sub(block, html))  # noqa: S308 -- see above


def of_sentence(words):
    """What a fixed sentence means, or ""."""
    for sentence, finds in PATTERNS:
        found = finds.fullmatch(words)
        if found:
            # What the case put in is escaped on the page already.
            put_in = {name: said(value) for name, value in found.groupdict().items()}
            return mark_safe(str(conditional_escape(gettext(sentence))).format(**put_in))  # noqa: S308
    return ""


def said(value):
    """What a case put into a sentence: days and numbers in the language of the page, names as they are."""
    value = " ".join(value.split())
    if value in VALUES:
        return gettext(value)
    value = DAY.sub(lambda found: days.full(date(*map(int, found.groups()))), value)
    return str(NUMERALS.get(value, value.replace("、", ", "))) or "–"


def label(found):
    """The words before a blank with what they mean."""
    return f"{found.group(1)} {gloss(gettext(found.group(1)))} "


def gloss(meaning):
    """One meaning as it stands on the page, marked as being in the page's language."""
    return format_html('<span class="gloss" lang="{}">{}</span>', get_language(), meaning)
