"""The main road as people go it, page by page: every phase is a function that takes the Walk and leaves its facts there."""

import re
import subprocess
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

from django.utils import timezone

from intake.demo import hands, people
from tests.browser.visitor import A_NAME, Notebook, Visitor
from tests.personas import PASSWORD

CHEN, AYGUL = "陈玉㛃", "阿依古丽·买买提"
STORY = "602室卫生间漏水，老人家的天花板和衣柜泡坏了，两家在楼道吵了两次。"
PLACE = "港门花园3栋502室"
TITLE = "楼上漏水纠纷"
SECRET = "近期手头紧，能接受分两次付。"
NEXT = ".next, .actionbar"  # the one thing to do: in its card, on a phone in the bar below
CHEN_ID, AYGUL_ID = people.CHEN["id_number"], people.AYGUL["id_number"]


def pdf_text(path):
    """What a PDF reader reads in a file, without the line ends of its layout."""
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return re.sub(r"\s+", "", told.stdout.decode())


class Walk:
    """The people on the road, each with a window of their own, and what they found out on the way."""

    def __init__(self, chromium, site, width, folder):
        self.chromium, self.site, self.width, self.folder = chromium, site, width, folder
        self.notebook, self.people, self.facts, self.last = Notebook(), {}, SimpleNamespace(), None

    def person(self, name):
        """Somebody of the office in his own window; logs in the first time."""
        if name not in self.people:
            self.people[name] = self.stranger(name).log_in(name)
        self.last = self.people[name]
        return self.last

    def stranger(self, name):
        """A window of somebody who has not come in by any door."""
        self.last = self.people[name] = Visitor(self.chromium, self.site, self.notebook, self.width)
        return self.last

    def at_the_case(self, name):
        """Somebody of the office at the case page."""
        return self.person(name).open(f"/cases/{self.facts.case}/")

    def at_the_step(self, name, step):
        """Somebody of the office at the page of one step."""
        return self.person(name).open(f"/cases/{self.facts.case}/steps/{step}/")

    def signed_sheet(self, title, *names):
        """A photograph of a sheet signed in ink."""
        path = self.folder / f"{title}.jpg"
        path.write_bytes(hands.signed_sheet(title, names).data)
        return path

    @staticmethod
    def ago(minutes):
        """A moment some minutes ago, as a date and time field takes it."""
        return (timezone.localtime() - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")

    @staticmethod
    def ahead(days):
        """A day some days ahead, as a date field takes it."""
        return (timezone.localdate() + timedelta(days=days)).isoformat()

    def close(self):
        for visitor in self.people.values():
            visitor.close()


def a_grid_worker_reports(walk):
    """Four steps on the phone; the answer says who takes it and by when."""
    worker = walk.stranger("grid_worker").log_in("grid_worker", look=True)
    worker.open("/report/").reads("第1步，共4步", "出了什么事？")
    worker.press("下一步：谁和谁").reads("请选一类，说不准也可以")
    worker.tick("邻里").fill("说说经过", STORY).press("下一步：谁和谁").reads("第2步，共4步")
    worker.fill("名字", "502室陈大姐", within="[aria-labelledby=one]").fill(
        "电话", "138 0000 2046", within="[aria-labelledby=one]"
    )
    worker.fill("名字", "602室住户", within="[aria-labelledby=other]").press("下一步：在哪里").reads("第3步，共4步")
    worker.fill("哪个小区", PLACE).press("下一步：看一遍").reads("第4步，共4步", "502室陈大姐", "138", STORY, PLACE)
    worker.press("报上去").reads("报上去了", "最晚", "一案一码")
    worker.press("看这一件").reads(STORY)
    walk.facts.case = worker.page.url.rstrip("/").rpartition("/")[2]
    worker.open("/reports/").reads("邻里纠纷", PLACE)


def the_head_sends_it_back(walk):
    """It is on the workbench of whoever has to act; too little is known of the people, so the clerk must ask."""
    head = walk.stranger("head").log_in("head").reads("等我办", "看受不受理")
    head.press("502室陈大姐").reads("等主任看受不受理", "602室住户", "还剩")
    head.open(f"/cases/{walk.facts.case}/steps/send_back/").press("退回补充").reads("请至少选一个原因")
    head.tick("双方是谁没有写清楚").fill("要补什么", "请问清双方的姓名和身份证。").press("退回补充").reads(
        "办好了：退回补充"
    )


def the_clerk_completes_both_sides(walk):
    """A name with a rare character, a name with a dot; a wrong ID number is said to be wrong and nothing is lost."""
    clerk = walk.person("clerk").reads("补齐当事人，交给主任")
    clerk.press("502室陈大姐").tab("当事人").press("改 502室陈大姐")
    clerk.fill("姓名或单位名称", CHEN).select("证件种类", "居民身份证").fill("证件号码", "460200195403120280")
    clerk.fill("住址", PLACE).press("存下").reads("有几处要改一下", "证件号最后一位对不上")
    assert clerk.page.get_by_label("姓名或单位名称").input_value() == CHEN
    clerk.fill("证件号码", CHEN_ID).unfold("没有电话的联系人").fill("民族", "汉族").press("存下").reads(
        f"{CHEN}与602室住户"
    )
    clerk.tab("当事人").press("改 602室住户")
    clerk.fill("姓名或单位名称", "阿依古丽•买买提").fill("电话", "138 0000 7713").fill("住址", "港门花园3栋602室")
    clerk.select("证件种类", "居民身份证").fill("证件号码", AYGUL_ID)
    clerk.unfold("没有电话的联系人").fill("民族", "维吾尔族").fill("工作单位", "演示物业公司").press("存下").reads(
        AYGUL
    )
    clerk.tab("当事人").reads(CHEN, AYGUL, "身份待核对", "138****7713").reads_nowhere("13800007713", AYGUL_ID)
    clerk.press(f"显示完整信息 {AYGUL}").reads("为什么")
    for side in (CHEN, AYGUL):
        clerk.open(f"/cases/{walk.facts.case}/people/").press(f"核对身份 {side}").tick("看过证件原件").press("核对身份")
    clerk.open(f"/cases/{walk.facts.case}/steps/describe_dispute/").fill("纠纷名称", TITLE).press("补充纠纷情况")
    clerk.press("交给主任受理").press("交给主任受理").reads("等主任看受不受理", TITLE)


def the_head_accepts(walk):
    """A number is given, the clock of the mediation starts, the other ways are a page away."""
    head = walk.at_the_case("head").reads("下一步", "看受不受理")
    head.open(f"/cases/{walk.facts.case}/steps/decline/").reads("人民调解法第3条")
    walk.at_the_case("head").press("受理", exact=True)
    head.press("受理", exact=True).reads("第0001号")


def both_sides_agree_to_mediation(walk):
    """The clerk asks each by telephone; with the last yes the intake register is issued."""
    clerk = walk.at_the_case("clerk").reads("问双方同不同意调解")
    for side in (CHEN, AYGUL):
        clerk.open(f"/cases/{walk.facts.case}/steps/record_consent/")
        clerk.tick(side).tick("同意调解").tick("同意", exact=True).tick("电话").press("记下是否同意")
    clerk.reads("等主任：指派调解员", "已齐1项")
    clerk.tab("文书").reads("人民调解受理登记表")


def the_head_assigns_a_mediator(walk):
    """Suggestions with reasons; one mediator works for a party's employer and cannot be chosen."""
    head = walk.at_the_case("head").press("指派调解员", within=NEXT)
    head.reads("柯敬堂", "银龄志愿者", "卢启明 要回避", f"卢启明在演示物业公司工作，和{AYGUL}有关")
    assert head.page.get_by_label("卢启明").is_disabled()
    head.fill("找调解员", "kjt").tick("柯敬堂").tick("调委会指定").press("指派调解员").reads("等柯敬堂")


def the_mediator_takes_it_up(walk):
    """With the declaration that nothing ties him to a party; the notice of rights goes out."""
    mediator = walk.person("silver_mediator").reads("接下这件，或者退回")
    mediator.press(CHEN).press("接下这件", within=NEXT).reads("没有利害关系").press("接下")
    mediator.reads("请先勾选")
    mediator.tick("没有利害关系").press("接下").reads("约第1次调解")


def in_ink(walk, paper, *names):
    """Printed, signed by hand, photographed by one colleague, compared by another."""
    clerk = walk.at_the_case("clerk").tab("文书").press(f"去签名 {paper}").reads("签到哪里了")
    clerk.press("打印，交签好的纸").reads("一、打印", "拍照交上来")
    for name in names:
        clerk.tick(name)
    clerk.hand_in("拍签好的纸", walk.signed_sheet(paper, *names)).press("交上去").reads("等核对")
    second = walk.person("second_clerk").open(clerk.path).press("核对签好的纸").reads("交来的纸", "定稿的文书")
    for name in names:
        second.tick(name)
    second.press("对上了，签名算数").reads("已签")


def the_notice_is_signed_in_ink(walk):
    """The notice of rights by both parties, the register by the clerk who keeps it as well."""
    clerk = walk.at_the_case("clerk").press("权利义务告知书").reads("签了0位，共2位")
    clerk.press("打印，交签好的纸").press("交上去").reads("请勾选这张纸上签了名的人")
    in_ink(walk, "人民调解当事人权利义务告知书", CHEN, AYGUL)
    in_ink(walk, "人民调解受理登记表", CHEN, AYGUL, "苏婉宁")


def the_first_session(walk):
    """Both want to go on; what was said in private and what was offered stays with the mediator."""
    mediator = walk.at_the_case("silver_mediator").press("约调解", within=NEXT)
    mediator.fill("什么时候", walk.ago(75)).fill("在哪里", "新港社区矛盾调解室").press("约调解").reads("记调解笔录")
    mediator.press("记调解笔录", within=NEXT)
    mediator.fill("几点结束的", walk.ago(40)).fill("还有谁在场", "网格员范小玲")
    mediator.fill("调解记录", "双方都认可漏水来自602室卫生间。\n争议在赔多少和谁来修防水。双方愿意再谈。")
    mediator.tick("没有谈成，双方愿意再谈").select("记录人", "苏婉宁").press("记调解笔录").reads("第1次")
    mediator.press("记一条").tick("单独谈话，只有调解员能看").press("记一条").reads("请选和谁单独谈的")
    mediator.tick(AYGUL).fill("说了什么", SECRET).press("记一条")
    for side, amount, terms in ((CHEN, "6000", "一次付清"), (AYGUL, "3500", "自己修防水")):
        mediator.open(f"/cases/{walk.facts.case}/steps/record_offer/")
        mediator.tick(side).fill("多少元", amount).fill("有什么条件", terms).press("记出价")
    mediator.reads("差在哪里", "6000", "3500").tab("调解记录").reads(SECRET, "单独谈话，只有调解员能看")
    for name in ("clerk", "head"):
        walk.at_the_case(name).reads_nowhere(SECRET, "3500").tab("调解记录").reads_nowhere(SECRET, "3500")


def the_second_session(walk):
    """On the spot; they agree."""
    mediator = walk.at_the_case("silver_mediator").press("约调解", within=NEXT)
    mediator.fill("什么时候", walk.ago(30)).fill("在哪里", PLACE).press("约调解").press("记调解笔录", within=NEXT)
    mediator.fill("几点结束的", walk.ago(10)).fill(
        "调解记录", "双方一起看了现场。\n同意赔4800元，分两次付，并修好卫生间防水。"
    )
    mediator.tick("达成协议").select("记录人", "苏婉宁").press("记调解笔录").reads("谈成了，写协议")
    for _record in range(2):
        in_ink(walk, "人民调解记录", CHEN, AYGUL, "柯敬堂", "苏婉宁")


def the_agreement_is_written(walk):
    """Two instalments and a repair, as blocks; each shows the sentence it will be in the agreement."""
    mediator = walk.at_the_case("silver_mediator").press("写协议", within=NEXT)
    mediator.fill("各方责任", "602室卫生间防水层损坏是漏水的原因，由602室承担责任。").press("付钱")
    one, two = "#clause-1", "#clause-2"
    mediator.select("谁付", f"{AYGUL}（被申请人）").select("付给谁", f"{CHEN}（申请人）")
    mediator.fill("什么钱", "天花板和衣柜的赔偿款").fill("一共多少元", "４，８００元").press("分期付").press(
        "平均分到各期"
    )
    mediator.page.locator(one).get_by_label("哪天前付").nth(0).fill(walk.ahead(7))
    mediator.page.locator(one).get_by_label("哪天前付").nth(1).fill(walk.ahead(37))
    mediator.tick("手机支付", within=one).press("修好", within="main")
    mediator.select("谁来修", f"{AYGUL}（被申请人）", within=two).select("给谁修", f"{CHEN}（申请人）", within=two)
    mediator.fill("修什么", "602室卫生间防水", within=two).fill("哪天前修好", walk.ahead(26), within=two)
    mediator.press("存下，以后再写").reads("存好了。", "大写：肆仟捌佰元整", "协议里这样写")
    mediator.press("看一遍")


def the_text_is_frozen(walk):
    """Read as each side will see it and as it will be printed, then fixed."""
    mediator = walk.person("silver_mediator").open(f"/cases/{walk.facts.case}/agreement/check/")
    mediator.reads("看一遍", CHEN, AYGUL, "4800元", "602室卫生间防水")
    mediator.select("记录人", "苏婉宁").press("定稿").reads("定稿了，可以请大家签名。", "签到哪里了")
    walk.facts.signing = mediator.path


def one_party_signs_on_the_tablet(walk):
    """A colleague sees the identity card, the party reads and writes; a dot is no name."""
    clerk = walk.person("clerk").open(walk.facts.signing).reads("签了0位，共4位")
    tablet = clerk.press(f"请{CHEN}签").press("把平板交给本人").reads("请先看过身份证件，再勾选", "请写上见证人的姓名")
    tablet.tick("看过本人的身份证件").fill("在场见证人", "范小玲").press("把平板交给本人").reads("第1步，共2步")
    tablet.reads("您得到什么", f"{AYGUL}付给您4800元", "这份协议没有约定您要做什么")
    tablet.press("看清楚了，去签名").reads("请先看清内容，愿意签再勾选")
    tablet.tick("我已看清内容").press("看清楚了，去签名").reads("请用手指写您的名字")
    tablet.write(A_NAME).look().press("签好了，交上去").reads("您已经签好了")
    tablet.press("把平板还给工作人员").reads("签了1位，共4位")


def the_other_signs_in_ink(walk):
    """The recorder on the tablet, the other party on paper; a second person compares."""
    clerk = walk.person("clerk").open(walk.facts.signing).press("我来签").tick("我已看清内容").press("看清楚了，去签名")
    clerk.write(A_NAME).press("签好了，交上去").press("回签名页").reads("签了2位，共4位")
    clerk.press("打印，交签好的纸").tick(AYGUL).hand_in("拍签好的纸", walk.signed_sheet("人民调解协议书", AYGUL)).press(
        "交上去"
    )
    clerk.reads("等核对")
    second = walk.person("second_clerk").open(walk.facts.signing).press("核对签好的纸").tick(AYGUL)
    second.press("对上了，签名算数").reads("签了3位，共4位", "轮到调解员签名")


def the_mediator_signs_last(walk):
    """The password once more, then the pad; it is not his to seal."""
    mediator = walk.at_the_case("silver_mediator").press("调解员签名", within=NEXT).reads("大家都签好了，请您签名")
    mediator.press("填密码，去签名").fill("密码", "不是这个密码").press("是我，继续").fill("密码", PASSWORD).press(
        "是我，继续"
    )
    mediator.write(A_NAME).press("签好了，交主任盖章").reads_nowhere("去盖章")
    assert mediator.answer(f"/cases/{walk.facts.case}/steps/seal/") == 404


def the_head_seals(walk):
    """The worker sets the seal while the page waits; from that day the agreement binds."""
    head = walk.at_the_case("head").press("同意盖章", within=NEXT).reads("盖章后协议生效", "可以盖")
    head.press("同意盖章").waits("章盖好了").look().reads("前，双方可以一起请法院确认")


def the_party_opens_the_link(walk):
    """The clerk prints a slip; the party types its address and code on the phone, reads and saves the agreement."""
    clerk = walk.at_the_case("clerk").press(f"发链接给{CHEN}").tick("打印一张单子").press("就这样办")
    clerk.reads("这一页只显示这一次", f"给{CHEN}本人")
    link, code = clerk.page.inner_text(".slip-link"), clerk.page.inner_text(".slip-code")
    clerk.press("给好了，回到案件")
    party = (
        walk.stranger("party")
        .open(link.removeprefix(walk.site))
        .reads("看您的案件", "苏婉宁")
        .reads_nowhere("漏水", CHEN)
    )
    party.fill("验证码", "000000").press("填好了，进去看").reads("这个验证码不对")
    party.fill("验证码", code).press("填好了，进去看").reads(TITLE, "协议生效了，请照着做", f"{AYGUL}付给您4800元")
    party.reads_nowhere(SECRET, "3500", "6000")
    walk.facts.agreement = str(party.download("保存《人民调解协议书》", walk.folder))
    party.press("办案经过、我交的材料、我的信息").reads("协议已盖章", "苏婉宁").reads_nowhere(SECRET)
    party.open(f"/my/{walk.facts.case}/").press("收到了").reads("报一下做到了没有")


def the_paper_says_it_all(walk):
    """What was downloaded, read back: both names, every obligation, the number, the seal's page."""
    text = pdf_text(walk.facts.agreement)
    for words in (CHEN, AYGUL, "4800", "肆仟捌佰元整", "2400", "602室卫生间防水", "三吉新港人调字〔2026〕第0001号"):
        assert words in text, f"{words} is not in the agreement:\n{text}"
    assert SECRET not in text
    assert "3500" not in text
    walk.facts.code = re.search(r"查验码([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3})", text).group(1)


def anybody_verifies_it(walk):
    """By the code printed on it, by the file itself, and by a file that somebody changed."""
    stranger = (
        walk.stranger("stranger").open("/verify/").fill("查验码", walk.facts.code.lower()).press("查", exact=True)
    )
    stranger.reads("有这份文书", "三吉新港人调字〔2026〕第0001号").reads_nowhere(CHEN, AYGUL)
    genuine = Path(walk.facts.agreement)
    stranger.open("/verify/").hand_in("PDF文件", genuine).press("比对").reads("是我们出具的，没有改过")
    forged = walk.folder / "改过的协议.pdf"
    forged.write_bytes(genuine.read_bytes() + b"\n% changed")
    stranger.open("/verify/").hand_in("PDF文件", forged).press("比对").reads("被改过，不能用")


def everything_is_done(walk):
    """The party says that the first money came, the mediator records the rest."""
    party = walk.people["party"].open(f"/my/{walk.facts.case}/").press("收到了")
    party.tick("2400元").tick("做到了", exact=True).select("怎么付的", "手机支付").press("报上去").reads(
        "报上去了，对方和调解员看得到。"
    )
    mediator = walk.at_the_step("silver_mediator", "close").reads(
        "现在还不能办", "还有约定没有做完", "人民调解法第31条"
    )
    mediator.press("回案件")
    for _part in range(2):
        mediator.tab("履行与回访").press("记收到").tick("做到了", exact=True).press("记履行情况")
    mediator.tab("履行与回访").reads_nowhere("记收到").reads("做到了")


def it_is_visited_closed_and_filed(walk):
    """Whoever files it does not check it himself; afterwards nothing moves."""
    mediator = walk.at_the_step("silver_mediator", "record_visit").tick("满意", exact=True)
    mediator.fill("协议履行得怎么样", "4800元已付清，防水已修好，再没有漏水。").press("记回访")
    mediator.press("结案", within=NEXT).press("结案", exact=True, within="main form").reads("已结案")
    clerk = walk.at_the_case("clerk").press("归档", within=NEXT).reads("卷宗")
    clerk.select("检查人", "周德海").press("归档", exact=True, within="main form").reads("已归档")
    clerk.tab("操作日志").reads("归档").open("/cases/?view=all").reads("归档：达成书面协议")
    worker = walk.person("grid_worker").open("/reports/").reads("谈成了，已结案").press("回首页")
    worker.log_out()


PHASES = [
    a_grid_worker_reports,
    the_head_sends_it_back,
    the_clerk_completes_both_sides,
    the_head_accepts,
    both_sides_agree_to_mediation,
    the_head_assigns_a_mediator,
    the_mediator_takes_it_up,
    the_notice_is_signed_in_ink,
    the_first_session,
    the_second_session,
    the_agreement_is_written,
    the_text_is_frozen,
    one_party_signs_on_the_tablet,
    the_other_signs_in_ink,
    the_mediator_signs_last,
    the_head_seals,
    the_party_opens_the_link,
    the_paper_says_it_all,
    anybody_verifies_it,
    everything_is_done,
    it_is_visited_closed_and_filed,
]
