"""Invented households, the same at every run: names from common parts, ID numbers with a true check digit."""

from collections.abc import Iterator

from desktop.domain.idnumber import check_digit

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉力玲红梅春生海莲国才旺德福永玉成林建华志忠庆义仁青"
)
_TIBETAN = ("才让东智", "卓玛吉", "仁青·卓玛", "扎西顿珠", "拉毛措", "多杰才旦", "索南达杰", "尕藏加")
_VILLAGES = (*(f"{place}滩村" for place in "上下东西南北前后大小"), "青石村", "河口村", "红崖村", "石门村")
_REMARKS = (
    "",
    "",
    "",
    "",
    "",
    "户主外出务工，由其弟代领；面积经村民会议核定。",
    "",
    "",
    "",
    "含代耕地2.5亩（见附注）",
)
RATE = 115


def household(serial: int) -> dict[str, str]:
    """Canonical values of one row of the farmland subsidy."""
    area_hundredths = 100 + serial * 7919 % 3900
    amount = area_hundredths * RATE
    return {
        "village": _VILLAGES[serial // 97 % len(_VILLAGES)],
        "group": f"{'一二三四五六七八'[serial // 12 % 8]}社",
        "name": name(serial),
        "id_number": number(serial),
        "subsidy_area": f"{area_hundredths // 100}.{area_hundredths % 100:02}",
        "amount": f"{amount // 100}.{amount % 100:02}",
        "bank_account": account(serial),
        "remark": _REMARKS[serial % len(_REMARKS)],
    }


def name(serial: int) -> str:
    if serial % 8 == 0:
        return _TIBETAN[serial // 8 % len(_TIBETAN)]
    first, rest = _SURNAMES[serial % 49], serial * 31 // 7
    given = _GIVEN[rest % len(_GIVEN)]
    return first + given + (_GIVEN[rest // 53 % len(_GIVEN)] if serial % 5 else "")


def number(serial: int) -> str:
    day = serial // 999 % 28 + 1
    month = serial // 27972 % 12 + 1
    year = 1950 + serial // 335664 % 40
    first = f"632299{year}{month:02}{day:02}{serial % 999 + 1:03}"
    return first + check_digit(first)


def account(serial: int) -> str:
    """Nineteen digits that pass Luhn's check."""
    first = f"62999900{serial:010}"
    digits = [int(mark) for mark in reversed(first)]
    total = sum(sum(divmod(digit * 2, 10)) if at % 2 == 0 else digit for at, digit in enumerate(digits))
    return first + str(-total % 10)


def households(count: int, start: int = 0) -> Iterator[dict[str, str]]:
    return map(household, range(start, start + count))
