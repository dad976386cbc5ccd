"""Text, pages, PDFs and photos: words with their places, tables as tables, what cannot be read is said."""

import io
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.base.errors import Refusal, SurroundingsError
from desktop.base.paths import templates_folder
from desktop.domain.document import Document, Part
from desktop.files.examined import document_of, read_document

FONT, UNBOXED = "Song", "STSong-Light"
LINES = "关于补贴的公示\n一、标准\n联系电话：0915-2521905\n"


@pytest.fixture(scope="module", autouse=True)
def chinese_font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(UNBOXED))
    pdfmetrics.registerFont(TTFont(FONT, templates_folder() / "fonts" / "NotoSansSC-Regular.ttf"))


def told(document: Document, part: Part = Part.BODY) -> list[str]:
    return [passage.text for passage in document.passages if passage.part is part]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_plain_text_is_read_whatever_its_encoding(encoding: str) -> None:
    document = document_of("公示.txt", LINES.encode(encoding))
    assert told(document) == LINES.split("\n")[:-1]
    assert document.passages[-1].place == "第 3 行"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("姓名\t金额\n王小明\t12", (("姓名", "金额"), ("王小明", "12"))),
        ("| 姓名 | 金额 |\n|---|---|\n| 王小明 | 12 |", (("姓名", "金额"), ("王小明", "12"))),
        ("┌──┬──┐\n│姓名│金额│\n├──┼──┤\n│王小明│12│\n└──┴──┘", (("姓名", "金额"), ("王小明", "12"))),
        ("序号  姓名   金额\n1     王小明   12", (("序号", "姓名", "金额"), ("1", "王小明", "12"))),
        (
            "姓名 账号 金额\n王小明 2806 1000 1234 5678 9 12\n马月 280610001234567 30\n合计 42",
            (
                ("姓名", "账号", "金额"),
                ("王小明", "2806100012345678" + "9", "12"),
                ("马月", "280610001234567", "30"),
                ("合计", "42"),
            ),
        ),
    ],
)
def test_tables_drawn_in_text_are_recognised(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    document = document_of("公示.txt", f"标题\n{text}\n落款\n".encode())
    assert [table.rows for table in document.tables] == [rows]
    assert document.tables[0].in_passages
    assert [passage.text for passage in document.everything()].count("落款") == 1


@pytest.mark.parametrize(
    "text",
    [
        "首页  政务公开  办事\n关于补贴的公示",
        "首页 政务公开 办事 互动\n2024年5月 第11期 总第30期\n根据文件，现公示如下。",
        "关于 补贴 的 公示\n面积 30亩 标准 98元\n特此公示",
        "来源：县政府    字号：大 中 小\n根据文件，现公示如下。\n      特此公示",
        "县政府办公室    2024年5月11日\n\n附件：1.名单\n      2.汇总",
    ],
)
def test_words_with_wide_blanks_between_them_are_no_table(text: str) -> None:
    assert document_of("公示.txt", text.encode()).tables == ()


def test_a_comma_separated_list_is_a_table_with_places() -> None:
    table = document_of("名单.csv", '姓名,金额\n"王, 小明",12\n'.encode("gb18030")).tables[0]
    assert table.rows == (("姓名", "金额"), ("王, 小明", "12"))
    assert table.places[1][1] == "第 2 行第 2 列"


def test_a_saved_page_gives_its_lines_tables_and_what_it_hides() -> None:
    page = (
        "<html><head><title>县政府</title><script>var x='不读';</script></head><body><h1>公示</h1>"
        "<p>正文<span style='display:none'>藏的</span>完</p><!-- 注释的字 --><table><tr><th>姓名</th><th>金额</th></tr>"
        "<tr><td rowspan=2>王小明</td><td>12</td></tr><tr><td>30</td></tr></table></body></html>"
    )
    document = document_of("公示.html", page.encode())
    assert told(document) == ["公示", "正文完", "姓名\t金额", "王小明\t12", "30"]
    assert told(document, Part.HIDDEN) == ["注释的字", "藏的"]
    assert document.tables[0].rows == (("姓名", "金额"), ("王小明", "12"), ("", "30"))


def pdf(draw: object = None, **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), **options)
    canvas.setFont(FONT, 12)
    assert callable(draw)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def test_lines_of_a_pdf_are_told_by_page_and_broken_sentences_joined() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 780, "公示")
        canvas.drawString(80, 740, "现将二〇二六年耕地地力保护补贴发放情况予以公示请社会各界监督电话")
        canvas.drawString(60, 720, "号码是0915-2521905。")
        canvas.showPage()
        canvas.setFont(FONT, 12)
        canvas.drawString(60, 780, "第二页的字")

    document = document_of("公示.pdf", pdf(draw))
    places = [(passage.place, passage.text) for passage in document.passages if passage.part is Part.BODY]
    assert places[0] == ("第 1 页", "公示")
    assert places[1][1].endswith("监督电话号码是0915-2521905。")
    assert places[2] == ("第 2 页", "第二页的字")


def test_a_table_of_a_pdf_keeps_its_empty_cells_and_its_broken_heads() -> None:
    def draw(canvas: Canvas) -> None:
        for x, head in ((60, "姓名"), (160, "面积"), (260, "金额")):
            canvas.drawString(x, 780, head)
        canvas.drawString(160, 765, "（亩）")
        for y, row in ((740, ("王小明", "3.5", "210")), (720, ("李二", "", "60")), (700, ("张三", "1", "5"))):
            for x, text in zip((60, 160, 260), row, strict=True):
                canvas.drawString(x, y, text)

    table = document_of("名单.pdf", pdf(draw)).tables[0]
    assert table.rows[0] == ("姓名", "面积（亩）", "金额")
    assert table.rows[2] == ("李二", "", "60")


