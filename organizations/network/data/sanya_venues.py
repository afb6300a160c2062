"""Sanya: grids that the articles name, deliberation places, rooms, filing points and online channels."""

from organizations.network.rows import Spot, Square

GRIDS = (
    Square("xingang_3", "xingang", "第三网格", is_invented=True),
    Square("xincun_12", "xincun", "第十二网格"),
    Square("hongjiao_8", "hongjiao", "第八网格"),
    Square("nanding_13", "nanding", "第十三网格"),
)

_PORT = "崖州中心渔港"

_DELIBERATION = (
    Spot("chunguang_pavilion", "chunguang_quarter", "deliberation", "春光小区居民议事亭", note="〔000〕"),
    Spot("yuechuan_hall", "yuechuan", "deliberation", "友邻议事厅", note="〔000〕〔001〕"),
    Spot("bandao_station", "bandao_lanwan", "deliberation", "红色物业驿站", note="〔000〕"),
    Spot("haitang_talks", "haitang", "deliberation", "海棠夜话", note="〔001〕"),
    Spot("banyan", "jinjiling", "deliberation", "榕树下议事平台", note="〔001〕"),
    Spot("rice_field", "qingfa", "deliberation", "稻田原野议事台", note="〔001〕"),
    Spot("party_pavilion", "sanya", "deliberation", "党群议事亭", note="文章没有写所在地〔001〕"),
    Spot("round_pavilion", "sanya", "deliberation", "围亭议事", note="文章没有写所在地〔001〕"),
    Spot("yazhou_wishes", "yazhou", "deliberation", "民意恳谈会", note="〔002〕"),
    Spot("yazhou_joint", "yazhou", "deliberation", "党建联席会", note="〔002〕"),
    Spot("yazhou_village_hall", "yazhou", "deliberation", "村民议事堂", note="〔002〕"),
    Spot("yazhou_village_affairs", "yazhou", "deliberation", "村务协商会", note="〔002〕"),
)

_ROOMS = (
    Spot("xingang_room", "xingang", "room", "新港社区调解室", "新港社区服务中心", is_invented=True),
    Spot("nanshan_room", "nanshan_garden", "room", "矛盾调解室", "南山花园党群服务中心", note="〔002〕"),
    Spot("fishermen_station", "industry_fishery", "room", "渔英驿站", _PORT, note="〔001〕〔002〕"),
    Spot("sea_lectures", "industry_fishery", "deliberation", "海上讲堂", _PORT, note="〔001〕〔002〕"),
    Spot("pioneer_boats", "industry_fishery", "mobile", "海上先锋船", _PORT, note="8艘〔001〕〔002〕"),
)

_FILING_POINTS = (
    Spot("riders_station", "jinjiling", "filing_point", "外卖驿站", note="〔001〕"),
    Spot("nanbin_books", "nanbin", "filing_point", "南滨温度书屋", note="〔001〕〔002〕"),
    Spot("police_room", "sanya", "filing_point", "警务室", note="文章没有写所在地〔001〕"),
    Spot("safety_station", "sanya", "filing_point", "平安工作站", note="文章没有写所在地〔001〕"),
    Spot(
        "party_centre",
        "sanya",
        "filing_point",
        "三亚市党群服务中心",
        "丰兴隆生态公园",
        note="设公共法律服务站〔004〕",
    ),
    Spot("bay_centre", "sanya", "filing_point", "三亚湾党群服务中心", note="〔004〕"),
)

_CHANNELS = (
    Spot("grid_app_tianya", "centre_tianya", "online", "网格化管理APP", note="〔004〕"),
    Spot("grid_app_yazhou", "centre_yazhou", "online", "网格通App", note="〔001〕"),
    Spot("direct_joint", "hotline12345", "online", "直通联办", note="〔001〕〔002〕〔004〕"),
    Spot("maling_group", "maling", "online", "马岭警民微信群", note="〔001〕"),
)

VENUES = (*_DELIBERATION, *_ROOMS, *_FILING_POINTS, *_CHANNELS)
