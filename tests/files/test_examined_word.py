"""Every word of a Word file is told with its place, wherever it hides."""

import pytest

from desktop.base.errors import Refusal
from desktop.domain.document import Document, Part
from desktop.files.examined import document_of
from tests.files.packages import compound, docx, old_word, paragraph, part

VANISH = "<w:vanish/>"
WHITE = '<w:color w:val="FFFFFF"/>'
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read(data: bytes, name: str = "公示.docx") -> Document:
    return document_of(name, data)


def said(document: Document, kind: Part) -> list[tuple[str, str]]:
    return [(passage.place, passage.text) for passage in document.passages if passage.part is kind]


def test_paragraphs_are_counted_as_a_reader_counts_them() -> None:
    document = read(docx(paragraph("标题") + "<w:p/>" + paragraph("正文一") + paragraph("正文二")))
    assert said(document, Part.BODY) == [("第 1 段", "标题"), ("第 2 段", "正文一"), ("第 3 段", "正文二")]
    assert (document.kind, document.name) == ("docx", "公示.docx")


@pytest.mark.parametrize("look", [VANISH, WHITE, '<w:sz w:val="2"/>'])
def test_words_nobody_sees_on_paper_are_hidden(look: str) -> None:
    document = read(docx(paragraph("看得见") + paragraph("看不见", look)))
    assert [text for _, text in said(document, Part.BODY)] == ["看得见"]
    assert [text for _, text in said(document, Part.HIDDEN)] == ["看不见"]


def test_a_style_hides_words_and_a_run_may_show_them_again() -> None:
    styles = part(
        "styles",
        '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Below"><w:basedOn w:val="Secret"/></w:style>',
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Below"/></w:pPr><w:r><w:t>藏</w:t></w:r>'
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r></w:p>'
    )
    document = read(docx(body, {"word/styles.xml": styles}))
    assert said(document, Part.BODY) == [("第 1 段", "显")]
    assert said(document, Part.HIDDEN) == [("第 1 段", "藏")]


def test_white_letters_on_a_dark_cell_are_seen() -> None:
    cell = f'<w:tc><w:tcPr><w:shd w:fill="1F3864"/></w:tcPr>{paragraph("姓名", WHITE)}</w:tc>'
    document = read(docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))
    assert document.tables[0].rows == (("姓名",),)
    assert not said(document, Part.HIDDEN)


def test_tracked_changes_show_what_was_struck_out_and_keep_what_was_put_in() -> None:
    gone = '<w:del w:author="甲"><w:r><w:delText>旧号码</w:delText></w:r></w:del>'
    put = '<w:ins w:author="甲"><w:r><w:t>新号码</w:t></w:r></w:ins>'
    moved = "<w:moveFrom><w:r><w:t>搬走的</w:t></w:r></w:moveFrom>"
    document = read(docx(f"<w:p>{gone}{put}{moved}</w:p>"))
    assert said(document, Part.BODY) == [("第 1 段", "新号码")]
    assert said(document, Part.TRACKED) == [("第 1 段", "旧号码搬走的")]


def test_a_text_box_is_told_once_although_it_stands_in_the_file_twice() -> None:
    box = "<w:txbxContent>" + paragraph("盒里的字") + "</w:txbxContent>"
    drawing = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:docPr descr="王小明的家"/><wps:txbx>{box}'
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    document = read(docx(f"<w:p><w:r>{drawing}</w:r></w:p>"))
    assert [text for _, text in said(document, Part.TEXT_BOX)] == ["盒里的字"]
    assert [text for _, text in said(document, Part.PROPERTY)] == ["王小明的家"]


def test_merged_cells_stand_at_their_first_place() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("合并")}</w:tc><w:tc>{paragraph("丙")}</w:tc>'
    top = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("上")}</w:tc>'
    low = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('')}</w:tc>"
    rest = f"<w:tc>{paragraph('一')}</w:tc><w:tc>{paragraph('二')}</w:tc>"
    document = read(
        docx(f"<w:tbl><w:tr>{wide}</w:tr><w:tr>{top}{rest}</w:tr><w:tr>{low}{rest}</w:tr></w:tbl>")
    )
    assert document.tables[0].rows == (("合并", "", "丙"), ("上", "一", "二"), ("", "一", "二"))
    assert document.tables[0].places[1][2] == "表 1 第 2 行第 3 列"