def test_a_font_that_is_not_in_the_file_is_read_too() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(UNBOXED, 12)
        canvas.drawString(60, 740, "张三")
        canvas.drawString(160, 740, "115")

    assert told(document_of("名单.pdf", pdf(draw))) == ["张三\t115"]


def test_a_table_whose_cells_are_broken_into_lines_is_no_table_but_its_words_are_told() -> None:
    def draw(canvas: Canvas) -> None:
        for y, row in (
            (780, ("姓名", "地址", "金额")),
            (760, ("王小明", "上滩村", "210")),
            (740, ("", "一社", "")),
        ):
            for x, text in zip((60, 160, 260), row, strict=True):
                canvas.drawString(x, y, text)

    document = document_of("名单.pdf", pdf(draw))
    assert document.tables == ()
    assert "一社" in told(document)


def test_words_nobody_sees_in_a_pdf_are_hidden_and_white_on_dark_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 780, "看得见")
        canvas.setFillGray(1)
        canvas.drawString(60, 740, "白色的字")
        canvas.setFillGray(0)
        canvas.rect(50, 690, 200, 30, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(60, 700, "表头的字")
        text = canvas.beginText(60, 650)
        text.setTextRenderMode(3)
        text.textLine("透明的字")
        canvas.drawText(text)
        canvas.drawString(60, 2000, "纸外的字")

    document = document_of("公示.pdf", pdf(draw))
    assert told(document) == ["看得见", "表头的字"]
    assert sorted(told(document, Part.HIDDEN)) == ["白色的字", "纸外的字", "透明的字"]


def test_properties_notes_bookmarks_and_attachments_of_a_pdf_are_told() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setAuthor("张三")
        canvas.drawString(60, 780, "正文")
        canvas.bookmarkPage("a")
        canvas.addOutlineEntry("书签的字", "a")
        canvas.textAnnotation("批注的字", Rect=[60, 700, 90, 730])

    made = pypdfium2.PdfDocument(pdf(draw))
    attachment = made.new_attachment("名单.txt")
    attachment.set_data("附件里的字".encode())
    out = io.BytesIO()
    made.save(out)
    made.close()
    document = document_of("公示.pdf", out.getvalue())
    assert told(document, Part.COMMENT) == ["批注的字"]
    assert {"张三", "书签的字"} <= set(told(document, Part.PROPERTY))
    assert told(document, Part.EMBEDDED) == ["附件里的字"]
    assert "名单.txt" in told(document, Part.FILE_NAME)


def test_a_page_without_words_is_said_to_be_unread() -> None:
    picture = Image.new("RGB", (50, 50), "red")
    document = document_of("扫描.pdf", pdf(lambda canvas: canvas.drawInlineImage(picture, 0, 0, 500, 500)))
    assert [(unread.place, "图片" in unread.why) for unread in document.unread] == [("第 1 页", True)]


def test_a_pdf_with_a_password_is_refused_in_words() -> None:
    locked = pdf(lambda canvas: canvas.drawString(60, 60, "x"), encrypt=StandardEncryption("secret"))
    with pytest.raises(Refusal, match="打开密码"):
        document_of("密.pdf", locked)


def photo() -> bytes:
    picture = Image.new("RGB", (64, 48), "green")
    exif = Image.Exif()
    exif[0x010E] = "公示栏照片".encode()
    exif[0x9C9D] = "张三".encode("utf-16-le") + b"\0\0"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (36.0, 30.0, 36.0), "E", (101.0, 45.0, 0.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_photo_tells_where_it_was_taken_and_by_whom_and_that_its_words_are_unread() -> None:
    document = document_of("照片.jpg", photo())
    known = {passage.place: passage.text for passage in document.passages if passage.part is Part.METADATA}
    assert known["照片信息 GPS"] == "拍摄地点：北纬 36.51000°，东经 101.75000°"
    assert known["照片信息 作者"] == "张三"
    assert known["照片信息 说明"] == "公示栏照片"
    assert [unread.place for unread in document.unread] == ["图片"]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_other_pictures_are_known_by_their_bytes(kind: str) -> None:
    out = io.BytesIO()
    chunks = PngImagePlugin.PngInfo()
    chunks.add_itxt("Comment", "附带的字")
    more = {"pnginfo": chunks} if kind == "PNG" else {}
    Image.new("RGB", (8, 8)).save(out, kind, **more)
    document = document_of("图.dat", out.getvalue())
    assert document.kind == "image"
    assert told(document, Part.METADATA) == (["附带的字"] if kind == "PNG" else [])


def test_the_file_name_is_examined_too() -> None:
    assert told(document_of("张三银行卡.txt", b"abc"), Part.FILE_NAME) == ["张三银行卡.txt"]


def test_a_file_that_is_not_there_is_the_surroundings_fault(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="打不开"):
        read_document(tmp_path / "没有.txt")


@given(text=st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Co", "Cn"]), min_size=1))
@settings(max_examples=60)
def test_no_line_of_a_text_is_lost(text: str) -> None:
    if text.strip("\0 \r\n\t\v\f\x85\u2028\u2029\u3000\u00a0") and text.strip() and "<" not in text:
        lines = [line for line in told(document_of("a.txt", ("公示" + text).encode())) if line]
        assert "".join("".join(lines).split()) == "".join(("公示" + text).split())
