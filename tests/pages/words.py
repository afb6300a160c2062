"""Every piece of text the project shows, with the place it stands, and what is wrong with its punctuation or words."""

import ast
import re
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

from tests.house.tree import called, files, in_rooms, nodes, text

HAN = "\u2e80-\u2fff\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WRITTEN = {"aria-label", "title", "placeholder", "alt", "content", "value"}
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
TRANSLATED = re.compile(r"""(?:translate|trans)\s+(?:"([^"]*)"|'([^']*)')""")
LITERAL = re.compile(r""""([^"]*)"|'([^']*)'""")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|{{.*?}}|{\w*}")
HALF_WIDTH = re.compile(
    rf"""[{HAN}]\s*[,;:!?()"'] | [,;:!?()"']\s*[{HAN}] | [{HAN}]\.(?!\w) | \.\.\. | [{HAN}][ \t]+\d | \d[ \t]+[{HAN}]""",
    re.VERBOSE,
)
# ux.md § 6: what the pages do not say, and what they say instead.
NOT_SAID = {
    "你": "您，或者不用称呼",
    "亲爱": "不用称呼",
    "！": "。",
    "提交成功": "报上去了，谁什么时候会做什么",
    "操作失败": "没有存上，内容还在，请再点一次",
    "暂无数据": "今天没有要办的，再说接着做什么",
    "会话": "太久没动，为了保密已退出",
    "点击": "说要看的东西的名字",
    "非法": "说怎么填才对",
    "不合法": "说怎么填才对",
    "请输入": "请填",
    "逾期": "超了1天",
}


def half_width(words):
    """The places in a text where a half-width mark or a typed space touches a Han character."""
    return [found.group() for found in HALF_WIDTH.finditer(PLACEHOLDER.sub("\x01", words))]


class Page(HTMLParser):
    """Collects the text nodes of a template, and the attributes that are read or seen."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.unread = 0

    def handle_starttag(self, tag, attrs):
        self.unread += tag in {"script", "style"}
        wanted = ((name, value) for name, value in attrs if name in WRITTEN or name.startswith("data-"))
        self.found += [(self.getpos()[0], value) for _name, value in wanted if value]

    def handle_endtag(self, tag):
        self.unread -= tag in {"script", "style"}

    def handle_data(self, data):
        if data.strip() and not self.unread:
            self.found.append((self.getpos()[0], data))


def shown(token):
    """What a token of a template leaves on the page: its text, its translation, a mark for a variable, else a break."""
    if token.token_type is TokenType.TEXT:
        return token.contents
    if token.token_type is TokenType.VAR:
        return "\x01"
    translated = TRANSLATED.match(token.contents)
    if translated and " as " not in token.contents:
        return (translated.group(1) or translated.group(2) or "").replace('"', "&quot;")
    return "\x00" + "\n" * token.contents.count("\n")


def in_template(source):
    """(line, text) of everything a template says, string arguments of its tags included."""
    tokens = Lexer(source).tokenize()
    page = Page()
    page.feed("".join(shown(token) for token in tokens))
    page.close()
    said = [(line, part) for line, words in page.found for part in words.split("\x00")]
    for token in tokens:
        if token.token_type is TokenType.BLOCK:
            said += [(token.lineno, first or second) for first, second in LITERAL.findall(token.contents)]
    return said


def templates():
    """The templates of pages, papers, mail and messages."""
    return [path for path in files() if path.suffix in {".html", ".txt"} and "requirements" not in path.name]


def in_python(path):
    """(line, text) of the strings a module hands to gettext."""
    for call in nodes(path, ast.Call):
        if called(call) in GETTEXT:
            for argument in call.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.lineno, argument.value


def in_style(source):
    """(line, text) of what a style sheet writes."""
    for found in re.finditer(r"content:([^;}]*)", source):
        for words in re.findall(r'"([^"]*)"', found.group(1)):
            yield source.count("\n", 0, found.start()) + 1, words


def in_catalogue(source):
    """(line, text) of the words in a .po file."""
    for number, line in enumerate(source.splitlines(), 1):
        found = re.match(r'(?:msgid|msgid_plural|msgstr(?:\[\d\])?|) ?"(.*)"$', line)
        if found:
            yield number, found.group(1).replace('\\"', '"').replace("\\n", "\n")


def everything():
    """(place, text) of all the project says."""
    for path in templates():
        for line, words in in_template(text(path)):
            yield f"{path}:{line}", words
    for path in in_rooms():
        for line, words in in_python(path):
            yield f"{path}:{line}", words
    for path in files():
        read = {".css": in_style, ".po": in_catalogue}.get(path.suffix)
        for line, words in read(text(path)) if read else ():
            yield f"{path}:{line}", words