def test_headers_notes_comments_and_properties_are_told() -> None:
    document = read(
        docx(
            paragraph("正文"),
            {
                "word/header1.xml": part("hdr", paragraph("页眉的字")),
                "word/footer2.xml": part("ftr", paragraph("页脚的字")),
                "word/footnotes.xml": part("footnotes", f"<w:footnote>{paragraph('脚注的字')}</w:footnote>"),
                "word/comments.xml": part(
                    "comments", f'<w:comment w:author="李">{paragraph("批注的字")}</w:comment>'
                ),
                "docProps/core.xml": '<c xmlns:d="urn:d"><d:creator>张三</d:creator></c>',
                "docProps/custom.xml": '<p><property name="身份证"><t>内容</t></property></p>',
            },
        )
    )
    assert said(document, Part.HEADER) == [("页脚 第 1 段", "页脚的字"), ("页眉 第 1 段", "页眉的字")]
    assert said(document, Part.NOTE) == [("脚注 第 1 段", "脚注的字")]
    assert said(document, Part.COMMENT) == [("批注 1", "批注的字")]
    told = said(document, Part.PROPERTY)
    assert ("文件属性 作者", "张三") in told
    assert ("文件属性 身份证", "内容") in told


def test_link_targets_and_telling_field_codes_are_told_but_page_numbers_are_not() -> None:
    relations = _RELS.format(
        f'<Relationship Id="r1" Type="{_OFFICE}/hyperlink" Target="file:///D:/名单.xls" TargetMode="External"/>'
    )
    fields = "<w:p><w:r><w:instrText> {} </w:instrText></w:r></w:p>"
    document = read(
        docx(
            paragraph("正文") + fields.format("PAGE") + fields.format("MERGEFIELD 身份证号"),
            {"word/_rels/document.xml.rels": relations},
        )
    )
    assert said(document, Part.PROPERTY) == [
        ("第 1 段的域代码", "MERGEFIELD 身份证号"),
        ("链接地址", "file:///D:/名单.xls"),
    ]


def test_embedded_files_are_read_and_named_wherever_they_lie() -> None:
    inner = docx(paragraph("里面的字"))
    native = (
        bytes(4) + b"\x02\0" + "名单.txt".encode("gb18030") + b"\0C:\\a\0" + b"\0\0\x03\0"
        + (4).to_bytes(4, "little") + b"t.x\0" + (12).to_bytes(4, "little") + "藏着的字".encode()
    )  # fmt: skip
    document = read(
        docx(
            paragraph("外面"),
            {
                "word/embeddings/inner.docx": inner,
                "word/embeddings/oleObject1.bin": compound({"\x01Ole10Native": native}),
            },
        )
    )
    told = said(document, Part.EMBEDDED)
    assert ("嵌入的文件“inner.docx”·第 1 段", "里面的字") in told
    assert any(text == "藏着的字" for _, text in told)
    assert "名单.txt" in [text for _, text in said(document, Part.FILE_NAME)]


def test_text_put_in_from_another_file_counts_as_the_text_itself() -> None:
    relations = _RELS.format(f'<Relationship Id="r1" Type="{_OFFICE}/aFChunk" Target="part.htm"/>')
    document = read(
        docx(
            '<w:altChunk r:id="r1"/>',
            {
                "word/_rels/document.xml.rels": relations,
                "word/part.htm": "<html><body><p>插进来的段</p></body></html>",
            },
        )
    )
    assert [text for _, text in said(document, Part.BODY)] == ["插进来的段"]


def test_an_old_word_file_gives_text_tables_notes_and_comments() -> None:
    body = "公示标题\r第一段\r姓名\a金额\a\a王小明\a\a\a\x13 PAGE \x141\x15尾\r"
    notes, comments = "脚注\r", "批注\r"
    data = old_word(body + notes + comments, (len(body), len(notes), 0, 0, len(comments)))
    document = read(data, "旧.doc")
    assert [text for _, text in said(document, Part.BODY)] == ["公示标题", "第一段", "1尾"]
    assert document.tables[0].rows == (("姓名", "金额"), ("王小明", ""))
    assert [text for _, text in said(document, Part.NOTE)] == ["脚注"]
    assert [text for _, text in said(document, Part.COMMENT)] == ["批注"]


def test_an_old_word_file_with_a_password_is_refused() -> None:
    with pytest.raises(Refusal, match="打开密码"):
        read(old_word("密\r", (2,), flags=0x0100), "旧.doc")
