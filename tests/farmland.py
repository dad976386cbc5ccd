"""A farmland subsidy as tests use it: its matter, its form's values, invented households."""

from decimal import Decimal

from desktop.domain.idnumber import check_digit

FARMLAND = "SNBT-002"
HEADS = ("序号", "村", "社", "户主姓名", "身份证号", "补贴面积（亩）", "补贴金额（元）", "一卡通账号")
VALUES = {
    "year": "2026",
    "rate": "115.00",
    "basis_docs": "财农〔2023〕11号",
    "notice_days": "7",
    "objection_unit": "青石滩乡农业农村服务中心",
    "objection_phone": "0970-8600123",
    "supervision_phone": "12317",
}


def id_number(serial: int) -> str:
    first = f"63229919700101{serial:03}"
    return first + check_digit(first)


def person(serial: int, name: str = "才让东智", area: str = "10.00") -> list[object]:
    amount = (Decimal(area) * 115).quantize(Decimal("0.01"))
    return [serial, "上滩村", "一社", name, id_number(serial), Decimal(area), amount, "6299990000000000018"]
